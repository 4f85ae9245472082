package dev.breakeven.whatif;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/// The example for people who build agents compiles and runs as it stands.
class ExampleTest {
  @Test
  void theExamplePrintsTheWorkedExample() throws IOException, InterruptedException {
    var java = Path.of(System.getProperty("java.home"), "bin", "java");
    var process =
        new ProcessBuilder(
                java.toString(),
                "-cp",
                System.getProperty("java.class.path"),
                "../examples/BreakEvenPoint.java")
            .redirectErrorStream(true)
            .start();
    var printed = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

    assertThat(process.waitFor()).as(printed).isZero();
    assertThat(printed)
        .contains("alone 0.21888, delegated 0.031574 USD")
        .contains("gain 0.187306 USD")
        .contains("report: UpTo[most=21311]");
  }
}
