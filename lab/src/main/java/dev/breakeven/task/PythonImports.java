package dev.breakeven.task;

import dev.breakeven.task.PythonSource.Node;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// The first imports of a Python file if they are of the standard library and sorted as isort
/// sorts: modules, then names of modules.
///
/// @param source the file
/// @param modules `import` statements
/// @param names `from … import` statements, after those
record PythonImports(PythonSource source, List<Node> modules, List<Node> names) {
  private static final Set<String> STANDARD =
      Set.of(
          """
          abc argparse array ast asyncio base64 bisect builtins calendar cmath codecs
          collections colorsys concurrent configparser contextlib contextvars copy csv ctypes
          dataclasses datetime decimal difflib dis doctest email enum errno faulthandler fcntl
          filecmp fnmatch fractions ftplib functools gc getpass gettext glob graphlib gzip
          hashlib heapq hmac html http importlib inspect io ipaddress itertools json keyword
          linecache locale logging math mimetypes multiprocessing numbers operator os pathlib
          pickle pkgutil platform pprint queue random re secrets select shlex shutil signal
          smtplib socket sqlite3 ssl stat statistics string struct subprocess sys sysconfig
          tarfile tempfile textwrap threading time timeit tkinter token tokenize traceback
          types typing unicodedata unittest urllib uuid warnings weakref webbrowser xml
          zipfile zlib zoneinfo
          """
              .split("\\s+"));

  /// Takes immutable copies.
  PythonImports {
    modules = List.copyOf(modules);
    names = List.copyOf(names);
  }

  /// Reads them; nothing if the file has none, or they are not sorted so.
  static Optional<PythonImports> of(PythonSource source) {
    List<Node> block = block(source);
    List<Node> modules = new ArrayList<>();
    List<Node> names = new ArrayList<>();
    String before = "";
    for (Node statement : block) {
      boolean from = statement.is("import_from_statement");
      String module = module(source, statement);
      boolean standard = STANDARD.contains(module.replaceFirst("\\..*", ""));
      boolean late = !from && !names.isEmpty();
      boolean unsorted = from == !names.isEmpty() && module.compareTo(before) < 0;
      if (!standard || late || unsorted) {
        return Optional.empty();
      }
      (from ? names : modules).add(statement);
      before = module;
    }
    return block.isEmpty()
        ? Optional.empty()
        : Optional.of(new PythonImports(source, modules, names));
  }

  /// The first imports that are not of the future, one a line, up to a blank line; nothing if
  /// something else ends them.
  private static List<Node> block(PythonSource source) {
    List<Node> block = new ArrayList<>();
    for (Node statement : source.module().children()) {
      boolean imports = statement.is("import_statement") || statement.is("import_from_statement");
      String gap =
          block.isEmpty()
              ? "\n"
              : source.text().substring(block.getLast().end(), statement.start());
      if (imports && gap.equals("\n")) {
        block.add(statement);
      } else if (!block.isEmpty()) {
        return gap.startsWith("\n\n") ? block : List.of();
      } else if (!passedOver(statement)) {
        return List.of();
      }
    }
    return block;
  }

  private static boolean passedOver(Node statement) {
    boolean text =
        statement.is("expression_statement")
            && statement.children().stream().allMatch(child -> child.is("string"));
    return text || statement.is("comment") || statement.is("future_import_statement");
  }

  private static String module(PythonSource source, Node statement) {
    if (statement.is("import_from_statement")) {
      return source.text(statement, "module_name");
    }
    return source.text(statement.children().getFirst()).replaceFirst(" as .*", "");
  }

  /// Where an `import` of this module belongs.
  int placeOfModule(String module) {
    return place(modules, module)
        .orElseGet(() -> names.isEmpty() ? end(modules) : names.getFirst().start());
  }

  /// Where a `from` of this module belongs.
  int placeOfNames(String module) {
    return place(names, module).orElseGet(() -> end(names.isEmpty() ? modules : names));
  }

  private Optional<Integer> place(List<Node> statements, String module) {
    return statements.stream()
        .filter(statement -> module(source, statement).compareTo(module) > 0)
        .map(Node::start)
        .findFirst();
  }

  /// The start of the line after the last statement.
  private int end(List<Node> statements) {
    int newline = source.text().indexOf('\n', statements.getLast().end());
    return newline < 0 ? source.text().length() : newline + 1;
  }
}
