package dev.breakeven.study;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.breakeven.catalog.Catalog;
import dev.breakeven.judge.Verdict;
import dev.breakeven.pricing.Cost;
import dev.breakeven.pricing.LocalRate;
import dev.breakeven.pricing.Pricing;
import dev.breakeven.store.SqlLedger;
import dev.breakeven.trace.Call;
import dev.breakeven.trace.Known;
import dev.breakeven.trace.Prompt;
import dev.breakeven.trace.Role;
import dev.breakeven.trace.TokenClass;
import dev.breakeven.trace.Usage;
import dev.breakeven.unit.Usd;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RunBudgetTest {
  private static final Limits ONE_DOLLAR =
      new Limits(Optional.of(Usd.of("1")), Optional.empty(), Optional.empty());
  private static final Trial TRIAL = new Trial("A", "T1", 1);
  private static final Ledger.Asked SOLO = new Ledger.Asked(Role.SOLO, "m");
  private static final LocalDate DAY = LocalDate.of(2026, 11, 24);

  @TempDir private Path folder = Path.of("");
  private SqlLedger ledger = SqlLedger.open(Path.of(":memory:"));

  @BeforeEach
  void open() {
    ledger.close();
    ledger = SqlLedger.open(folder.resolve("ledger.db"));
  }

  @AfterEach
  void close() {
    ledger.close();
  }

  @Test
  void allOfABudgetMayBeSpentAndNoMore() throws InterruptedException {
    var spending = RunBudget.of(ONE_DOLLAR, ledger);
    assertThat(spending.reserve(Usd.of("1.000000000001"))).isFalse();
    assertThat(spending.reserve(Usd.of("1"))).isTrue();
    assertThat(spending.usedUp()).isTrue();
  }

  @Test
  void aPauseBetweenAttemptsEndsWhenTheRunIsStopped() throws Exception {
    var spending = RunBudget.of(ONE_DOLLAR, ledger);
    spending.waiting().pause(Duration.ofMillis(1));
    try (var pool = Executors.newVirtualThreadPerTaskExecutor()) {
      var pause =
          pool.submit(() -> {
            spending.waiting().pause(Duration.ofHours(1));
            return true;
          });
      spending.stop();
      assertThatThrownBy(pause::get).hasCauseInstanceOf(InterruptedException.class);
    }
  }

  @Test
  void aCallThatOnlyWaitsForOthersIsMadeWhenTheyCostLess() throws Exception {
    var spending = RunBudget.of(ONE_DOLLAR, ledger);
    assertThat(spending.reserve(Usd.of("0.80"))).isTrue();
    try (var pool = Executors.newVirtualThreadPerTaskExecutor()) {
      var second = pool.submit(() -> spending.reserve(Usd.of("0.80")));
      spending.settle(Usd.of("0.80"), Usd.of("0.20"));
      assertThat(second.get()).isTrue();
    }
  }

  @Test
  void stoppingEndsTheWaitAndAllowsNoCall() throws Exception {
    var spending = RunBudget.of(ONE_DOLLAR, ledger);
    assertThat(spending.reserve(Usd.of("0.80"))).isTrue();
    try (var pool = Executors.newVirtualThreadPerTaskExecutor()) {
      var second = pool.submit(() -> spending.reserve(Usd.of("0.80")));
      spending.stop();
      assertThatThrownBy(second::get).hasCauseInstanceOf(InterruptedException.class);
    }
    assertThatThrownBy(() -> spending.reserve(Usd.ZERO)).isInstanceOf(InterruptedException.class);
  }

  @Test
  void cutOffAttemptsCountWithWhatTheySpentAndMayHaveSpent() throws InterruptedException {
    ledger.started(TRIAL, 1);
    var call =
        new Call(
            "main#1",
            "main",
            1,
            new Prompt(0, List.of(0), List.of()),
            new Call.Answer(List.of(1), "end_turn", Usage.of(1, 0, 0, 0, 1), Known.BILLED),
            new Call.Timing(Instant.EPOCH, Duration.ZERO, Duration.ZERO));
    ledger.called(
        TRIAL, SOLO, call, new Cost.Priced(Map.of(TokenClass.OUTPUT, Usd.of("0.30")), Usd.ZERO));
    ledger.asking(TRIAL, SOLO, Optional.of(Usd.of("0.50")));
    var spending = RunBudget.of(ONE_DOLLAR, ledger);
    assertThat(spending.reserve(Usd.of("0.20"))).isTrue();
    assertThat(RunBudget.of(ONE_DOLLAR, ledger).reserve(Usd.of("0.21"))).isFalse();
  }

  @Test
  void aBudgetThatEndedATrialStaysUsedUp() {
    ledger.started(TRIAL, 1);
    ledger.ended(
        TRIAL,
        new TrialEnd(
            new Ending(Ending.Kind.OUT_OF_BUDGET, Limits.STUDY),
            new Verdict.NotSolved(List.of(), List.of()),
            new TrialEnd.Seconds(Duration.ZERO, Duration.ZERO, Duration.ZERO)));
    assertThat(RunBudget.of(ONE_DOLLAR, ledger).goesOn()).isFalse();
  }

  @Test
  void theDearestCallIsAllWrittenForAnHourAndAnsweredInFull() {
    var tariff = Pricing.of(Catalog.bundled()).tariff("claude-opus-4-7", DAY);
    var worst = tariff.cost(Usage.of(0, 0, 1000, 0, 4096), Duration.ZERO);
    assertThat(tariff.dearest(1000, 4096)).contains(Spent.of(worst).usd());
  }

  @Test
  void whatHasNoLimitBeforehandHasNoDearestCall() {
    var watts = new LocalRate(new BigDecimal("300"), new BigDecimal("0.30"));
    var pricing = Pricing.of(Catalog.bundled()).with("own", watts).with("free", LocalRate.FREE);
    assertThat(pricing.tariff("own", DAY).dearest(1, 1)).isEmpty();
    assertThat(pricing.tariff("nobody", DAY).dearest(1, 1)).isEmpty();
    assertThat(pricing.tariff("free", DAY).dearest(1, 1)).contains(Usd.ZERO);
  }
}
