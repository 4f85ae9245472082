package dev.breakeven.model.rehearsal;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class InstructionTest {
  @Test
  void awkwardTextsComeBackAsTheyWere() {
    List<EditStep> steps =
        List.of(
            new EditStep.Replace("a/A.java", "", "x"),
            new EditStep.Replace("a/A.java", "\n", "\n\n"),
            new EditStep.Replace("a/A.java", "trailing  \t", "```java\ncode\n```"),
            new EditStep.Replace("a/A.java", "~~~\nafter\n~~~", "~~~~~"),
            new EditStep.Replace("a b/A.java", "### Replace in x", "### Create y\ntext\n~~~\n~~~"),
            new EditStep.Create("C.java", "line\r\nline\r\n"),
            new EditStep.Create("D.java", ""),
            new EditStep.Create("E.java", "no newline at the end"));

    assertThat(Instruction.parse(Instruction.write("Some words.", steps))).isEqualTo(steps);
  }

  @Test
  void randomTextsComeBackAsTheyWere() {
    var random = new Random(7);
    String[] pieces = {"~", "~~~", "\n", " ", "before", "after", "text", "`", "### Create x", "ü"};
    for (int round = 0; round < 2000; round++) {
      var steps = new ArrayList<EditStep>();
      for (int i = 0; i <= random.nextInt(4); i++) {
        steps.add(
            random.nextBoolean()
                ? new EditStep.Create("P" + i, text(random, pieces))
                : new EditStep.Replace("P" + i, text(random, pieces), text(random, pieces)));
      }

      assertThat(Instruction.parse(Instruction.write("Words.", steps))).isEqualTo(steps);
    }
  }

  @Test
  void plainWordsHoldNoEdits() {
    assertThat(Instruction.parse("Please fix the build.\n### Replace in A.java\nbut how?"))
        .isEmpty();
  }

  @Test
  void cutInstructionLosesOnlyWhatWasCut() {
    var first = new EditStep.Replace("A.java", "a", "b");
    String whole = Instruction.write("", List.of(first, new EditStep.Replace("B.java", "c", "d")));

    assertThat(Instruction.parse(whole.substring(0, whole.length() - 6))).containsExactly(first);
  }

  private static String text(Random random, String[] pieces) {
    var text = new StringBuilder();
    for (int i = random.nextInt(8); i > 0; i--) {
      text.append(pieces[random.nextInt(pieces.length)]);
    }
    return text.toString();
  }
}
