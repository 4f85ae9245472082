package dev.breakeven.study.records;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.breakeven.catalog.Catalog;
import dev.breakeven.store.SqlLedger;
import dev.breakeven.study.Ending;
import dev.breakeven.study.Ledger;
import dev.breakeven.study.StudyReader;
import dev.breakeven.study.policy.Orchestrated;
import dev.breakeven.study.policy.Solo;
import dev.breakeven.tool.ExecutorTools;
import dev.breakeven.trace.Role;
import dev.breakeven.trace.Usage;
import dev.breakeven.unit.Usd;
import java.io.IOException;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StudyImportTest {
  private static final LocalDate DAY = LocalDate.of(2026, 7, 1);

  @TempDir private Path folder = Path.of("");

  @Test
  void theBooksHoldWhatTheRecordsTell() throws IOException {
    try (var ledger = taken(Lines.SOLO, Lines.LOST, Lines.FAILED, Lines.DELEGATING)) {
      var rows = ledger.trials();

      assertThat(rows)
          .extracting(row -> row.trial().id())
          .containsExactly("A-T1-1", "A-T1-2", "A-T1-3", "B-T1-1");
      assertThat(rows)
          .extracting(row -> row.ending().kind())
          .containsExactly(
              Ending.Kind.UNRECORDED,
              Ending.Kind.PROVIDER_LOST,
              Ending.Kind.UNRECORDED,
              Ending.Kind.UNRECORDED);
      assertThat(rows).extracting(row -> row.solved()).containsExactly(true, false, false, true);
      var solo = rows.getFirst();
      assertThat(solo.turns()).isEqualTo(4);
      assertThat(solo.seconds().total()).hasMillis(12_500);
      assertThat(solo.seconds().model()).isZero();
      // 1,004 × 5 + 2,000 × 6.25 + 3,000 × 0.5 + 100 × 25 picodollars × 10⁶
      assertThat(solo.spent().usd()).isEqualTo(Usd.of("0.02152"));
      assertThat(ledger.provenances())
          .hasSize(4)
          .containsEntry(
              solo.trial(),
              new Ledger.Provenance(
                  "all.jsonl:1",
                  "A/T1/0",
                  Optional.of(Usd.of("0.06456")),
                  Map.of("claude-opus-4-7", Usd.of("0.06456"))));
    }
  }

  @Test
  void theSecondModelOfAnArmIsItsExecutorAndItsCallsAreNotTold() throws IOException {
    try (var ledger = taken(Lines.DELEGATING)) {
      var parts = ledger.trials().getFirst().parts();

      assertThat(parts)
          .extracting(part -> part.role())
          .containsExactly(Role.ORCHESTRATOR, Role.EXECUTOR);
      assertThat(parts.getLast().callsTold()).isFalse();
      assertThat(parts.getLast().usage()).isEqualTo(Usage.NONE);
      assertThat(parts.getLast().spent().unpriced()).isZero();
      assertThat(parts.getLast().spent().usd()).isEqualTo(Usd.ZERO);
    }
  }

  @Test
  void theStudyFileMadeCanBeRead() throws IOException {
    try (var ledger = taken(Lines.SOLO, Lines.DELEGATING)) {
      var facts = ledger.facts();
      var study = StudyReader.read("made", facts.text());

      assertThat(study.tasks()).containsExactly("T1");
      assertThat(study.plan().date()).isEqualTo(DAY);
      assertThat(study.arm("A").policy()).isEqualTo(new Solo("claude-opus-4-7"));
      assertThat(study.arm("B").policy())
          .isEqualTo(
              new Orchestrated(
                  "claude-opus-4-7", new Orchestrated.Model("own", 20, ExecutorTools.ALL), 1));
      assertThat(study.model("own").local()).isPresent();
    }
  }

  @Test
  void aSumOverLongPromptsIsUnpricedWhereThePriceDependsOnTheirSize() throws IOException {
    var tiered =
        Lines.SOLO
            .replace("claude-opus-4-7", "claude-haiku-5-5")
            .replace("tokens\": 3000", "tokens\": 300000");
    try (var ledger =
        taken(
            new StudyImport(
                records(tiered, tiered.replace("300000", "3000")),
                "made",
                LocalDate.of(2026, 11, 1),
                Catalog.bundled()))) {
      assertThat(ledger.trials()).extracting(row -> row.spent().unpriced()).containsExactly(4, 0);
      assertThat(ledger.spent().unpriced()).isEqualTo(4);
    }
  }

  @Test
  void threeModelsInAnArmAreRefused() throws IOException {
    var records =
        records(
            Lines.SOLO, Lines.SOLO.replace("opus-4-7", "x"), Lines.SOLO.replace("opus-4-7", "y"));

    assertThatThrownBy(() -> new StudyImport(records, "made", DAY, Catalog.bundled()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("all.jsonl:3: expected at most two models in arm A");
  }

  private Records records(String... lines) throws IOException {
    return Records.read(Lines.file(folder, "all.jsonl", lines));
  }

  private SqlLedger taken(String... lines) throws IOException {
    return taken(new StudyImport(records(lines), "made", DAY, Catalog.bundled()));
  }

  private SqlLedger taken(StudyImport taken) {
    var ledger = SqlLedger.open(folder.resolve("ledger.db"));
    ledger.open(taken.facts());
    taken.into(ledger);
    assertThat(List.copyOf(ledger.charges())).isNotEmpty();
    return ledger;
  }
}
