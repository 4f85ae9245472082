package dev.breakeven.generate;

import dev.breakeven.task.FileTree;
import java.nio.file.Path;

/// A study of a pack, to begin with.
final class StudyText {
  private StudyText() {}

  /// Writes `study.yaml` beside a pack.
  ///
  /// @param folder where to write it
  /// @param pack where the pack will stand
  /// @param moves whether the pack has a T2
  static void write(Path folder, Path pack, boolean moves) {
    FileTree.write(
        folder.resolve("study.yaml"),
        """
        # One strong model alone, one small model alone, and the strong one that delegates to the small.
        study: %s
        pack: %s
        tasks: %s
        trials: 1                       # a cell; or {successes: 3, tries: 6}
        seed: 1
        date: 2026-11-24                # the day whose prices a rehearsed run uses

        models:
          opus:  {id: claude-opus-4-7, rehearse: opus-like}
          haiku: {id: claude-haiku-4-5, rehearse: haiku-like}

        arms:
          A: {solo: opus, turns: 80}
          C: {orchestrator: opus, executor: haiku, report: 1500, executor-turns: 20, turns: 80}
          D: {solo: haiku, turns: 120}
        """
            .formatted(
                String.valueOf(pack.toAbsolutePath().normalize().getFileName()),
                PackText.quoted(pack.toAbsolutePath().normalize().toString()),
                moves ? "[T1, T2]" : "[T1]"));
  }
}
