package dev.breakeven.task;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PackReaderTest {
  private static final String GOOD =
      """
      pack: small
      repository: {kind: git, from: ../repo, commit: abc123}
      checks:
        - kind: command
          words: [make, test]
          counts: {tests: '(\\d+) passed'}
          limit: 30
      rules:
        allowed: ["src/**"]
      tasks:
        - task: one
          prompt: prompt.md
          red: [command]
          reference:
            - replace: {file: src/a, before: x, after: y}
      """;

  @TempDir Path folder;

  @BeforeEach
  void prompt() {
    FileTree.write(folder.resolve("prompt.md"), "Ask ${verify}.\n");
  }

  @Test
  void packIsRead() {
    Pack pack = read(GOOD);
    assertThat(pack.name()).isEqualTo("small");
    assertThat(pack.repository()).isEqualTo(new RepositorySource.Git("../repo", "abc123"));
    assertThat(pack.checks()).extracting(Check::name).containsExactly("command");
    assertThat(pack.task("one").reference())
        .isEqualTo(List.of(new Step.Replace("src/a", "x", "y", false)));
  }

  @Test
  void commonsCliIsRead() {
    Pack pack = PackReader.read(Path.of("../packs/commons-cli"));
    assertThat(pack.tasks()).extracting(Task::name).containsExactly("T1", "T2", "T3");
    assertThat(pack.tasks()).allMatch(task -> task.prompt().contains("${verify}"));
  }

  @Test
  void unknownKeyIsNamedWithPlaceAndKnownKeys() {
    fails(
        GOOD.replace("    limit: 30", "    limits: 30"),
        "pack.yaml:7:5: expected one of the keys [kind, name, words, visible, counts, limit], got"
            + " limits at checks[0]");
  }

  @Test
  void unknownKeyOfATaskIsNamed() {
    fails(
        GOOD.replace("    red:", "    rad:"),
        "pack.yaml:13:5: expected one of the keys [task, prompt, injection, edits, protected, red,"
            + " checks, reference, network], got rad at tasks[0]");
    fails(
        GOOD.replace("[command]", "[]"),
        "pack.yaml:11:5: expected under red the checks that fail before task one is done, got"
            + " none");
  }

  @Test
  void missingKeyIsNamed() {
    fails(
        GOOD.replace("pack: small\n", ""),
        "pack.yaml:1:1: expected the key pack, which is missing");
    fails(
        GOOD.replace(", commit: abc123", ""),
        "pack.yaml:2:13: expected the key commit, which is missing at repository");
  }

  @Test
  void unknownKindIsNamedWithKnownKinds() {
    fails(
        GOOD.replace("kind: command", "kind: maven"),
        "pack.yaml:4:11: expected javac, checkstyle, junit, mypy, ruff, ruff-format, pytest,"
            + " pattern or command, got maven");
  }

  @Test
  void brokenYamlIsNamedWithPlace() {
    fails(
        GOOD.replace("[make, test]", "[make, test"),
        "pack.yaml:6:11: not YAML: expected ',' or ']'");
  }

  @Test
  void keyGivenTwiceIsNamed() {
    fails(GOOD + "pack: again\n", "pack.yaml:16:1: expected each key once, got pack twice");
  }

  @Test
  void wrongNumberIsNamed() {
    fails(
        GOOD.replace("limit: 30", "limit: soon"),
        "pack.yaml:7:12: expected a whole number from 1 to 86400, got soon at checks[0].limit");
  }

  @Test
  void stepOfTwoKindsIsNamed() {
    fails(
        GOOD + "        cut: {file: src/a, member: x, as: y}\n",
        "pack.yaml:15:9: expected one of replace, create and cut, got [replace, cut]");
  }

  @Test
  void wrongExpressionIsNamed() {
    fails(
        GOOD.replace("(\\d+) passed", "(\\d+"),
        "pack.yaml:6:21: expected a regular expression, got (\\d+: Unclosed group");
  }

  @Test
  void missingPromptIsNamed() {
    fails(
        GOOD.replace("prompt.md", "task.md"),
        "pack.yaml:12:13: expected a file of the pack, got task.md");
  }

  @Test
  void changedProtectedFileIsNamed() {
    FileTree.write(folder.resolve("Given.java"), "class Given {}\n");
    fails(
        GOOD + "    protected: [{file: src/Given.java, from: Given.java, sha256: 'beef'}]\n",
        "pack.yaml:16:66: expected "
            + Sha256.of(folder.resolve("Given.java"))
            + ", the fingerprint of Given.java, got beef");
  }

  @Test
  void folderWithoutAPackIsNamed() {
    assertThatThrownBy(() -> PackReader.read(folder.resolve("nowhere")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("expected a file pack.yaml there");
  }

  @Test
  void unknownTaskIsNamedWithKnownTasks() {
    assertThatThrownBy(() -> read(GOOD).task("two"))
        .hasMessage("pack small has no task two; it has [one]");
  }

  private Pack read(String yaml) {
    FileTree.write(folder.resolve("pack.yaml"), yaml);
    return PackReader.read(folder);
  }

  private void fails(String yaml, String message) {
    assertThatThrownBy(() -> read(yaml))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(message);
  }
}
