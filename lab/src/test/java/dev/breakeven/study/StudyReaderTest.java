package dev.breakeven.study;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.breakeven.study.policy.Orchestrated;
import dev.breakeven.tool.ExecutorTools;
import dev.breakeven.unit.Usd;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StudyReaderTest {
  private static final String TEXT =
      """
      study: small
      pack: commons-cli
      tasks: [T1, T2]
      trials: {successes: 3, tries: 6}
      seed: 7
      budget-usd: 2.50
      trial-budget-usd: 0.50
      date: 2026-11-24
      models:
        strong: {id: claude-opus-4-7, rehearse: opus-like}
        own: {id: "qwen3.5:9b", price: free, energy: {watts: 300, usd-per-kwh: 0.30}}
      arms:
        A: {solo: strong, turns: {T1: 40, T2: 60}}
        B: {orchestrator: strong, executor: own, report: 4000, turns: 80}
      """;

  @Test
  void everythingIsRead() {
    var study = StudyReader.read("small.yaml", TEXT);
    assertThat(study.plan())
        .isEqualTo(
            new Plan(
                new Plan.Goal(3, 6),
                Plan.Order.RANDOM,
                7,
                new Limits(
                    Optional.of(Usd.of("2.50")), Optional.of(Usd.of("0.50")), Optional.empty()),
                LocalDate.of(2026, 11, 24),
                Optional.empty()));
    assertThat(study.arm("A").caps()).containsEntry("T1", 40).containsEntry("T2", 60);
    assertThat(study.arm("B").policy())
        .isEqualTo(
            new Orchestrated("strong", new Orchestrated.Model("own", 20, ExecutorTools.ALL), 4000));
    assertThat(study.model("own").local().flatMap(ModelSpec.Local::energy))
        .contains(new ModelSpec.Energy(new BigDecimal("300"), new BigDecimal("0.30")));
    assertThat(study.model("strong").profile()).contains("opus-like");
  }

  @Test
  void theExampleIsRead() throws IOException {
    var path = Path.of("../examples/four-arms.yaml");
    var study = StudyReader.read("four-arms.yaml", Files.readString(path));
    assertThat(study.arms()).extracting(Arm::name).containsExactly("A", "B", "C", "D");
    assertThat(study.arm("D").caps()).containsEntry("T2", 120);
  }

  @Test
  void theControlIsTheArmAgainRightBehindIt() {
    var study = StudyReader.read("small.yaml", TEXT + "control: A\n");
    assertThat(study.arms()).extracting(Arm::name).containsExactly("A", "A.control", "B");
    var control = study.arm("A.control");
    assertThat(control.controlOf()).contains("A");
    assertThat(control.policy()).isEqualTo(study.arm("A").policy());
    assertThat(control.caps()).isEqualTo(study.arm("A").caps());
    assertThat(new Trial("A.control", "T1", 1).seed(7))
        .isNotEqualTo(new Trial("A", "T1", 1).seed(7));
  }

  @Test
  void aControlOfNoArmIsNamedWithItsPlace() {
    assertThatThrownBy(() -> StudyReader.read("small.yaml", TEXT + "control: Z\n"))
        .hasMessageContaining("expected one of the study's arms [A, B], got Z");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          solo: strong             | solo: stronk              | 13:13: expected one of the study's models [strong, own], got stronk
          seed: 7                  | seed: seven               | 5:7: expected a whole number
          date: 2026-11-24         | date: yesterday           | 8:7: expected a date such as 2026-11-24, got yesterday
          trials: {successes: 3, tries: 6} | trials: {successes: 3, tries: 2} | 4:31: expected a whole number from 3
          report: 4000,            | reprot: 4000,             | 14:44: expected one of the keys
          tasks: [T1, T2]          | tasks: [T1, T1]           | 3:8: expected a list without repetition, got [T1, T1]
          T1: 40, T2: 60           | T1: 40                    | 13:28: expected the key T2, which is missing
          price: free              | price: 3                  | 11:34: expected free
          budget-usd: 2.50         | budget-usd: lots          | 6:13: expected an amount above 0 such as 2.50, got lots
          """)
  void mistakesAreNamedWithTheirPlace(String right, String wrong, String message) {
    assertThat(TEXT).contains(right);
    assertThatThrownBy(() -> StudyReader.read("small.yaml", TEXT.replace(right, wrong)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("small.yaml:" + message);
  }
}
