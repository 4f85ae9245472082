package dev.breakeven.model.rehearsal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.breakeven.model.Content;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ProgressTest {
  private static final Step STEP = new Step.Replace("A.java", "int a = b;", "int alpha = b;");

  private final List<History.Deed> deeds = new ArrayList<>();

  @Test
  void nothingDoneIsOpen() {
    assertThat(state()).isEqualTo(Progress.State.OPEN);
  }

  @Test
  void rightEditIsDone() {
    deed(Edits.right(STEP), false);
    assertThat(state()).isEqualTo(Progress.State.DONE);
  }

  @Test
  void faultyEditIsFaultyUntilRepaired() {
    deed(Edits.faulty(STEP).orElseThrow(), false);
    assertThat(state()).isEqualTo(Progress.State.FAULTY);
    deed(Edits.right(Edits.repair(STEP).orElseThrow()), false);
    assertThat(state()).isEqualTo(Progress.State.DONE);
  }

  @Test
  void misrememberedEditLeavesItOpen() {
    deed(Edits.misremembered(STEP).orElseThrow(), true);
    deed(Edits.misremembered(STEP).orElseThrow(), true);
    assertThat(state()).isEqualTo(Progress.State.OPEN);
  }

  @Test
  void twoExactRefusalsGiveItUp() {
    deed(Edits.right(STEP), true);
    deed(Edits.right(STEP), true);
    assertThat(state()).isEqualTo(Progress.State.GIVEN_UP);
  }

  @Test
  void foreignEditsDoNotCount() {
    deed(Edits.right(new Step.Replace("B.java", "int a = b;", "int alpha = b;")), false);
    assertThat(state()).isEqualTo(Progress.State.OPEN);
  }

  @Test
  void aChangeOfItsFileOpensAGivenUpStepAgain() {
    Step other = new Step.Replace("A.java", "int c;", "int gamma;");
    deed(Edits.right(STEP), true);
    deed(Edits.right(STEP), true);
    deed(Edits.right(other), false);

    var history = new History("", deeds.size(), deeds);
    assertThat(Progress.of(history, List.of(STEP, other)).items())
        .extracting(Progress.Item::state)
        .containsExactly(Progress.State.OPEN, Progress.State.DONE);
  }

  private void deed(Move move, boolean error) {
    String id = "call_" + deeds.size();
    deeds.add(
        new History.Deed(
            deeds.size() + 1,
            new Content.ToolCall(id, move.tool(), move.input()),
            new Content.ToolResult(id, "", error)));
  }

  private Progress.State state() {
    var history = new History("", deeds.size(), deeds);
    return Progress.of(history, List.of(STEP)).items().getFirst().state();
  }
}
