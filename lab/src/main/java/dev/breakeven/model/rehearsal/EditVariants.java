package dev.breakeven.model.rehearsal;

import java.util.Map;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// The ways in which a step can be carried out: right, misremembered, faulty, and the repair of a
/// faulty one. Each is a function of the step alone, so that a conversation tells by itself what
/// was done.
final class EditVariants {
  private static final Pattern WORD = Pattern.compile("[A-Za-z_][A-Za-z0-9_]{2,}");
  private static final Pattern GAP = Pattern.compile("(?<=\\S) (?=\\S)");

  private EditVariants() {}

  /// The edit as the step says.
  static WantedCall right(EditStep step) {
    return switch (step) {
      case EditStep.Replace(String path, String before, String after) ->
          replace(path, before, after);
      case EditStep.Create(String path, String text) -> create(path, text);
    };
  }

  /// The edit with a `before` that is slightly off, so that the editor finds no match; empty for a
  /// step that replaces nothing.
  static Optional<WantedCall> misremembered(EditStep step) {
    return switch (step) {
      case EditStep.Create _ -> Optional.empty();
      case EditStep.Replace(String path, String before, String after) -> {
        String off = GAP.matcher(before).replaceFirst("  ");
        if (off.equals(before)) {
          off = misspell(before);
        }
        yield off.equals(before) ? Optional.empty() : Optional.of(replace(path, off, after));
      }
    };
  }

  /// The edit with a wrong identifier in what it writes; empty where it writes none.
  static Optional<WantedCall> faulty(EditStep step) {
    return switch (step) {
      case EditStep.Replace(String path, String before, String after) -> {
        String wrong = misspell(after);
        yield wrong.equals(after) || wrong.equals(before)
            ? Optional.empty()
            : Optional.of(replace(path, before, wrong));
      }
      case EditStep.Create(String path, String text) -> {
        String wrong = misspell(text);
        yield wrong.equals(text) ? Optional.empty() : Optional.of(create(path, wrong));
      }
    };
  }

  /// The step that puts right what [#faulty] left; empty where there is no faulty form.
  static Optional<EditStep> repair(EditStep step) {
    return switch (step) {
      case EditStep.Replace(String path, String before, String after) -> {
        String wrong = misspell(after);
        yield wrong.equals(after) || wrong.equals(before)
            ? Optional.empty()
            : Optional.of(new EditStep.Replace(path, wrong, after));
      }
      case EditStep.Create(String path, String text) ->
          longestWord(text)
              .map(
                  word -> new EditStep.Replace(path, line(misspell(text), word), line(text, word)));
    };
  }

  /// The wrong identifier that [#faulty] writes; empty where there is no faulty form.
  static Optional<String> wrongWord(EditStep step) {
    String written =
        switch (step) {
          case EditStep.Replace replace -> replace.after();
          case EditStep.Create create -> create.text();
        };
    return faulty(step).isEmpty()
        ? Optional.empty()
        : longestWord(written).map(word -> misspelt(word.group()));
  }

  private static WantedCall replace(String path, String before, String after) {
    return new WantedCall(
        WantedCall.EDITOR,
        Map.of("command", "str_replace", "path", path, "old_str", before, "new_str", after));
  }

  private static WantedCall create(String path, String text) {
    return new WantedCall(
        WantedCall.EDITOR, Map.of("command", "create", "path", path, "file_text", text));
  }

  /// `text` with its longest word misspelt, or `text` itself if it has none.
  private static String misspell(String text) {
    return longestWord(text)
        .map(w -> text.substring(0, w.start()) + misspelt(w.group()) + text.substring(w.end()))
        .orElse(text);
  }

  private static String misspelt(String word) {
    return word + word.charAt(word.length() - 1);
  }

  /// The first of the longest words outside comment lines, where a misspelling would do no harm.
  private static Optional<MatchResult> longestWord(String text) {
    return WORD.matcher(text)
        .results()
        .filter(word -> !isComment(text, word.start()))
        .reduce((a, b) -> b.group().length() > a.group().length() ? b : a);
  }

  private static boolean isComment(String text, int at) {
    String line = text.substring(text.lastIndexOf('\n', at) + 1, at).strip();
    return Stream.of("*", "//", "/*").anyMatch(line::startsWith);
  }

  /// The line of `text` in which the word at `word` begins; a misspelling does not move its start.
  private static String line(String text, MatchResult word) {
    int end = text.indexOf('\n', word.start());
    return text.substring(text.lastIndexOf('\n', word.start()) + 1, end < 0 ? text.length() : end);
  }
}
