package dev.breakeven.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A rehearsal repeats byte for byte in another process, where hash orders and identities differ.
class RepeatTest {
  private static final String[] CELLS = {"--only", "A/T3", "--only", "C/T3", "--quiet"};

  @TempDir private Path folder = Path.of("");

  @Test
  void anotherProcessWritesTheSameTraces() throws Exception {
    var here = folder.resolve("here");
    var there = folder.resolve("there");
    int exit =
        CommandLines.standard()
            .setOut(new PrintWriter(new StringWriter()))
            .execute(arguments(here));
    assertThat(exit).isZero();
    inAnotherProcess(there);
    assertThat(traces(here)).hasSize(2).isEqualTo(traces(there));
  }

  private static void inAnotherProcess(Path out) throws IOException, InterruptedException {
    var words = new ArrayList<String>();
    words.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    words.add("--enable-native-access=ALL-UNNAMED");
    words.add("-Dbreakeven.home=" + System.getProperty("breakeven.home"));
    words.add("-cp");
    words.add(System.getProperty("java.class.path"));
    words.add(Main.class.getName());
    words.addAll(List.of(arguments(out)));
    var process = new ProcessBuilder(words).redirectErrorStream(true).start();
    var said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).as(said).isZero();
  }

  private static String[] arguments(Path out) {
    var words = new ArrayList<String>(List.of("demo", "--out", out.toString()));
    words.addAll(List.of(CELLS));
    return Commands.typed(words.toArray(String[]::new));
  }

  private static Map<String, String> traces(Path out) throws IOException {
    var traces = new TreeMap<String, String>();
    try (var files = Files.list(out.resolve("traces"))) {
      for (var file : files.toList()) {
        traces.put(file.getFileName().toString(), Files.readString(file));
      }
    }
    return traces;
  }
}
