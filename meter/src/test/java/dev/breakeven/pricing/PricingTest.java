package dev.breakeven.pricing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.breakeven.catalog.Catalog;
import dev.breakeven.trace.Agent;
import dev.breakeven.trace.Call;
import dev.breakeven.trace.Known;
import dev.breakeven.trace.Prompt;
import dev.breakeven.trace.Role;
import dev.breakeven.trace.TokenClass;
import dev.breakeven.trace.Trace;
import dev.breakeven.trace.Usage;
import dev.breakeven.unit.Tokens;
import dev.breakeven.unit.Usd;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class PricingTest {
  private static final LocalDate TODAY = LocalDate.parse("2026-11-24");

  private final Pricing pricing = Pricing.of(Catalog.bundled());

  @Test
  void aTrialOfTheStudyCostsAThirdOfWhatItReported() {
    Usage recorded = Usage.of(1_748, 3_679, 0, 11_572, 769);

    assertThat(total(pricing.cost("claude-opus-4-7", TODAY, recorded)))
        .isEqualTo(Usd.of("0.05674475"));
    assertThat(Usd.of("0.05674475").times(3).rounded(6)).isEqualTo("0.170234");
  }

  @Test
  void unknownModelIsUnpriced() {
    assertThat(pricing.cost("gpt-7", TODAY, Usage.of(1, 0, 0, 0, 1)))
        .isEqualTo(new Cost.Unpriced("unknown model gpt-7"));
  }

  @Test
  void unknownDayIsUnpriced() {
    assertThat(pricing.cost("gpt-5.6-sol", TODAY, Usage.of(1, 0, 0, 0, 1)))
        .isInstanceOfSatisfying(
            Cost.Unpriced.class, cost -> assertThat(cost.reason()).contains("was not found"));
  }

  @Test
  void aTokenClassWithoutPriceIsUnpricedOnlyWhereTokensAreInIt() {
    assertThat(pricing.cost("gpt-6-sol", TODAY, Usage.of(1, 0, 7, 0, 1)))
        .isEqualTo(
            new Cost.Unpriced("gpt-6-sol has no price for write_1h tokens, and 7 were billed"));
    assertThat(total(pricing.cost("gpt-6-sol", TODAY, Usage.of(1, 0, 0, 0, 1))))
        .isEqualTo(Usd.of("0.000012"));
  }

  @Test
  void usageThatWasNeverReportedIsUnpricedAndNotFree() {
    assertThat(pricing.cost("claude-opus-4-7", TODAY, Usage.NONE))
        .isInstanceOf(Cost.Unpriced.class);
    assertThat(
            pricing.cost(
                "claude-opus-4-7", TODAY, new Usage(Map.of(TokenClass.OUTPUT, new Tokens(1)))))
        .isEqualTo(
            new Cost.Unpriced(
                "the usage of a call to claude-opus-4-7 is not complete: expected at least uncached"
                    + " and output tokens, got output 1"));
  }

  @Test
  void theTierCountsReadAndWrittenTokensAndHoldsForTheAnswerToo() {
    Usage within = Usage.of(1, 9_999, 10_000, 80_000, 1_000_000);
    Usage above = Usage.of(2, 9_999, 10_000, 80_000, 1_000_000);

    assertThat(part(pricing.cost("claude-haiku-5-5", TODAY, within), TokenClass.OUTPUT))
        .isEqualTo(Usd.of("0.5"));
    assertThat(part(pricing.cost("claude-haiku-5-5", TODAY, above), TokenClass.OUTPUT))
        .isEqualTo(Usd.of("2.5"));
  }

  @Test
  void aLocalModelIsFreeBecauseTheStudySaysSo() {
    Usage usage = Usage.of(1_000_000, 0, 0, 0, 1_000_000);

    assertThat(pricing.cost("qwen3.5:9b", TODAY, usage)).isInstanceOf(Cost.Unpriced.class);
    assertThat(total(pricing.with("qwen3.5:9b", LocalRate.FREE).cost("qwen3.5:9b", TODAY, usage)))
        .isEqualTo(Usd.ZERO);
  }

  @Test
  void aVendorsModelCannotBeDeclaredFree() {
    assertThatThrownBy(() -> pricing.with("claude-opus-5", LocalRate.FREE))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("got claude-opus-5");
  }

  @Test
  void electricityIsPowerTimesTimeTimesPrice() {
    var rate = new LocalRate(new BigDecimal("300"), new BigDecimal("0.36"));

    assertThat(rate.energy(Duration.ofHours(1))).isEqualTo(Usd.of("0.108"));
    assertThat(rate.energy(Duration.ofSeconds(10))).isEqualTo(Usd.of("0.0003"));
    assertThat(rate.energy(Duration.ofNanos(1))).isEqualTo(Usd.ZERO);
    assertThat(
            new LocalRate(new BigDecimal("50"), new BigDecimal("0.36"))
                .energy(Duration.ofNanos(500)))
        .isEqualTo(new Usd(2));
  }

  @Test
  void electricityNeedsTheCallsTime() {
    var rate = new LocalRate(new BigDecimal("300"), new BigDecimal("0.36"));
    Pricing own = pricing.with("qwen3.5:9b", rate);
    Usage usage = Usage.of(1, 0, 0, 0, 1);

    assertThat(own.cost("qwen3.5:9b", TODAY, usage)).isInstanceOf(Cost.Unpriced.class);
    assertThat(total(own.cost("qwen3.5:9b", TODAY, usage, Duration.ofHours(1))))
        .isEqualTo(Usd.of("0.108"));
  }

  @Test
  void aTracesBillIsTheSumOfItsCallsAndKeepsTheUnpriced() {
    var trace =
        new Trace(
            Map.of(),
            List.of(
                new Agent("main", Role.ORCHESTRATOR, "claude-opus-4-7", null, null),
                new Agent("main.1", Role.EXECUTOR, "qwen3.5:9b", "main", null)),
            List.of(),
            List.of(call("main", 1), call("main", 2), call("main.1", 1)),
            Map.of());

    Bill bill = pricing.bill(trace);
    assertThat(bill).hasToString("0.00006 USD + 1 call unpriced");
    assertThat(bill.unpriced().calls()).containsEntry("unknown model qwen3.5:9b", 1L);
    assertThat(pricing.with("qwen3.5:9b", LocalRate.FREE).bill(trace)).hasToString("0.00006 USD");
  }

  @Test
  void aCostOutOfRangeIsAnErrorAndNeverAWrongNumber() {
    assertThatThrownBy(
            () -> pricing.cost("claude-opus-4-7", TODAY, Usage.of(Long.MAX_VALUE, 0, 0, 0, 0)))
        .isInstanceOf(ArithmeticException.class);
  }

  private static Call call(String agent, int turn) {
    return new Call(
        agent + "#" + turn,
        agent,
        turn,
        new Prompt(0, List.of(), List.of()),
        new Call.Answer(List.of(), null, Usage.of(1, 0, 0, 0, 1), Known.BILLED),
        new Call.Timing(Instant.parse("2026-11-24T06:00:00Z"), Duration.ZERO, Duration.ZERO));
  }

  static Usd total(Cost cost) {
    return priced(cost).total();
  }

  private static Usd part(Cost cost, TokenClass tokenClass) {
    return priced(cost).parts().getOrDefault(tokenClass, Usd.ZERO);
  }

  private static Cost.Priced priced(Cost cost) {
    return switch (cost) {
      case Cost.Priced priced -> priced;
      case Cost.Unpriced(String reason) -> throw new AssertionError(reason);
    };
  }
}
