package dev.breakeven.generate;

import com.sun.source.tree.ImportTree;
import com.sun.source.tree.MethodTree;
import dev.breakeven.task.JavaSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/// One static method's move to a new class of the same package, as a task with its checks and its
/// solution.
///
/// @param source the file it stands in
/// @param method the method
/// @param from its class
/// @param to the new class
/// @param head how the new class's declaration begins
record JavaMove(JavaSource source, MethodTree method, String from, String to, String head) {
  /// How long the method is.
  int lines() {
    return (int) body().lines().count();
  }

  private String body() {
    return source.text().substring(source.start(method), source.end(method));
  }

  private String name() {
    return method.getName().toString();
  }

  private String packageName() {
    return String.valueOf(source.unit().getPackageName());
  }

  private String target(String main) {
    return main + "/" + packageName().replace('.', '/') + "/" + to + ".java";
  }

  String task(String main, List<JavaSource> users) {
    return """
    - task: T2
      prompt: t2.md
      red: [moved-in, moved-out, new-use, old-use]
      checks:
        - kind: pattern
          name: moved-in
          files: [%1$s]
          regex: '\\bstatic\\b[^;{}=]*\\b%4$s\\s*\\('
          least: 1
          most: 1
        - kind: pattern
          name: moved-out
          files: [%2$s]
          regex: '\\b%4$s\\b'
          most: 0
        - kind: pattern
          name: old-use
          files: ["src/**.java"]
          regex: '\\b%3$s\\s*(\\.|::)\\s*%4$s\\b'
          most: 0
        - kind: pattern
          name: new-use
          files: ["src/**.java"]
          regex: '\\b%5$s\\s*(\\.|::)\\s*%4$s\\b'
          least: 1
      reference:
    """
            .formatted(target(main), source.path(), from, name(), to)
        + String.join("", steps(main, users)).indent(4);
  }

  private List<String> steps(String main, List<JavaSource> users) {
    List<String> steps = new ArrayList<>();
    steps.add("- cut: {file: %s, member: %s, as: method}\n".formatted(source.path(), name()));
    List<String> needed = imports(true);
    String text =
        "package "
            + packageName()
            + ";\n\n"
            + String.join("", needed)
            + (needed.isEmpty() ? "" : "\n")
            + "/** Holds {@code "
            + name()
            + "}. */\n"
            + head
            + " "
            + to
            + " {\n\n${method}\n\n    private "
            + to
            + "() {\n    }\n}\n";
    steps.add(
        "- create:\n    file: %s\n    text: %s\n".formatted(target(main), PackText.quoted(text)));
    for (String unused : imports(false)) {
      steps.add(replace(source.path(), unused, "", false));
    }
    for (JavaSource user : users) {
      steps.add(replace(user.path(), from + "." + name() + "(", to + "." + name() + "(", true));
      imported(user).ifPresent(steps::add);
    }
    return steps;
  }

  /// In a file of another package, the import follows.
  private Optional<String> imported(JavaSource user) {
    String old = "import " + packageName() + "." + from + ";\n";
    if (!user.text().contains(old)) {
      return Optional.empty();
    }
    String without = user.text().replace(old, "").replace(from + "." + name() + "(", "");
    String both = old + "import " + packageName() + "." + to + ";\n";
    String only = "import " + packageName() + "." + to + ";\n";
    return Optional.of(replace(user.path(), old, mentions(without, from) ? both : only, false));
  }

  private static String replace(String file, String before, String after, boolean each) {
    return "- replace: {file: %s, before: %s, after: %s%s}\n"
        .formatted(
            file, PackText.quoted(before), PackText.quoted(after), each ? ", each: true" : "");
  }

  /// The imports that the method needs, or those that nothing else needs.
  private List<String> imports(boolean needed) {
    String moving = method.toString() + documented();
    String rest = source.text().replace(documented(), "").replace(body(), "");
    List<String> lines = new ArrayList<>();
    for (ImportTree tree : source.unit().getImports()) {
      String line = source.text().substring(source.start(tree), source.end(tree)) + "\n";
      String whole = tree.getQualifiedIdentifier().toString();
      String simple = whole.substring(whole.lastIndexOf('.') + 1);
      boolean star = simple.equals("*");
      boolean moves = star || mentions(moving, simple);
      boolean stays = star || mentions(rest.replace(line, ""), simple);
      if (needed ? moves : moves && !stays) {
        lines.add(line);
      }
    }
    return lines;
  }

  /// The documentation comment before the method, empty if there is none.
  private String documented() {
    String before = source.text().substring(0, source.start(method)).stripTrailing();
    return before.endsWith("*/") ? before.substring(Math.max(0, before.lastIndexOf("/**"))) : "";
  }

  private static boolean mentions(String text, String word) {
    return Pattern.compile("\\b" + Pattern.quote(word) + "\\b").matcher(text).find();
  }

  String prompt(String main) {
    return """
    The class `%1$s` in `%2$s` has a static method `%3$s`. Move it into a new class `%4$s` of the same
    package, in `%5$s`. Keep it static, keep who can see it, and keep what it does.

    When you are done:
    - `%1$s` no longer mentions the method, not even to pass the call on;
    - every use of it, in the program and in its tests, calls `%4$s.%3$s`;
    - nothing that is no longer needed, such as an import, is left behind.

    Rules:
    - Edit only Java files under `src/main/java` and `src/test/java`.
    - Delete no test, disable no test, and leave no test without its statements.
    - Silence nothing: no `@SuppressWarnings`, no comment that turns a tool off.

    `${verify}` compiles everything, runs Checkstyle and the tests, and checks the move. It prints one
    line of JSON and ends with exit code 0 only when all is well.
    """
        .formatted(from, source.path(), name(), to, target(main));
  }
}
