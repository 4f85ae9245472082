package dev.breakeven.workspace;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

final class LabelsTest {
  private static final Labels LABELS =
      Labels.of(
          List.of(
              new Command.Mount(Path.of("/home/someone/run/w1"), "/workspace", true),
              new Command.Mount(Path.of("/home/someone/run/w1-judge"), "/judge", false)));

  @Test
  void wholePathNamesAreReplacedBothWays() {
    String inside =
        "cd /workspace/src && cat \"/workspace\" -Dx=/judge/a:/workspace; (/judge/verify)";
    String outside = LABELS.outside(inside);

    assertThat(outside)
        .isEqualTo(
            "cd /home/someone/run/w1/src && cat \"/home/someone/run/w1\""
                + " -Dx=/home/someone/run/w1-judge/a:/home/someone/run/w1;"
                + " (/home/someone/run/w1-judge/verify)");
    assertThat(LABELS.inside(outside)).isEqualTo(inside);
  }

  @Test
  void partsOfOtherNamesStay() {
    String text = "old/workspace /workspace2 ./workspace /workspace-old /workspace.txt x/judge";

    assertThat(LABELS.outside(text)).isEqualTo(text);
  }

  @Test
  void aPathAtTheEndOfASentenceIsReplaced() {
    assertThat(LABELS.inside("not found: /home/someone/run/w1."))
        .isEqualTo("not found: /workspace.");
  }
}
