package dev.breakeven.workspace;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class LabelsTest {
  @TempDir Path temporary;
  private String workspace;
  private String judge;
  private Labels labels;

  @BeforeEach
  void makeMounts() throws IOException {
    Path real = temporary.toRealPath();
    workspace = Files.createDirectories(real.resolve("w1")).toString();
    judge = Files.createDirectories(real.resolve("w1-judge")).toString();
    labels =
        Labels.of(
            List.of(
                new Command.Mount(Path.of(workspace), "/workspace", true),
                new Command.Mount(Path.of(judge), "/judge", false)));
  }

  @Test
  void wholePathNamesAreReplacedBothWays() {
    String inside =
        "cd /workspace/src && cat \"/workspace\" -Dx=/judge/a:/workspace; (/judge/verify)";
    String outside = labels.outside(inside);

    assertThat(outside)
        .isEqualTo(
            "cd %1$s/src && cat \"%1$s\" -Dx=%2$s/a:%1$s; (%2$s/verify)"
                .formatted(workspace, judge));
    assertThat(labels.inside(outside)).isEqualTo(inside);
  }

  @Test
  void partsOfOtherNamesStay() {
    String text = "old/workspace /workspace2 ./workspace /workspace-old /workspace.txt x/judge";

    assertThat(labels.outside(text)).isEqualTo(text);
  }

  @Test
  void aPathAtTheEndOfASentenceIsReplaced() {
    assertThat(labels.inside("not found: " + workspace + ".")).isEqualTo("not found: /workspace.");
  }
}
