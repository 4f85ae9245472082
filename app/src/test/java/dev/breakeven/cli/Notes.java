package dev.breakeven.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// A study of many short trials on a pack that is judged in no time.
final class Notes {
  private Notes() {}

  /// Writes pack and study under `folder`.
  ///
  /// @param more lines to add to the study file
  /// @return the study file
  static Path study(Path folder, int trials, String more) throws IOException {
    Files.createDirectories(folder.resolve("repository"));
    Files.createDirectories(folder.resolve("pack"));
    Files.writeString(folder.resolve("repository/README"), "Notes.\n");
    Files.writeString(folder.resolve("pack/prompt.md"), "Write notes. Ask ${verify}.\n");
    Files.writeString(
        folder.resolve("pack/pack.yaml"),
        """
        pack: notes
        repository: {kind: folder, folder: ../repository}
        checks:
          - {kind: pattern, files: ["*.txt"], regex: done, least: 2}
        rules: {allowed: ["*.txt"]}
        tasks:
          - task: note
            prompt: prompt.md
            red: [pattern]
            reference:
              - create: {file: a.txt, text: done}
              - create: {file: b.txt, text: done}
        """);
    return Files.writeString(
        folder.resolve("study.yaml"),
        """
        study: notes
        pack: %s
        tasks: [note]
        trials: %d
        seed: 1
        date: 2026-11-24
        models:
          strong: {id: claude-opus-4-7, rehearse: opus-like}
          own: {id: "qwen3.5:9b", rehearse: small-local-like, price: free}
        arms:
          A: {solo: strong, turns: 40}
          B: {orchestrator: strong, executor: own, report: 400, turns: 40}
        %s
        """
            .formatted(folder.resolve("pack"), trials, more));
  }
}
