package dev.breakeven.generate;

import dev.breakeven.task.FileTree;
import dev.breakeven.task.PythonSource;
import dev.breakeven.task.PythonSource.Node;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Pattern;

/// Finds functions of medium size that other files import, to propose that they be moved to a new
/// module. What else such a move would touch is not known, so it is only proposed.
final class PythonMoves {
  private static final int SHORTEST = 5;
  private static final int LONGEST = 80;
  private static final int USERS = 2;

  private PythonMoves() {}

  /// The moves, the most used first.
  static List<Move> in(Path base, String sources, String tests) {
    List<PythonSource> program = parse(base, sources);
    List<PythonSource> all = new ArrayList<>(program);
    all.addAll(parse(base, tests));
    List<Move> moves = new ArrayList<>();
    for (PythonSource source : program) {
      for (Node function : source.module().children()) {
        int lines = (int) source.text(function).lines().count();
        if (function.is("function_definition") && lines >= SHORTEST && lines <= LONGEST) {
          String name = source.text(function, "name");
          int users = (int) all.stream().filter(file -> imports(file, source, name)).count();
          if (users >= USERS) {
            moves.add(new Move(source.path(), name, lines, users, "", ""));
          }
        }
      }
    }
    moves.sort(
        Comparator.comparingInt(Move::users)
            .reversed()
            .thenComparing(Move::file)
            .thenComparing(Move::name));
    return moves;
  }

  private static List<PythonSource> parse(Path base, String folder) {
    if (!Files.isDirectory(base.resolve(folder))) {
      return List.of();
    }
    return FileTree.files(base.resolve(folder)).stream()
        .filter(path -> path.endsWith(".py"))
        .map(path -> folder + "/" + path)
        .map(path -> PythonSource.parse(path, Texts.read(base.resolve(path))))
        .toList();
  }

  /// Whether a file imports a function from the module it stands in.
  private static boolean imports(PythonSource file, PythonSource from, String name) {
    String module = from.path().replaceFirst("(/__init__)?\\.py$", "").replaceFirst("^.*/", "");
    Pattern word = Pattern.compile("\\b" + Pattern.quote(name) + "\\b");
    return !file.equals(from)
        && file.text().contains(name)
        && file.module()
            .all()
            .filter(node -> node.is("import_from_statement"))
            .filter(
                node -> file.text(node, "module_name").replaceFirst("^.*\\.", "").equals(module))
            .anyMatch(node -> word.matcher(file.text(node)).find());
  }
}
