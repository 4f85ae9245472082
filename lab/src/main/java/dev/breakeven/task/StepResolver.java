package dev.breakeven.task;

import com.sun.source.tree.MethodTree;
import com.sun.source.util.TreeScanner;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Turns the steps of a pack into literal edits, by taking them on the texts of a folder. The
/// folder stays as it is.
final class StepResolver {
  private final Path root;
  private final Map<String, String> texts = new HashMap<>();
  private final Map<String, String> cuts = new HashMap<>();
  private final List<Edit> edits = new ArrayList<>();

  private StepResolver(Path root) {
    this.root = root;
  }

  /// The edits that `before`, then `steps` amount to.
  ///
  /// @throws IllegalArgumentException if a step cannot be taken
  static List<Edit> resolve(Path root, List<? extends Edit> before, List<Step> steps) {
    StepResolver resolver = new StepResolver(root);
    for (Edit edit : before) {
      if (edit instanceof Edit.Replace replace) {
        resolver.texts.put(replace.path(), Edits.applied(resolver.text(replace.path()), replace));
      }
      resolver.edits.add(edit);
    }
    steps.forEach(resolver::take);
    return List.copyOf(resolver.edits);
  }

  private void take(Step step) {
    switch (step) {
      case Step.Replace replace when replace.each() -> replaceEach(replace);
      case Step.Replace replace -> {
        Edit.Replace edit = new Edit.Replace(replace.file(), replace.before(), replace.after());
        texts.put(edit.path(), Edits.applied(text(edit.path()), edit));
        edits.add(edit);
      }
      case Step.Create create -> {
        String text = create.text();
        for (Map.Entry<String, String> cut : cuts.entrySet()) {
          text = text.replace("${" + cut.getKey() + "}", cut.getValue());
        }
        texts.put(create.file(), text);
        edits.add(new Edit.Create(create.file(), text));
      }
      case Step.Cut cut -> cut(cut);
    }
  }

  private void replaceEach(Step.Replace step) {
    int from = 0;
    int at = text(step.file()).indexOf(step.before());
    if (at < 0) {
      throw new IllegalArgumentException(
          "expected at least one occurrence in " + step.file() + ": " + step.before());
    }
    while (at >= 0) {
      splice(
          step.file(),
          new Splice(text(step.file()), at, at + step.before().length(), step.after()));
      from = at + step.after().length();
      at = text(step.file()).indexOf(step.before(), from);
    }
  }

  private void cut(Step.Cut step) {
    if (step.file().endsWith(".py")) {
      cutPython(step);
      return;
    }
    JavaSource source = JavaSource.parse(step.file(), text(step.file()));
    List<MethodTree> methods = methods(source, step.member());
    if (methods.size() != 1) {
      throw new IllegalArgumentException(
          "expected one method "
              + step.member()
              + " in "
              + step.file()
              + ", found "
              + methods.size());
    }
    String text = source.text();
    int start = withComment(text, source.start(methods.getFirst()));
    start = text.lastIndexOf('\n', start) + 1;
    int end = source.end(methods.getFirst());
    cuts.put(step.as(), text.substring(start, end));
    while (end < text.length() && Character.isWhitespace(text.charAt(end))) {
      end++;
    }
    end = text.lastIndexOf('\n', end) + 1;
    splice(step.file(), new Splice(text, start, end, ""));
  }

  /// A function of a module: from its decorators to the line before the next statement.
  private void cutPython(Step.Cut step) {
    PythonSource source = PythonSource.parse(step.file(), text(step.file()));
    List<PythonSource.Node> functions =
        source.module().children().stream()
            .filter(node -> node.is("function_definition") || node.is("decorated_definition"))
            .filter(node -> defines(source, node, step.member()))
            .toList();
    if (functions.size() != 1) {
      throw new IllegalArgumentException(
          "expected one function %s in %s, found %d"
              .formatted(step.member(), step.file(), functions.size()));
    }
    String text = source.text();
    int start = functions.getFirst().start();
    int end = functions.getFirst().end();
    cuts.put(step.as(), text.substring(start, end));
    while (end < text.length() && Character.isWhitespace(text.charAt(end))) {
      end++;
    }
    splice(step.file(), new Splice(text, start, end, ""));
  }

  private static boolean defines(PythonSource source, PythonSource.Node node, String name) {
    String field = node.is("function_definition") ? "name" : "definition";
    String found = source.text(node, field);
    return field.equals("name") ? found.equals(name) : found.startsWith("def " + name + "(");
  }

  private void splice(String path, Splice splice) {
    edits.add(splice.edit(path));
    texts.put(path, splice.applied());
  }

  private static List<MethodTree> methods(JavaSource source, String name) {
    List<MethodTree> methods = new ArrayList<>();
    new TreeScanner<Void, Void>() {
      @Override
      public Void visitMethod(MethodTree method, Void nothing) {
        if (method.getName().contentEquals(name)) {
          methods.add(method);
        }
        return super.visitMethod(method, null);
      }
    }.scan(source.unit(), null);
    return methods;
  }

  private static int withComment(String text, int start) {
    String before = text.substring(0, start).stripTrailing();
    return before.endsWith("*/") ? before.lastIndexOf("/**") : start;
  }

  private String text(String path) {
    return texts.computeIfAbsent(
        path,
        wanted -> {
          Path file = root.resolve(wanted);
          if (!Files.isRegularFile(file)) {
            throw new IllegalArgumentException("a step names " + wanted + ", which does not exist");
          }
          return FileTree.read(file);
        });
  }
}
