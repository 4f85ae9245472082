package dev.breakeven.study.records;

import static org.assertj.core.api.Assertions.assertThat;

import dev.breakeven.catalog.Catalog;
import dev.breakeven.store.SqlLedger;
import dev.breakeven.study.records.RecordCheck.Suspicion;
import java.io.IOException;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RecordCheckTest {
  private static final LocalDate DAY = LocalDate.of(2026, 7, 1);

  /// Another trial: one call and one uncached token more, other reads.
  private static final String LONGER =
      Lines.SOLO
          .replace("\"trial\": 0", "\"trial\": 2")
          .replace("\"iterations\": 4", "\"iterations\": 5")
          .replace("1004", "1005")
          .replace("3000", "4500");

  @TempDir private Path folder = Path.of("");

  @Test
  void equalTokenCountsAndRepeatedNamesAreNamed() throws IOException {
    var found = check(Lines.SOLO, Lines.SOLO.replace("12.5", "13"), LONGER).suspicions();

    assertThat(found)
        .containsExactly(
            new Suspicion(
                List.of("A/T1/0 (all.jsonl:1)", "A/T1/0 (all.jsonl:2)"),
                "agree in every token count: perhaps one trial recorded twice"),
            new Suspicion(
                List.of("A/T1/0 (all.jsonl:1)", "A/T1/0 (all.jsonl:2)"),
                "carry one name: names are no keys here"));
  }

  @Test
  void aTrialWithoutACallAndAVerdictThatContradictsAreNamed() throws IOException {
    var contradiction = LONGER.replace("code\": 0", "code\": 1");

    assertThat(check(Lines.SOLO, Lines.LOST, contradiction).suspicions())
        .extracting(Suspicion::what)
        .containsExactly(
            "made no call, so tells nothing of its arm and is left out: no credit",
            "says success where its last verification says the opposite");
  }

  @Test
  void soundRecordsAreNotSuspected() throws IOException {
    assertThat(check(Lines.SOLO, LONGER).suspicions()).isEmpty();
  }

  @Test
  void aConstantFactorOnEveryPriceIsFound() throws IOException {
    var price = check(Lines.SOLO).priceChecks().getFirst();

    assertThat(price.constant()).isTrue();
    assertThat(price.listPrice()).isFalse();
    assertThat(price.most()).isEqualTo(3);
    assertThat(price.listed()).containsExactly(5.0, 25.0);
  }

  @Test
  void costsThatNoFactorExplainsAreNotCalledConstant() throws IOException {
    assertThat(check(Lines.SOLO, LONGER).priceChecks().getFirst().constant()).isFalse();
  }

  @Test
  void uncachedLessCallsIsTheConstantOfACell() throws IOException {
    var laws = check(Lines.SOLO, LONGER, Lines.DELEGATING).cacheLaws();

    assertThat(laws).hasSize(2);
    assertThat(laws.getFirst().constants()).isEqualTo(Map.of(1_000L, 2));
    assertThat(laws.getFirst().minimum()).contains(2_048L);
  }

  @Test
  void thePrefixShareIsReadsOfTheCallsThatReadOverAllThatWasWritten() throws IOException {
    // 3,000 / (4 − 2) / 2,000 and 4,500 / (5 − 2) / 2,000
    assertThat(check(Lines.SOLO, LONGER).prefixShare())
        .isEqualTo(Optional.of(new RecordCheck.PrefixShare(0.75, 0.75, 2)));
  }

  private RecordCheck check(String... lines) throws IOException {
    var taken =
        new StudyImport(
            Records.read(Lines.file(folder, "all.jsonl", lines)), "made", DAY, Catalog.bundled());
    try (var ledger = SqlLedger.open(folder.resolve("ledger.db"))) {
      ledger.open(taken.facts());
      taken.into(ledger);
      return new RecordCheck(ledger.trials(), ledger.provenances(), Catalog.bundled(), DAY);
    }
  }
}
