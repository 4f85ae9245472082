package dev.breakeven.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.breakeven.store.SqlLedger;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A run on a machine whose PATH leads to git and to no bubblewrap.
class SandboxTest {
  @TempDir private Path folder = Path.of("");

  @Test
  void withoutBubblewrapNothingRuns() throws Exception {
    var said = run(2);
    assertThat(said)
        .isEqualTo(
            "breakeven: commands of agents run in a sandbox, and there is none: expected bwrap in a"
                + " folder of the PATH, found none; install the package bubblewrap; or add"
                + " --sandbox none: then they can do all that you can\n");
    assertThat(out()).doesNotExist();
  }

  @Test
  void theDemoDoesNotRunEither() throws Exception {
    assertThat(start(2, "demo", "--out", out().toString()))
        .contains("there is none", "--sandbox none");
    assertThat(out()).doesNotExist();
  }

  @Test
  void unconfinedRunsSaySoAndAreKnownForIt() throws Exception {
    assertThat(run(0, "--sandbox", "none"))
        .contains("No sandbox, as --sandbox none was typed: commands could do all that you can.");
    try (var ledger = SqlLedger.open(out().resolve("ledger.db"))) {
      assertThat(ledger.facts().versions()).containsEntry("sandbox", "none");
    }
    // The same folder is not continued in another way.
    assertThat(run(2, "--sandbox", "bubblewrap")).contains("and there is none");
  }

  @Test
  void anotherKindIsAMistake() throws Exception {
    assertThat(run(2, "--sandbox", "jail"))
        .isEqualTo("breakeven: expected --sandbox bubblewrap or none, got jail\n");
  }

  private String run(int exit, String... more) throws Exception {
    var study = Notes.study(folder, 1, "");
    var words =
        new ArrayList<>(List.of("run", study.toString(), "--rehearse", "--out", out().toString()));
    words.addAll(List.of(more));
    return start(exit, words.toArray(String[]::new));
  }

  private Path out() {
    return folder.resolve("out");
  }

  /// What the program says, and ends with `exit`.
  private String start(int exit, String... arguments) throws Exception {
    var words =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+UseSerialGC",
                "--enable-native-access=ALL-UNNAMED",
                "-Dbreakeven.home=" + Home.folder(),
                "-cp",
                System.getProperty("java.class.path"),
                Main.class.getName()));
    words.addAll(List.of(arguments));
    var builder = new ProcessBuilder(words).redirectErrorStream(true);
    builder.environment().put("PATH", programs().toString());
    var process = builder.start();
    var said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).as(said).isEqualTo(exit);
    return said;
  }

  /// A folder with what a run itself starts.
  private Path programs() throws IOException {
    var programs = Files.createDirectories(folder.resolve("programs"));
    for (var name : List.of("git", "mkfifo", "rm", "find", "touch", "chmod")) {
      var link = programs.resolve(name);
      if (!Files.exists(link)) {
        Files.createSymbolicLink(link, found(name));
      }
    }
    return programs;
  }

  private static Path found(String name) {
    for (var place : System.getenv("PATH").split(":", -1)) {
      var program = Path.of(place, name);
      if (Files.isExecutable(program)) {
        return program;
      }
    }
    throw new AssertionError("no " + name + " on the PATH");
  }
}
