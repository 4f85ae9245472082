package dev.breakeven.model.rehearsal;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class InstructionTest {
  @Test
  void awkwardTextsComeBackAsTheyWere() {
    List<Step> steps =
        List.of(
            new Step.Replace("a/A.java", "", "x"),
            new Step.Replace("a/A.java", "\n", "\n\n"),
            new Step.Replace("a/A.java", "trailing  \t", "```java\ncode\n```"),
            new Step.Replace("a/A.java", "~~~\nafter\n~~~", "~~~~~"),
            new Step.Replace("a b/A.java", "### Replace in x", "### Create y\ntext\n~~~\n~~~"),
            new Step.Create("C.java", "line\r\nline\r\n"),
            new Step.Create("D.java", ""),
            new Step.Create("E.java", "no newline at the end"));

    assertThat(Instruction.parse(Instruction.write("Some words.", steps))).isEqualTo(steps);
  }

  @Test
  void randomTextsComeBackAsTheyWere() {
    var random = new Random(7);
    String[] pieces = {"~", "~~~", "\n", " ", "before", "after", "text", "`", "### Create x", "ü"};
    for (int round = 0; round < 2000; round++) {
      var steps = new ArrayList<Step>();
      for (int i = 0; i <= random.nextInt(4); i++) {
        steps.add(
            random.nextBoolean()
                ? new Step.Create("P" + i, text(random, pieces))
                : new Step.Replace("P" + i, text(random, pieces), text(random, pieces)));
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
    var first = new Step.Replace("A.java", "a", "b");
    String whole = Instruction.write("", List.of(first, new Step.Replace("B.java", "c", "d")));

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
