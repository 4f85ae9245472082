package dev.breakeven.generate;

import dev.breakeven.judge.Judge;
import dev.breakeven.judge.Verdict;
import dev.breakeven.task.FileTree;
import dev.breakeven.task.PackReader;
import dev.breakeven.task.Preparation.Numbers;
import dev.breakeven.task.PreparedPack;
import dev.breakeven.task.Setup;
import dev.breakeven.workspace.Folders;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Map;

/// A pack while it is made, in a folder of ours, written anew and prepared as often as need be.
final class PackDraft {
  private final String name;
  private final Path scratch;
  private final Path folder;
  private final Machine machine;
  private String repository = "";
  private long tests;
  private long skipped;

  /// @param scratch a folder that is deleted in the end
  PackDraft(String name, Path scratch, Machine machine) {
    this.name = name;
    this.scratch = scratch;
    this.machine = machine;
    folder = scratch.resolve("pack");
  }

  Path folder() {
    return folder;
  }

  Path scratch() {
    return scratch;
  }

  /// Takes the repository from a folder for now.
  void begin(Path checkout) {
    from("{kind: folder, folder: " + PackText.quoted(checkout.toString()) + "}");
  }

  /// Takes the repository from where `yaml` says.
  void from(String yaml) {
    repository = yaml;
  }

  /// From now on so many tests are expected to run and to be skipped.
  void expect(long running, long left) {
    tests = running;
    skipped = left;
  }

  /// Writes the pack with a task that changes nothing, so that it can be read and prepared.
  void write(Project project) {
    write(
        project,
        List.of(
            new InjectionText(1, new Numbers(0, 0, 0), List.of(), List.of("none"))
                .task(project.sources(), project.tests())));
  }

  /// Writes the pack.
  ///
  /// @param tasks each as lines that begin with `- task:`, without indent
  void write(Project project, List<String> tasks) {
    project.files().forEach((file, text) -> FileTree.write(folder.resolve(file), text));
    for (Map.Entry<String, byte[]> added : project.added().entrySet()) {
      Path file = folder.resolve(PackText.ADDED).resolve(added.getKey());
      try {
        Files.createDirectories(file.resolveSibling("."));
        Files.write(file, added.getValue());
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
    FileTree.write(
        folder.resolve("pack.yaml"),
        new PackText(name, repository, project, tests, skipped, tasks).yaml());
  }

  /// Prepares the pack as it stands now.
  PreparedPack prepared() throws InterruptedException {
    return new Setup(machine.jars(), scratch.resolve("cache")).prepare(PackReader.read(folder));
  }

  /// What the checks say of the untouched repository.
  Verdict judged() throws InterruptedException {
    PreparedPack pack = prepared();
    return Judge.ofBase(pack, machine.tools()).judge(pack.base());
  }

  /// Puts the pack in its place, all at once.
  void publish(Path out) {
    Path target = out.toAbsolutePath().normalize();
    Path beside =
        target.resolveSibling("." + target.getFileName() + "-" + ProcessHandle.current().pid());
    try {
      FileTree.copy(folder, beside);
      Files.move(beside, target, StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot put the pack into " + target, e);
    } finally {
      Folders.delete(beside);
    }
  }
}
