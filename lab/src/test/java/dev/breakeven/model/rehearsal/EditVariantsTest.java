package dev.breakeven.model.rehearsal;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class EditVariantsTest {
  private static final EditStep.Replace STEP =
      new EditStep.Replace("A.java", "int count = \"1\";", "int count = 1;");

  @Test
  void misrememberedTextDiffersFromWhatStands() {
    assertThat(EditVariants.misremembered(STEP).orElseThrow().input())
        .containsEntry("old_str", "int  count = \"1\";")
        .containsEntry("new_str", STEP.after());
  }

  @Test
  void oneWordIsMisrememberedToo() {
    assertThat(
            EditVariants.misremembered(new EditStep.Replace("A.java", "count", "total"))
                .orElseThrow()
                .input())
        .containsEntry("old_str", "countt");
  }

  @Test
  void faultIsAMisspeltWordAndItsRepairPutsItRight() {
    assertThat(EditVariants.faulty(STEP).orElseThrow().input())
        .containsEntry("new_str", "int countt = 1;");
    assertThat(EditVariants.wrongWord(STEP)).contains("countt");
    assertThat(EditVariants.repair(STEP))
        .contains(new EditStep.Replace("A.java", "int countt = 1;", "int count = 1;"));
  }

  @Test
  void faultOfACreatedFileIsRepairedByItsLine() {
    var step = new EditStep.Create("B.java", "// a comment\nclass Bee {\n}\n");

    assertThat(EditVariants.faulty(step).orElseThrow().input())
        .containsEntry("file_text", "// a comment\nclasss Bee {\n}\n");
    assertThat(EditVariants.repair(step))
        .contains(new EditStep.Replace("B.java", "classs Bee {", "class Bee {"));
  }

  @Test
  void deletionAndCommentHaveNoFault() {
    assertThat(EditVariants.faulty(new EditStep.Replace("A.java", "import a.B;\n", ""))).isEmpty();
    assertThat(EditVariants.faulty(new EditStep.Replace("A.java", "x", "  // something said")))
        .isEmpty();
    assertThat(EditVariants.repair(new EditStep.Replace("A.java", "import a.B;\n", ""))).isEmpty();
  }

  @Test
  void faultThatWouldChangeNothingIsNone() {
    assertThat(EditVariants.faulty(new EditStep.Replace("A.java", "countt", "count"))).isEmpty();
  }
}
