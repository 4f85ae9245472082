package dev.breakeven.judge;

import dev.breakeven.judge.Verdict.Finding;
import dev.breakeven.task.FileTree;
import dev.breakeven.task.Glob;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Counts the matches of an expression in files; of Java and Python, in their code alone (see
/// [Code]). It runs in a worker process, as an expression may need more stack or time than a text
/// is worth.
///
/// Its arguments: the folder, the check's name, the expression, least and most matches, globs.
final class PatternRun implements Function<List<String>, List<String>> {
  private static final int MOST_FINDINGS = 200;

  @Override
  public List<String> apply(List<String> arguments) {
    Path root = Path.of(arguments.get(0));
    String name = arguments.get(1);
    Pattern pattern = Pattern.compile(arguments.get(2), Pattern.MULTILINE);
    long least = Long.parseLong(arguments.get(3));
    long most = Long.parseLong(arguments.get(4));
    Glob files = new Glob(arguments.subList(5, arguments.size()));
    long matches = 0;
    List<Finding> findings = new ArrayList<>();
    for (String path : FileTree.files(root)) {
      if (files.matches(path)) {
        String text = code(root, path);
        Matcher matcher = pattern.matcher(text);
        int line = 1;
        for (int counted = 0; matcher.find(); matches++) {
          for (; counted < matcher.start(); counted++) {
            line += text.charAt(counted) == '\n' ? 1 : 0;
          }
          if (findings.size() < MOST_FINDINGS) {
            findings.add(new Finding(path, line, name, "matches; at most " + most + " may"));
          }
        }
      }
    }
    boolean good = matches >= least && matches <= most;
    if (matches < least) {
      findings.clear();
      findings.add(
          new Finding(
              "",
              0,
              name,
              "expected at least %d matches of %s, found %d"
                  .formatted(least, arguments.get(2), matches)));
    }
    return new ToolAnswer(good ? 0 : 1, Map.of("matches", matches), good ? List.of() : findings)
        .encoded();
  }

  private static String code(Path root, String path) {
    try {
      return Code.of(path, SourceReader.text(root.resolve(path)));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
