package dev.breakeven.task;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SetupTest {
  private static final Path JARS = Path.of("../target/packs/commons-cli/jars");

  @TempDir static Path cache;
  @TempDir Path folder;

  @Test
  void commonsCliHasSourcesTestsAndLicenceAndNothingElse() throws Exception {
    PreparedPack pack = commonsCli();
    assertThat(FileTree.files(pack.base()))
        .contains(
            "LICENSE.txt",
            "NOTICE.txt",
            "src/main/java/org/apache/commons/cli/Options.java",
            "src/test/java/org/apache/commons/cli/OptionsTest.java",
            "src/test/resources/org/apache/commons/cli/existing-readable.file")
        .allMatch(path -> path.endsWith(".java") || path.endsWith(".file") || !path.contains("/"));
  }

  @Test
  void referenceAppliesToThePreparedTree() throws Exception {
    for (PreparedTask task : commonsCli().tasks()) {
      Path copy = folder.resolve(task.task().name());
      FileTree.copy(task.tree(), copy);
      Edits.apply(copy, task.reference());
      if (task.task().name().equals("T1")) {
        for (String path : FileTree.files(task.base())) {
          assertThat(Files.mismatch(copy.resolve(path), task.base().resolve(path)))
              .as(path)
              .isEqualTo(-1);
        }
      }
    }
  }

  @Test
  void protectedFilesStandInThePreparedTree() throws Exception {
    PreparedTask task = commonsCli().task("T3");
    Preparation.ProtectedFile file = task.task().preparation().files().getFirst();
    assertThat(Sha256.of(task.tree().resolve(file.path()))).isEqualTo(file.sha256());
    assertThat(task.base().resolve(file.path())).doesNotExist();
  }

  @Test
  void preparedPackIsFoundAgain() throws Exception {
    PreparedPack first = commonsCli();
    PreparedPack second = commonsCli();
    assertThat(second).isEqualTo(first);
    try (var entries = Files.list(cache)) {
      assertThat(entries).hasSize(1);
    }
  }

  @Test
  void changedPackIsPreparedAnew() throws Exception {
    Path pack = folder.resolve("pack");
    FileTree.copy(Path.of("../packs/commons-cli"), pack);
    Setup setup = new Setup(JARS, folder.resolve("other"));
    PreparedPack before = setup.prepare(PackReader.read(pack));
    String yaml = FileTree.read(pack.resolve("pack.yaml"));
    FileTree.write(pack.resolve("pack.yaml"), yaml.replace("seed: 1", "seed: 2"));
    PreparedPack after = setup.prepare(PackReader.read(pack));
    assertThat(after.fingerprint()).isNotEqualTo(before.fingerprint());
    assertThat(after.task("T1").faults()).isNotEqualTo(before.task("T1").faults());
  }

  @Test
  void missingJarIsNamed() {
    Setup setup = new Setup(folder, folder.resolve("cache"));
    Pack pack = PackReader.read(Path.of("../packs/commons-cli"));
    assertThatThrownBy(() -> setup.prepare(pack))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("commons-cli-1.11.0-sources.jar")
        .hasMessageContaining("build the project once");
  }

  @Test
  void repositoryComesFromACommit() throws Exception {
    Path origin = folder.resolve("origin");
    FileTree.write(origin.resolve("a.txt"), "first\n");
    git(origin, "init", "--quiet");
    String commit = commit(origin);
    FileTree.write(origin.resolve("a.txt"), "second\n");
    commit(origin);
    Path base = folder.resolve("base");
    new RepositoryFiles(folder).write(new RepositorySource.Git(origin.toString(), commit), base);
    assertThat(base.resolve("a.txt")).hasContent("first\n");
    assertThat(base.resolve(".git")).doesNotExist();
  }

  @Test
  void verifyCommandStandsInThePrompt() throws Exception {
    assertThat(commonsCli().task("T1").prompt("/judge/verify"))
        .contains("`/judge/verify` compiles")
        .doesNotContain("${");
  }

  private PreparedPack commonsCli() throws InterruptedException {
    return new Setup(JARS, cache).prepare(PackReader.read(Path.of("../packs/commons-cli")));
  }

  private static String commit(Path repository) throws IOException, InterruptedException {
    git(repository, "add", "-A");
    git(
        repository,
        "-c",
        "user.name=Test",
        "-c",
        "user.email=test@example.org",
        "commit",
        "--quiet",
        "-m",
        "Test");
    return git(repository, "rev-parse", "HEAD");
  }

  private static String git(Path folder, String... arguments)
      throws IOException, InterruptedException {
    List<String> words = new java.util.ArrayList<>(List.of("git", "-C", folder.toString()));
    words.addAll(List.of(arguments));
    Process process = new ProcessBuilder(words).redirectErrorStream(true).start();
    String output =
        new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
    assertThat(process.waitFor()).as(output).isZero();
    return output;
  }
}
