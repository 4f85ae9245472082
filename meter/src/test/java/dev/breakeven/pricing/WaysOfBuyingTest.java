package dev.breakeven.pricing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.breakeven.catalog.Catalog;
import dev.breakeven.trace.Call;
import dev.breakeven.trace.Known;
import dev.breakeven.trace.Prompt;
import dev.breakeven.trace.Purchase;
import dev.breakeven.trace.Usage;
import dev.breakeven.unit.Usd;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WaysOfBuyingTest {
  private final Pricing pricing = Pricing.of(Catalog.bundled());

  @ParameterizedTest
  @CsvSource({
    // a million uncached tokens at the standard price times the factor
    "claude-opus-4-8, 2026-11-10, '', 5",
    "claude-opus-4-8, 2026-11-10, fast, 10",
    "claude-opus-5-5, 2026-11-10, fast, 8",
    "claude-opus-4-6, 2026-06-28, fast, 30",
    "claude-opus-4-8, 2026-11-10, batch, 2.5",
    "claude-opus-4-8, 2026-11-10, us, 5.5",
    "claude-opus-4-8, 2026-11-10, fast us, 11",
    "us.anthropic.claude-opus-4-8, 2026-11-10, '', 5.5",
    "us.anthropic.claude-opus-4-8, 2026-11-10, fast, 11",
    "us.anthropic.claude-opus-4-1-20250805-v1:0, 2025-11-10, '', 15",
    "global.anthropic.claude-opus-4-8, 2026-11-10, '', 5",
    "gpt-6.1-terra, 2026-11-10, priority, 4",
    "gpt-6-sol, 2026-11-10, flex, 2",
    "gpt-5.4, 2026-11-10, priority, 10",
    "gpt-5.5, 2026-11-10, priority, 25",
    "gpt-6.2-sol, 2027-02-28, ultrafast, 12",
    "gpt-6.2-sol, 2027-03-01, ultrafast, 24",
    "google/gemini-3.5-flash:free, 2026-11-10, '', 0",
  })
  void everyTokenCostsItsPriceTimesTheFactor(String model, String day, String ways, String usd) {
    Bill bill = bill(model, day + "T12:00:00Z", new Purchase(words(ways), Map.of()), 1_000_000);

    assertThat(bill.total()).isEqualTo(Usd.of(usd));
    assertThat(bill.exact()).isTrue();
  }

  @ParameterizedTest
  @CsvSource({
    "claude-opus-4-7, fast",
    "claude-opus-4-6, fast",
    "claude-fable-5-2, fast",
    "claude-sonnet-4-5, us",
    "claude-opus-4-8, priority",
    "claude-opus-4-8, eu",
    "gpt-6-sol, scale",
    "kimi-k2.6, batch",
  })
  void aWayWithoutAFactorIsPricedAsStandardAndSaid(String model, String way) {
    String time = "2026-11-10T12:00:00Z";
    Bill plain = bill(model, time, Purchase.STANDARD, 1_000);
    Bill bill = bill(model, time, new Purchase(List.of(way), Map.of()), 1_000);

    assertThat(plain.exact()).isTrue();
    assertThat(bill.total()).isEqualTo(plain.total());
    assertThat(bill.floors()).containsExactly(Map.entry(new Floor.NoFactor(way), 1L));
    assertThat(bill.exact()).isFalse();
  }

  @Test
  void anEndpointThatTheIdDoesNotTellIsSaidWhereItMatters() {
    assertThat(standard("claude-opus-4-8@default").floors())
        .containsKey(new Floor.NoFactor("unknown-endpoint"));
    assertThat(standard("claude-opus-4-1@20250805").floors()).isEmpty();
    assertThat(standard("vertex_ai/gemini-2.5-pro").floors()).isEmpty();
  }

  @Test
  void searchesAreBilledBesideTheTokensAndFetchesAreFree() {
    var bought = new Purchase(List.of("us"), Map.of("web_search", 25L, "web_fetch", 3L));
    Bill bill = bill("claude-opus-4-8", "2026-11-10T12:00:00Z", bought, 1_000);

    assertThat(bill.other()).isEqualTo(Usd.of("0.25"));
    assertThat(bill.total()).isEqualTo(Usd.of("0.2555"));
    assertThat(bill.exact()).isTrue();
  }

  @Test
  void aToolWhoseFeeIsNotKnownIsSaid() {
    var bought = new Purchase(List.of(), Map.of("code_execution", 1L));

    assertThat(bill("claude-opus-4-8", "2026-11-10T12:00:00Z", bought, 1_000).floors())
        .containsExactly(Map.entry(new Floor.NoFee("code_execution"), 1L));
  }

  @Test
  void aRefusalWithoutOutputCostsNothingButAtACloud() {
    var refused = new Purchase(List.of(Purchase.REFUSED), Map.of());

    assertThat(bill("claude-opus-4-8", "2026-11-10T12:00:00Z", refused, 1_000).total())
        .isEqualTo(Usd.ZERO);
    assertThat(
            bill("global.anthropic.claude-opus-4-8", "2026-11-10T12:00:00Z", refused, 1_000)
                .total())
        .isEqualTo(Usd.ZERO);
    assertThat(bill("us.anthropic.claude-opus-4-8", "2026-11-10T12:00:00Z", refused, 1_000).total())
        .isEqualTo(Usd.of("0.0055"));
  }

  @Test
  void peakHoursCostTwiceAndAnHourThatIsNotKnownHasNoPrice() {
    Bill off = bill("deepseek-flash", "2026-11-10T12:00:00Z", Purchase.STANDARD, 1_000_000);
    Bill peak = bill("deepseek-flash", "2026-11-10T02:00:00Z", Purchase.STANDARD, 1_000_000);

    assertThat(off.total()).isEqualTo(Usd.of("0.15"));
    assertThat(peak.total()).isEqualTo(Usd.of("0.3"));
    assertThat(
            pricing.cost("deepseek-flash", LocalDate.parse("2026-11-10"), Usage.of(1, 0, 0, 0, 1)))
        .isEqualTo(
            new Cost.Unpriced(
                "the price of deepseek-flash depends on the hour, and only the day of the call is"
                    + " known"));
  }

  @Test
  void theMostACallCanCostHoldsPeakHoursAndTheRegion() {
    var day = LocalDate.parse("2026-11-10");

    assertThat(pricing.tariff("deepseek-flash", day).dearest(1_000_000, 0)).contains(Usd.of("0.3"));
    assertThat(pricing.tariff("us.anthropic.claude-opus-4-8", day).dearest(0, 1_000_000))
        .contains(Usd.of("27.5"));
  }

  private Bill standard(String model) {
    return bill(model, "2026-11-10T12:00:00Z", Purchase.STANDARD, 1_000);
  }

  private static List<String> words(String ways) {
    return ways.isEmpty() ? List.of() : List.of(ways.split(" "));
  }

  private Bill bill(String model, String time, Purchase bought, long tokens) {
    var call =
        new Call(
            "main#1",
            "main",
            1,
            new Prompt(0, List.of(), List.of()),
            new Call.Answer(
                List.of(), null, Usage.of(tokens, 0, 0, 0, 0), Known.BILLED, null, bought),
            new Call.Timing(Instant.parse(time), Duration.ZERO, Duration.ZERO));
    var sum = new BillSum();
    sum.add(call.answer(), pricing.quote(model, call));
    return sum.bill();
  }
}
