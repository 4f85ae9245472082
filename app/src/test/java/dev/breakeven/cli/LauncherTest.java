package dev.breakeven.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The shell script that starts the program.
class LauncherTest {
  @TempDir private Path folder = Path.of("");

  @Test
  void withoutAJdkOneSentenceSaysWhatToInstall() throws Exception {
    var script = Files.readString(Path.of("../breakeven"));
    assertThat(script).contains("\nwanted=25\n");
    var launcher = folder.resolve("breakeven");
    Files.writeString(launcher, script.replace("\nwanted=25\n", "\nwanted=999\n"));
    var process =
        new ProcessBuilder("sh", launcher.toString(), "demo").redirectErrorStream(true).start();
    var said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).isEqualTo(2);
    assertThat(said)
        .isEqualTo(
            "breakeven: no JDK 999 or newer found; install one (any vendor) or set JAVA_HOME to"
                + " it.\n");
  }

  @Test
  void theScriptIsPlainSh() throws IOException, InterruptedException {
    var process =
        new ProcessBuilder("sh", "-n", Path.of("../breakeven").toString())
            .redirectErrorStream(true)
            .start();
    var said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).as(said).isZero();
  }
}
