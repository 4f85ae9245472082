package dev.breakeven.study;

import dev.breakeven.task.FileTree;
import dev.breakeven.task.PackReader;
import dev.breakeven.task.PreparedPack;
import dev.breakeven.task.Setup;
import java.nio.file.Path;

/// A pack that is judged in no time: the work is done when two notes say so.
final class NotePack {
  private NotePack() {}

  /// Writes the pack under `folder` and prepares it there.
  static PreparedPack prepare(Path folder) throws InterruptedException {
    FileTree.write(folder.resolve("repository/README"), "Notes.\n");
    var pack = folder.resolve("pack");
    FileTree.write(pack.resolve("prompt.md"), "Write notes. Ask ${verify}.\n");
    FileTree.write(
        pack.resolve("pack.yaml"),
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
    return new Setup(folder.resolve("jars"), folder.resolve("cache"))
        .prepare(PackReader.read(pack));
  }
}
