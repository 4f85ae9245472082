package dev.breakeven.model.rehearsal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.breakeven.model.Content;
import dev.breakeven.model.rehearsal.StepState.Belief;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class OverviewTest {
  private static final EditStep ONE = new EditStep.Replace("src/A.java", "a = 1;", "alpha = 1;");
  private static final EditStep TWO = new EditStep.Replace("src/B.java", "b = 1;", "beta = 1;");
  private static final Script SCRIPT = new Script(List.of(ONE, TWO), "/judge/verify");

  private final List<History.Deed> deeds = new ArrayList<>();

  @Test
  void whatIsReportedDoneIsAssumed() {
    deed(delegation(ONE, TWO), "Made 2 of the edits.\nDONE");
    assertThat(beliefs()).containsExactly(Belief.ASSUMED, Belief.ASSUMED);
  }

  @Test
  void reportOfNoMatchConcernsTheFileItNames() {
    deed(delegation(ONE, TWO), "No exact match in src/B.java.\nBLOCKED");
    assertThat(beliefs()).containsExactly(Belief.ASSUMED, Belief.SUSPECT);
  }

  @Test
  void reportWithoutDoneIsSuspect() {
    deed(delegation(ONE), "Now I make the change.\n[the executor was stopped after 20 turns]");
    assertThat(beliefs()).containsExactly(Belief.SUSPECT, Belief.TODO);
  }

  @Test
  void redJudgeMakesTheFileItNamesSuspect() {
    deed(delegation(ONE, TWO), "DONE");
    deed(Verification.move(SCRIPT), "src/A.java:1: wrong\nverify exit 1");
    assertThat(beliefs()).containsExactly(Belief.SUSPECT, Belief.ASSUMED);
  }

  @Test
  void redJudgeThatNamesNoneMakesAllSuspectUnlessMoreIsOpen() {
    deed(delegation(ONE, TWO), "DONE");
    deed(Verification.move(SCRIPT), "tests failed\nverify exit 1");
    assertThat(beliefs()).containsExactly(Belief.SUSPECT, Belief.SUSPECT);

    deeds.clear();
    deed(delegation(ONE), "DONE");
    deed(Verification.move(SCRIPT), "src/B.java:1: wrong\nverify exit 1");
    assertThat(beliefs()).containsExactly(Belief.ASSUMED, Belief.TODO);
  }

  @Test
  void greenJudgeSettlesAll() {
    deed(delegation(ONE, TWO), "BLOCKED");
    deed(Verification.move(SCRIPT), "verify exit 0");
    assertThat(beliefs()).containsExactly(Belief.SEEN, Belief.SEEN);
  }

  @Test
  void lookTellsDoneFromFaultyAndRepairSettlesIt() {
    deed(delegation(ONE, TWO), "DONE");
    deed(Overview.inspection(ONE), "-a = 1;\n+alphaa = 1;\n");
    deed(Overview.inspection(TWO), "");
    assertThat(beliefs()).containsExactly(Belief.FAULTY, Belief.TODO);

    deed(delegation(EditVariants.repair(ONE).orElseThrow()), "DONE");
    deed(EditVariants.right(TWO), "changed");
    assertThat(beliefs()).containsExactly(Belief.ASSUMED, Belief.SEEN);
  }

  private static WantedCall delegation(EditStep... steps) {
    return WantedCall.delegate(Instruction.write("Do this.", List.of(steps)));
  }

  private void deed(WantedCall move, String result) {
    String id = "call_" + deeds.size();
    deeds.add(
        new History.Deed(
            deeds.size() + 1,
            new Content.ToolCall(id, move.tool(), move.input()),
            new Content.ToolResult(id, result, false)));
  }

  private List<Belief> beliefs() {
    return Overview.of(new History("", deeds.size(), deeds), SCRIPT.steps(), SCRIPT).all().stream()
        .map(StepState::belief)
        .toList();
  }
}
