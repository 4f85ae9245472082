package dev.breakeven.model.rehearsal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.breakeven.model.rehearsal.StepState.Belief;
import org.junit.jupiter.api.Test;

class StepStateTest {
  private static final StepState CHANGED =
      new StepState(new EditStep.Replace("A.java", "f(1)", "find(2)"), Belief.SUSPECT, 1, 3);
  private static final StepState CREATED =
      new StepState(new EditStep.Create("B.java", "class Bee {}\n"), Belief.SUSPECT, 1, 3);

  @Test
  void diffWithTheNewTextShowsItDone() {
    assertThat(CHANGED.read("-  x = f(1);\n+  x = find(2);\n", false)).isEqualTo(Belief.SEEN);
  }

  @Test
  void diffWithoutItShowsItOpen() {
    assertThat(CHANGED.read("", false)).isEqualTo(Belief.TODO);
    assertThat(CHANGED.read("-  y = g(1);\n+  y = g(2);\n", false)).isEqualTo(Belief.TODO);
  }

  @Test
  void misspeltWordShowsItFaulty() {
    assertThat(CHANGED.read("-  x = f(1);\n+  x = findd(2);\n", false)).isEqualTo(Belief.FAULTY);
    assertThat(CREATED.read("     1\tclasss Bee {}\n", false)).isEqualTo(Belief.FAULTY);
  }

  @Test
  void createdFileIsSeenOrMissing() {
    assertThat(CREATED.read("     1\tclass Bee {}\n", false)).isEqualTo(Belief.SEEN);
    assertThat(CREATED.read("no such file", true)).isEqualTo(Belief.TODO);
  }

  @Test
  void remedyOfAFaultIsItsRepair() {
    assertThat(CHANGED.remedy()).isEqualTo(CHANGED.step());
    assertThat(CHANGED.to(Belief.FAULTY).remedy())
        .isEqualTo(new EditStep.Replace("A.java", "findd(2)", "find(2)"));
  }
}
