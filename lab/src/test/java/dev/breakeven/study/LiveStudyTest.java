package dev.breakeven.study;

import static org.assertj.core.api.Assertions.assertThat;

import dev.breakeven.model.played.BadDay;
import dev.breakeven.model.played.Bill;
import dev.breakeven.model.played.PlayedProvider;
import dev.breakeven.trace.Usage;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Whole studies asked over HTTP, from providers that keep their own books.
class LiveStudyTest {
  @TempDir static Path folder = Path.of("");
  private static LiveNotes notes;

  @BeforeAll
  static void prepare() throws InterruptedException {
    notes = new LiveNotes(folder.resolve("packs"));
  }

  @AfterAll
  static void close() {
    notes.close();
  }

  @Test
  void theBooksOfAWholeStudyAreTheProvidersToTheToken() throws Exception {
    try (var provider = provider(BadDay.NONE);
        var ledger =
            notes.run(LiveNotes.study(provider.base(), 2, 60, ""), folder.resolve("peace"), 2)) {
      assertThat(ledger.trials()).hasSize(10).allMatch(TrialRow::solved);
      assertThat(booked(ledger)).isEqualTo(billed(provider, _ -> true));
      assertThat(ledger.lost()).isEmpty();
      assertThat(ledger.unanswered()).isEqualTo(Spent.NONE);
      assertThat(booked(ledger).keySet())
          .extracting(by -> by.arm() + " " + by.role().key() + " " + by.model())
          .containsExactlyInAnyOrder(
              "A solo claude-opus-4-7",
              "B orchestrator claude-opus-4-7",
              "B executor qwen3.5:9b",
              "C orchestrator claude-opus-4-7",
              "C executor claude-haiku-4-5",
              "D solo claude-haiku-4-5",
              "E orchestrator claude-opus-4-7",
              "E executor own-model");
    }
  }

  static PlayedProvider provider(BadDay day) throws Exception {
    return new PlayedProvider(new RehearsedPlayer(), day, Set.of(LiveNotes.QWEN));
  }

  /// What the books hold of answered calls.
  static Map<Bill.Payer, Map<String, Long>> booked(Ledger ledger) {
    return ledger.trials().stream()
        .flatMap(row ->
            row.parts().stream()
                .map(part ->
                    Map.entry(
                        new Bill.Payer(row.trial().arm(), part.role(), part.model()),
                        part.usage())))
        .collect(sum());
  }

  static Map<Bill.Payer, Map<String, Long>> billed(PlayedProvider provider, Predicate<Bill> which) {
    return provider.bills().stream()
        .filter(which)
        .map(bill -> Map.entry(bill.by(), bill.usage()))
        .collect(sum());
  }

  private static java.util.stream.Collector<
          Map.Entry<Bill.Payer, Usage>, ?, Map<Bill.Payer, Map<String, Long>>>
      sum() {
    return Collectors.toMap(
        Map.Entry::getKey, entry -> counts(entry.getValue()), LiveStudyTest::plus);
  }

  private static Map<String, Long> counts(Usage usage) {
    var counts = new TreeMap<String, Long>();
    for (var tokenClass : dev.breakeven.trace.TokenClass.values()) {
      counts.put(tokenClass.key(), usage.count(tokenClass));
    }
    return counts;
  }

  private static Map<String, Long> plus(Map<String, Long> one, Map<String, Long> other) {
    var sum = new TreeMap<>(one);
    other.forEach((name, count) -> sum.merge(name, count, Math::addExact));
    return sum;
  }
}
