package dev.breakeven.model.rehearsal;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// The text in which an orchestrator tells an executor what to edit, precise enough to be read
/// back.
///
/// After free words come the edits, each a heading and fenced texts:
///
/// ```text
/// ### Replace in src/main/java/A.java
/// before
/// ~~~
/// int a = "1";
/// ~~~
/// after
/// ~~~
/// int a = 1;
/// ~~~
/// ### Create src/main/java/B.java
/// text
/// ~~~
/// class B {}
/// ~~~
/// ```
///
/// A fence is a run of tildes longer than any in the texts of its edit, so that every text comes
/// back as it was, blank lines, trailing spaces and all.
final class Instruction {
  private static final String REPLACE = "### Replace in ";
  private static final String CREATE = "### Create ";

  private Instruction() {}

  /// Writes `steps` after the words of `preamble`.
  static String write(String preamble, List<EditStep> steps) {
    var text = new StringBuilder(preamble).append("\n\n");
    for (EditStep step : steps) {
      switch (step) {
        case EditStep.Replace(String path, String before, String after) -> {
          String fence = fence(before, after);
          text.append(REPLACE).append(path).append('\n');
          append(text, "before", fence, before);
          append(text, "after", fence, after);
        }
        case EditStep.Create(String path, String content) -> {
          text.append(CREATE).append(path).append('\n');
          append(text, "text", fence(content), content);
        }
      }
    }
    return text.toString();
  }

  /// The edits that stand in `instruction`, in order; none if it was not written by [#write].
  static List<EditStep> parse(String instruction) {
    var reader = new Reader(instruction);
    var steps = new ArrayList<EditStep>();
    while (!reader.atEnd()) {
      String line = reader.line();
      if (line.startsWith(REPLACE)) {
        reader
            .fenced("before")
            .ifPresent(before ->
                reader
                    .fenced("after")
                    .ifPresent(after ->
                        steps.add(
                            new EditStep.Replace(
                                line.substring(REPLACE.length()), before, after))));
      } else if (line.startsWith(CREATE)) {
        reader
            .fenced("text")
            .ifPresent(
                text -> steps.add(new EditStep.Create(line.substring(CREATE.length()), text)));
      }
    }
    return List.copyOf(steps);
  }

  private static void append(StringBuilder text, String label, String fence, String content) {
    text.append(label).append('\n').append(fence).append('\n');
    text.append(content).append('\n').append(fence).append('\n');
  }

  private static String fence(String... texts) {
    int longest = 2;
    for (String text : texts) {
      int run = 0;
      for (int i = 0; i < text.length(); i++) {
        run = text.charAt(i) == '~' ? run + 1 : 0;
        longest = Math.max(longest, run);
      }
    }
    return "~".repeat(longest + 1);
  }

  /// Reads a text line by line, and fenced texts whole.
  private static final class Reader {
    private final String text;
    private int at;

    Reader(String text) {
      this.text = text;
    }

    boolean atEnd() {
      return at >= text.length();
    }

    String line() {
      int end = text.indexOf('\n', at);
      String line = text.substring(at, end < 0 ? text.length() : end);
      at = end < 0 ? text.length() : end + 1;
      return line;
    }

    /// The fenced text under `label`, or empty, with nothing read but the lines that did not fit.
    Optional<String> fenced(String label) {
      if (!line().equals(label)) {
        return Optional.empty();
      }
      String fence = line();
      int end = fence.startsWith("~~~") ? text.indexOf("\n" + fence + "\n", at - 1) : -1;
      if (end < 0) {
        return Optional.empty();
      }
      String content = end < at ? "" : text.substring(at, end);
      at = end + fence.length() + 2;
      return Optional.of(content);
    }
  }
}
