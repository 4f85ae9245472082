package dev.breakeven.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Keys that are planted where agents could meet them: in our environment, and in the repository.
class SecretsStayOutTest {
  private static final String OURS = "the-words-of-our-own-key-1";
  private static final String FOUND = "sk-ant-" + "api03-" + "aB3dE5gH7jK9mN1pQ2rS4tU6vW8xY0";

  @TempDir private Path folder = Path.of("");

  @Test
  void neitherToolsNorTracesNorBooksNorOutputHoldThem() throws Exception {
    var study = Notes.study(folder, 1, "");
    Files.writeString(folder.resolve("repository/README"), "The key is " + FOUND + ".\n");
    var pack = folder.resolve("pack/pack.yaml");
    // What this check prints is a finding, and every agent reads it.
    var printing =
        """
          - {kind: command, name: look, words: [sh, -c, "env; cat README; test -f b.txt"], limit: 20}
        rules:\
        """
            .stripTrailing();
    Files.writeString(pack, Files.readString(pack).replaceFirst("rules:", printing));
    var out = folder.resolve("out");
    var process = start(study, out);
    var said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).as(said).isZero();
    assertThat(said).contains("A    note").doesNotContain(OURS).doesNotContain(FOUND);
    assertThat(Files.readString(out.resolve("traces/A-note-1.jsonl")))
        .as("the agent met what was planted in the repository")
        .contains("[redacted anthropic key]");
    try (Stream<Path> files = Files.walk(folder)) {
      for (var file : files.filter(Files::isRegularFile).toList()) {
        var text = Files.readString(file, StandardCharsets.ISO_8859_1);
        assertThat(text).as(file.toString()).doesNotContain(OURS);
        if (file.startsWith(out)) {
          assertThat(text).as(file.toString()).doesNotContain(FOUND);
        }
      }
    }
  }

  private static Process start(Path study, Path out) throws IOException {
    var builder =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+UseSerialGC",
                "--enable-native-access=ALL-UNNAMED",
                "-cp",
                System.getProperty("java.class.path"),
                "-Dbreakeven.home=" + Home.folder(),
                Main.class.getName(),
                "run",
                study.toString(),
                "--rehearse",
                "--out",
                out.toString())
            .redirectErrorStream(true);
    builder.environment().put("ANTHROPIC_API_KEY", OURS);
    return builder.start();
  }
}
