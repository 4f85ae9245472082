package dev.breakeven.generate;

import dev.breakeven.task.FileTree;
import dev.breakeven.task.PackReader;
import dev.breakeven.task.Setup;
import java.nio.file.Path;

/// A repository brought onto disk, as preparing a pack brings it.
final class Checkout {
  private Checkout() {}

  /// Brings it.
  static Path of(RepositoryOrigin origin, Path scratch, Machine machine)
      throws InterruptedException {
    Path pack = scratch.resolve("checkout");
    FileTree.write(pack.resolve("prompt.md"), "Nothing is to be done.\n");
    FileTree.write(
        pack.resolve("pack.yaml"),
        """
        pack: checkout
        repository: %s
        rules: {allowed: ["**"]}
        tasks:
          - task: nothing
            prompt: prompt.md
            red: [nothing]
            reference:
              - create: {file: breakeven-nothing, text: ""}
        """
            .formatted(origin.yaml()));
    return new Setup(machine.jars(), scratch.resolve("cache"))
        .prepare(PackReader.read(pack))
        .base();
  }
}
