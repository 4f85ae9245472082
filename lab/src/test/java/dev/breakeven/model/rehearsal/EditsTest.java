package dev.breakeven.model.rehearsal;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class EditsTest {
  private static final Step.Replace STEP =
      new Step.Replace("A.java", "int count = \"1\";", "int count = 1;");

  @Test
  void misrememberedTextDiffersFromWhatStands() {
    assertThat(Edits.misremembered(STEP).orElseThrow().input())
        .containsEntry("old_str", "int  count = \"1\";")
        .containsEntry("new_str", STEP.after());
  }

  @Test
  void oneWordIsMisrememberedToo() {
    assertThat(
            Edits.misremembered(new Step.Replace("A.java", "count", "total")).orElseThrow().input())
        .containsEntry("old_str", "countt");
  }

  @Test
  void faultIsAMisspeltWordAndItsRepairPutsItRight() {
    assertThat(Edits.faulty(STEP).orElseThrow().input())
        .containsEntry("new_str", "int countt = 1;");
    assertThat(Edits.wrongWord(STEP)).contains("countt");
    assertThat(Edits.repair(STEP))
        .contains(new Step.Replace("A.java", "int countt = 1;", "int count = 1;"));
  }

  @Test
  void faultOfACreatedFileIsRepairedByItsLine() {
    var step = new Step.Create("B.java", "// a comment\nclass Bee {\n}\n");

    assertThat(Edits.faulty(step).orElseThrow().input())
        .containsEntry("file_text", "// a comment\nclasss Bee {\n}\n");
    assertThat(Edits.repair(step))
        .contains(new Step.Replace("B.java", "classs Bee {", "class Bee {"));
  }

  @Test
  void deletionAndCommentHaveNoFault() {
    assertThat(Edits.faulty(new Step.Replace("A.java", "import a.B;\n", ""))).isEmpty();
    assertThat(Edits.faulty(new Step.Replace("A.java", "x", "  // something said"))).isEmpty();
    assertThat(Edits.repair(new Step.Replace("A.java", "import a.B;\n", ""))).isEmpty();
  }

  @Test
  void faultThatWouldChangeNothingIsNone() {
    assertThat(Edits.faulty(new Step.Replace("A.java", "countt", "count"))).isEmpty();
  }
}
