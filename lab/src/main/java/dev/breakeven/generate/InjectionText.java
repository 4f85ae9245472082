package dev.breakeven.generate;

import dev.breakeven.task.Preparation.Numbers;
import java.util.List;

/// The task T1 as YAML.
///
/// @param seed picks the places
/// @param numbers how many faults
/// @param without places not to be used
/// @param red the checks that fail
record InjectionText(long seed, Numbers numbers, List<String> without, List<String> red) {
  /// Takes immutable copies.
  InjectionText {
    without = List.copyOf(without);
    red = List.copyOf(red);
  }

  /// Its lines, from `- task:` on.
  String task(String sources, String tests) {
    return """
    - task: T1
      prompt: t1.md
      injection:
        seed: %d
        sources: %s
        tests: %s
        faults: {type: %d, lint: %d, load: %d}
        without: %s
      red: %s
    """
        .formatted(
            seed,
            sources,
            tests,
            numbers.type(),
            numbers.lint(),
            numbers.load(),
            PackText.list(without),
            PackText.list(red));
  }
}
