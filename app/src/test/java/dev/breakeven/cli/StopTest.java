package dev.breakeven.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.breakeven.store.SqlLedger;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A run that is asked to end, as by Ctrl-C. The tests send SIGTERM, which is treated alike, for a
/// shell may have its children ignore SIGINT.
class StopTest {
  private static final int TERMINATED = 128 + 15;
  private static final int TRIALS = 60;

  @TempDir private Path folder = Path.of("");

  @Test
  void itRecordsWhatIsUnderWaySaysHowToGoOnAndGoesOn() throws Exception {
    var study = Notes.study(folder, TRIALS / 2, "");
    var process = start(study);
    try (var out = process.inputReader(StandardCharsets.UTF_8)) {
      String line = out.readLine();
      while (line != null && !line.contains("solved")) {
        line = out.readLine();
      }
      assertThat(line).as("a trial ended").isNotNull();
      process.toHandle().destroy();
      var rest = out.lines().collect(Collectors.joining("\n"));
      assertThat(process.waitFor()).as(rest).isEqualTo(TERMINATED);
      assertThat(rest).contains("Stopping: no more calls").contains("Stopped. The same command");
    } finally {
      process.destroyForcibly();
    }
    int before = ended();
    assertThat(before).isBetween(1, TRIALS - 1);
    var again = Commands.run("run", study.toString(), "--rehearse", "--out", out().toString());
    assertThat(again.exit()).as(again.err()).isZero();
    assertThat(again.out()).contains(before + " trials are in the books already");
    assertThat(ended()).isEqualTo(TRIALS);
  }

  private int ended() {
    try (var ledger = SqlLedger.open(out().resolve("ledger.db"))) {
      assertThat(ledger.trials()).extracting(row -> row.trial().id()).doesNotHaveDuplicates();
      return ledger.trials().size();
    }
  }

  private Path out() {
    return folder.resolve("out");
  }

  private Process start(Path study) throws IOException {
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
    words.addAll(
        List.of(Commands.typed("run", study.toString(), "--rehearse", "--out", out().toString())));
    return new ProcessBuilder(words).redirectErrorStream(true).start();
  }
}
