package dev.breakeven.model.rehearsal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.breakeven.model.Content;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class EditProgressTest {
  private static final EditStep STEP =
      new EditStep.Replace("A.java", "int a = b;", "int alpha = b;");

  private final List<History.Deed> deeds = new ArrayList<>();

  @Test
  void nothingDoneIsOpen() {
    assertThat(state()).isEqualTo(EditProgress.State.OPEN);
  }

  @Test
  void rightEditIsDone() {
    deed(EditVariants.right(STEP), false);
    assertThat(state()).isEqualTo(EditProgress.State.DONE);
  }

  @Test
  void faultyEditIsFaultyUntilRepaired() {
    deed(EditVariants.faulty(STEP).orElseThrow(), false);
    assertThat(state()).isEqualTo(EditProgress.State.FAULTY);
    deed(EditVariants.right(EditVariants.repair(STEP).orElseThrow()), false);
    assertThat(state()).isEqualTo(EditProgress.State.DONE);
  }

  @Test
  void misrememberedEditLeavesItOpen() {
    deed(EditVariants.misremembered(STEP).orElseThrow(), true);
    deed(EditVariants.misremembered(STEP).orElseThrow(), true);
    assertThat(state()).isEqualTo(EditProgress.State.OPEN);
  }

  @Test
  void twoExactRefusalsGiveItUp() {
    deed(EditVariants.right(STEP), true);
    deed(EditVariants.right(STEP), true);
    assertThat(state()).isEqualTo(EditProgress.State.GIVEN_UP);
  }

  @Test
  void foreignEditsDoNotCount() {
    deed(EditVariants.right(new EditStep.Replace("B.java", "int a = b;", "int alpha = b;")), false);
    assertThat(state()).isEqualTo(EditProgress.State.OPEN);
  }

  @Test
  void aChangeOfItsFileOpensAGivenUpStepAgain() {
    EditStep other = new EditStep.Replace("A.java", "int c;", "int gamma;");
    deed(EditVariants.right(STEP), true);
    deed(EditVariants.right(STEP), true);
    deed(EditVariants.right(other), false);

    var history = new History("", deeds.size(), deeds);
    assertThat(EditProgress.of(history, List.of(STEP, other)).items())
        .extracting(EditProgress.Item::state)
        .containsExactly(EditProgress.State.OPEN, EditProgress.State.DONE);
  }

  private void deed(WantedCall move, boolean error) {
    String id = "call_" + deeds.size();
    deeds.add(
        new History.Deed(
            deeds.size() + 1,
            new Content.ToolCall(id, move.tool(), move.input()),
            new Content.ToolResult(id, "", error)));
  }

  private EditProgress.State state() {
    var history = new History("", deeds.size(), deeds);
    return EditProgress.of(history, List.of(STEP)).items().getFirst().state();
  }
}
