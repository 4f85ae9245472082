package dev.breakeven.generate;

import dev.breakeven.judge.Verdict.CheckResult;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/// A repository as its language's tools see it.
sealed interface Project permits JavaProject, PythonProject {
  /// The folder whose files get type errors and lint findings.
  String sources();

  /// The folder whose tests get faults at load.
  String tests();

  /// The pack's `environment` as YAML on one line with its key, empty if it is this machine.
  String environment();

  /// The pack's `checks` as YAML, items without indent.
  String checks();

  /// Globs of files an agent may change.
  List<String> allowed();

  /// Globs of files the judge does not mind.
  List<String> ignored();

  /// The kinds of checks that catch type, lint and load faults, in this order.
  List<String> tools();

  /// Whether the last tool is not even run while the first complains.
  boolean compiled();

  /// Files that stand in the pack beside `pack.yaml`, by name.
  Map<String, String> files();

  /// Files that a build of the repository makes, by their paths in it.
  Map<String, byte[]> added();

  /// What faults cannot be used, as the repository has such findings by itself.
  List<String> without();

  /// The same project with checks that leave out what the untouched repository does not satisfy.
  ///
  /// @param results what its checks said, some of them red
  Lenient lenient(List<CheckResult> results);

  /// What an agent is told about a broken repository.
  String prompt();

  /// Moves that could be tasks, the best first.
  List<Move> moves(Path base);

  /// A project that asks for less than it did.
  ///
  /// @param project the same if there is nothing to leave out
  /// @param said what is left out, each line with the option that changes it
  record Lenient(Project project, List<String> said) {
    /// Takes an immutable copy.
    public Lenient {
      said = List.copyOf(said);
    }
  }
}
