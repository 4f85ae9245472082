package dev.breakeven.model.rehearsal;

import java.util.HashMap;
import java.util.Map;

/// A unified diff of a repository as a rehearsed model reads it: what it says of each step.
final class DiffReading {
  /// What shows all that was changed, new files too.
  static final String COMMAND = "git add -N . && git diff";

  private final Map<String, String> files = new HashMap<>();

  private DiffReading() {}

  /// Reads the diff that stands in `text`, which may hold other lines before it.
  static DiffReading of(String text) {
    var reading = new DiffReading();
    var section = new StringBuilder();
    String path = "";
    for (var line : (Iterable<String>) text.lines()::iterator) {
      if (line.startsWith("--- ") || line.startsWith("diff --git ")) {
        reading.keep(path, section);
        path = "";
      } else if (line.startsWith("+++ b/")) {
        path = line.substring("+++ b/".length());
        section.setLength(0);
      } else {
        section.append(line).append('\n');
      }
    }
    reading.keep(path, section);
    return reading;
  }

  private void keep(String path, StringBuilder section) {
    if (!path.isEmpty()) {
      files.put(path, section.toString());
    }
  }

  /// Where it shows `step` to stand. What is wrong in it is not noticed before the judge shows it.
  EditProgress.State state(EditStep step) {
    var section = files.get(step.path());
    if (section == null) {
      return EditProgress.State.OPEN;
    }
    if (EditVariants.wrongWord(step).filter(section::contains).isPresent()) {
      return EditProgress.State.FAULTY;
    }
    return switch (step) {
      case EditStep.Create _ -> EditProgress.State.DONE;
      case EditStep.Replace(var _, var before, var after) ->
          StepState.touched(section, before, after)
              ? EditProgress.State.DONE
              : EditProgress.State.OPEN;
    };
  }
}
