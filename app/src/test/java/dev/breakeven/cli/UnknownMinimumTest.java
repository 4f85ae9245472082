package dev.breakeven.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A model whose shortest cacheable prompt nobody has established can be rehearsed.
class UnknownMinimumTest {
  @TempDir private Path folder = Path.of("");

  @Test
  void isTakenForTheLongestThatIsEstablishedAndSaidSo() throws IOException {
    var study = Notes.study(folder, 1, "");
    Files.writeString(
        study, Files.readString(study).replace("claude-opus-4-7", "claude-haiku-5-5"));
    var out = folder.resolve("out").toString();

    Commands.done("run", study.toString(), "--rehearse", "--only", "A/note", "--out", out);

    assertThat(Commands.done("results", out, "--format", "json").out())
        .contains("\"assumed.minimum.claude-haiku-5-5\" : \"4096\"");
  }
}
