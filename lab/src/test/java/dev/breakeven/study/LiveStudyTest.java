package dev.breakeven.study;

import static org.assertj.core.api.Assertions.assertThat;

import dev.breakeven.model.AttemptCharge;
import dev.breakeven.model.played.BadDay;
import dev.breakeven.model.played.Bill;
import dev.breakeven.model.played.PlayedProvider;
import dev.breakeven.trace.TokenClass;
import dev.breakeven.trace.Usage;
import dev.breakeven.unit.Usd;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Collector;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Whole studies asked over HTTP, from providers that keep their own books.
class LiveStudyTest {
  private static final int SECONDS = 6;

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
            notes.run(LiveNotes.study(provider.base(), 1, 60, ""), folder.resolve("peace"), 2)) {
      assertThat(ledger.trials()).hasSize(5).allMatch(TrialRow::solved);
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

  @Test
  void theProvidersOwnClientsReadTheSameUsageInAWholeStudy() throws Exception {
    try (var provider = provider(BadDay.NONE)) {
      provider.remember();
      notes.run(LiveNotes.study(provider.base(), 1, 60, ""), folder.resolve("official"), 2).close();
      for (var official : OfficialClients.ALL) {
        assertThat(counts(official.client().usage(provider.base())))
            .as(official.client().name())
            .isEqualTo(
                billed(provider, bill -> official.serves(bill.by().model())).values().stream()
                    .reduce(LiveStudyTest::plus)
                    .orElseThrow());
      }
    }
  }

  @Tag("slow")
  @Test
  void aBadDayChangesNoVerdictAndTheBooksAreStillTheProviders() throws Exception {
    Map<String, String> verdicts;
    try (var provider = provider(BadDay.NONE);
        var ledger = notes.run(study(provider, SECONDS), folder.resolve("good"), 2)) {
      verdicts = verdicts(ledger);
      assertThat(verdicts).hasSize(12);
    }
    try (var provider = provider(new BadDay(20, 20261127));
        var ledger = notes.run(study(provider, SECONDS), folder.resolve("bad"), 2)) {
      assertThat(verdicts(ledger)).isEqualTo(verdicts);
      assertThat(booked(ledger)).isEqualTo(billed(provider, told(Bill.Told.ANSWERED)));
      for (var told : List.of(Bill.Told.USAGE, Bill.Told.PROMPT)) {
        assertThat(lost(ledger, told).keySet()).as("%s", told).isNotEmpty();
      }
      assertThat(lost(ledger, Bill.Told.USAGE)).isEqualTo(billed(provider, told(Bill.Told.USAGE)));
      assertThat(prompts(lost(ledger, Bill.Told.PROMPT)))
          .isEqualTo(prompts(billed(provider, told(Bill.Told.PROMPT))));
      for (var told : List.of(Bill.Told.NOTHING, Bill.Told.REFUSED)) {
        assertThat(numbers(ledger, told))
            .as("%s", told)
            .isEqualTo(numbers(provider, told))
            .isNotEmpty();
      }
      var served = cost(provider);
      assertThat(served)
          .isBetween(ledger.spent().usd(), ledger.spent().usd().plus(ledger.unanswered().usd()));
    }
  }

  /// Four arms with three trials each.
  private static Study study(PlayedProvider provider, int seconds) {
    var all = LiveNotes.study(provider.base(), 3, seconds, "");
    return new Study(
        all.id(), all.pack(), all.tasks(), all.models(), all.arms().subList(0, 4), all.plan());
  }

  private static Map<String, String> verdicts(Ledger ledger) {
    return ledger.trials().stream()
        .collect(
            Collectors.toMap(
                row -> row.trial().id(),
                row -> row.ending() + " " + row.solved() + " " + row.verdict(),
                (one, _) -> one,
                TreeMap::new));
  }

  private static Predicate<Bill> told(Bill.Told told) {
    return bill -> bill.told() == told;
  }

  /// What the books say the client was told of a lost attempt.
  private static Bill.Told told(Ledger.Lost lost) {
    return switch (lost.attempt().charge()) {
      case AttemptCharge.Nothing _ -> Bill.Told.REFUSED;
      case AttemptCharge.Reported _ -> Bill.Told.USAGE;
      case AttemptCharge.AtLeast _ -> Bill.Told.PROMPT;
      case AttemptCharge.Unknown _ -> Bill.Told.NOTHING;
    };
  }

  private static Bill.Payer payer(Ledger.Lost lost) {
    return new Bill.Payer(lost.trial().arm(), lost.by().role(), lost.by().model());
  }

  private static Map<Bill.Payer, Map<String, Long>> lost(Ledger ledger, Bill.Told told) {
    return ledger.lost().stream()
        .filter(lost -> told(lost) == told)
        .map(lost ->
            Map.entry(
                payer(lost),
                switch (lost.attempt().charge()) {
                  case AttemptCharge.Reported(var usage) -> usage;
                  case AttemptCharge.AtLeast(var usage) -> usage;
                  case AttemptCharge.Nothing _, AttemptCharge.Unknown _ -> Usage.NONE;
                }))
        .collect(sum());
  }

  /// `sums` without the output.
  private static Map<Bill.Payer, Map<String, Long>> prompts(
      Map<Bill.Payer, Map<String, Long>> sums) {
    sums.values().forEach(counts -> counts.remove(TokenClass.OUTPUT.key()));
    return sums;
  }

  private static Map<Bill.Payer, Long> numbers(Ledger ledger, Bill.Told told) {
    return ledger.lost().stream()
        .filter(lost -> told(lost) == told)
        .collect(Collectors.groupingBy(LiveStudyTest::payer, Collectors.counting()));
  }

  private static Map<Bill.Payer, Long> numbers(PlayedProvider provider, Bill.Told told) {
    return provider.bills().stream()
        .filter(told(told))
        .collect(Collectors.groupingBy(Bill::by, Collectors.counting()));
  }

  /// What the provider's books come to, at today's prices.
  static Usd cost(PlayedProvider provider) {
    var today = LocalDate.now(ZoneOffset.UTC);
    return provider.bills().stream()
        .filter(bill -> bill.told() != Bill.Told.REFUSED)
        .map(bill -> Spent.of(LiveNotes.PRICING.cost(bill.by().model(), today, bill.usage())).usd())
        .reduce(Usd.ZERO, Usd::plus);
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

  private static Collector<Map.Entry<Bill.Payer, Usage>, ?, Map<Bill.Payer, Map<String, Long>>>
      sum() {
    return Collectors.toMap(
        Map.Entry::getKey, entry -> counts(entry.getValue()), LiveStudyTest::plus);
  }

  private static Map<String, Long> counts(Usage usage) {
    var counts = new TreeMap<String, Long>();
    for (var tokenClass : TokenClass.values()) {
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
