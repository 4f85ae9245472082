package dev.breakeven.study;

import dev.breakeven.task.FileTree;
import dev.breakeven.task.PackReader;
import dev.breakeven.task.PreparedPack;
import dev.breakeven.task.Setup;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/// A pack that is judged in no time: the work is done when two notes say so.
final class NotePack {
  private NotePack() {}

  /// Writes the pack under `folder` and prepares it there.
  static PreparedPack prepare(Path folder) throws InterruptedException {
    return prepare(folder, "");
  }

  /// The same with a file `test.txt` that the task protects.
  static PreparedPack prepareWithTest(Path folder) throws InterruptedException {
    var text = "A test.\n";
    FileTree.write(folder.resolve("pack/test.txt"), text);
    return prepare(
        folder,
        """
            protected:
              - {file: test.txt, from: test.txt, sha256: %s}
        """
            .formatted(sha256(text)));
  }

  private static String sha256(String text) {
    try {
      var digest = MessageDigest.getInstance("SHA-256");
      return HexFormat.of().formatHex(digest.digest(text.getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }

  private static PreparedPack prepare(Path folder, String more) throws InterruptedException {
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
        """
            + more);
    return new Setup(folder.resolve("jars"), folder.resolve("cache"))
        .prepare(PackReader.read(pack));
  }
}
