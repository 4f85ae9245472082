package dev.breakeven.model.rehearsal;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;

/// The reference solution a rehearsed model follows.
///
/// @param steps its edits, in an order in which they apply
/// @param verify the command line that runs the judge, such as `/judge/verify`
public record Script(List<EditStep> steps, String verify) {
  /// Takes an immutable copy and checks the command.
  ///
  /// @throws IllegalArgumentException if `verify` is blank
  public Script {
    steps = List.copyOf(steps);
    if (verify.isBlank()) {
      throw new IllegalArgumentException(
          "expected the command line that runs the judge, such as /judge/verify, got a blank one");
    }
  }

  /// The steps as a person would work through them: one file after the other, files in the order of
  /// their first step. Steps of one file keep their order, so they still apply.
  static List<EditStep> byFile(List<EditStep> steps) {
    var files = new LinkedHashMap<String, List<EditStep>>();
    for (EditStep step : steps) {
      files.computeIfAbsent(step.path(), _ -> new ArrayList<>()).add(step);
    }
    return files.values().stream().flatMap(List::stream).toList();
  }
}
