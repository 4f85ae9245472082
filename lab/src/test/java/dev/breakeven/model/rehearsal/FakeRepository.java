package dev.breakeven.model.rehearsal;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// A repository in memory with the agents' editor and as much of a shell as rehearsed models use:
/// the judge, `git diff` and `grep` of one file. It is solved when every file is as the script
/// leaves it.
final class FakeRepository {
  private static final Pattern DIFF = Pattern.compile("git diff -- '(.*)'");
  private static final Pattern GREP = Pattern.compile("grep -nHF .* '([^']*)' \\| head -60");

  private final Map<String, String> base;
  private final Map<String, String> files;
  private final Map<String, String> target;
  private final String verify;
  int verified;

  FakeRepository(Map<String, String> files, Script script) {
    this.base = Map.copyOf(files);
    this.files = new TreeMap<>(files);
    this.target = new TreeMap<>(files);
    this.verify = script.verify();
    for (EditStep step : script.steps()) {
      switch (step) {
        case EditStep.Create(String path, String text) -> target.put(path, text);
        case EditStep.Replace(String path, String before, String after) -> {
          String text = target.getOrDefault(path, "");
          if (count(text, before) != 1) {
            throw new IllegalArgumentException("not exactly once in " + path + ": " + before);
          }
          target.put(path, text.replace(before, after));
        }
      }
    }
  }

  /// What a tool answers.
  record Answer(String text, boolean error) {}

  boolean solved() {
    return files.equals(target);
  }

  Answer run(String tool, Map<String, Object> input) {
    return tool.equals("bash") ? bash(text(input, "command")) : editor(input);
  }

  private Answer editor(Map<String, Object> input) {
    String path = text(input, "path");
    return switch (text(input, "command")) {
      case "view" -> view(path, input.get("view_range"));
      case "create" -> {
        files.put(path, text(input, "file_text"));
        yield new Answer("created " + path, false);
      }
      case "str_replace" -> {
        String old = text(input, "old_str");
        int count = count(files.getOrDefault(path, ""), old);
        if (count != 1) {
          yield new Answer("old_str occurs " + count + " times in " + path, true);
        }
        files.put(path, files.getOrDefault(path, "").replace(old, text(input, "new_str")));
        yield new Answer("replaced in " + path, false);
      }
      default -> throw new AssertionError("unknown command in " + input);
    };
  }

  private Answer view(String path, @Nullable Object range) {
    if (!files.containsKey(path)) {
      return files.keySet().stream().anyMatch(f -> path.equals(".") || f.startsWith(path + "/"))
          ? new Answer(String.join("\n", files.keySet()), false)
          : new Answer("no such file " + path, true);
    }
    List<String> lines = files.getOrDefault(path, "").lines().toList();
    int from = 1;
    int to = lines.size();
    if (range instanceof List<?> bounds) {
      from = (Integer) bounds.getFirst();
      to = Math.min(to, (Integer) bounds.getLast());
    }
    var shown = new StringBuilder();
    for (int i = from; i <= to; i++) {
      shown.append("%6d\t%s\n".formatted(i, lines.get(i - 1)));
    }
    return new Answer(shown.toString(), false);
  }

  private Answer bash(String command) {
    if (command.startsWith(verify)) {
      verified++;
      var findings = new ArrayList<String>();
      target.forEach((path, text) -> {
        if (!text.equals(files.get(path))) {
          findings.add(path + ":1: not as it should be");
        }
      });
      String exit = "verify exit " + (findings.isEmpty() ? 0 : 1);
      return new Answer(String.join("\n", findings) + "\n" + exit, false);
    }
    Matcher diff = DIFF.matcher(command);
    if (diff.matches()) {
      return new Answer(diff(diff.group(1)), false);
    }
    Matcher grep = GREP.matcher(command);
    if (grep.matches()) {
      String path = grep.group(1);
      return new Answer(
          files.containsKey(path)
              ? (path + ":20:found there, with what surrounds it\n").repeat(12)
              : "",
          false);
    }
    return new Answer("", false);
  }

  /// Every line that is not in the other version: enough of a diff.
  private String diff(String path) {
    List<String> before = base.getOrDefault(path, "").lines().toList();
    List<String> after = files.getOrDefault(path, "").lines().toList();
    var text = new StringBuilder();
    before.stream().filter(l -> !after.contains(l)).forEach(l -> text.append("-" + l + "\n"));
    after.stream().filter(l -> !before.contains(l)).forEach(l -> text.append("+" + l + "\n"));
    return text.toString();
  }

  private static String text(Map<String, Object> input, String key) {
    return input.get(key) instanceof String text ? text : "";
  }

  private static int count(String text, String part) {
    int count = 0;
    for (int at = text.indexOf(part); at >= 0; at = text.indexOf(part, at + 1)) {
      count++;
    }
    return count;
  }
}
