package dev.breakeven.catalog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import dev.breakeven.unit.Usd;
import java.io.StringReader;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class CatalogTest {
  private static final LocalDate TODAY = LocalDate.parse("2026-11-24");

  private final Catalog catalog = Catalog.bundled();

  @Test
  void opusFourSevenCostsFiveAndTwentyFiveDollarsAMillion() {
    Rate rate = found("claude-opus-4-7", TODAY);

    assertThat(rate.base())
        .isEqualTo(
            new Prices(
                Usd.of("0.000005"),
                Usd.of("0.00000625"),
                Usd.of("0.00001"),
                Usd.of("0.0000005"),
                Usd.of("0.000025")));
    assertThat(rate.traits().minimumCacheable()).isEqualTo(2_048);
    assertThat(rate.traits().tokenizer()).isEqualTo("4.7");
    assertThat(rate.evidence().sureness()).isEqualTo(Sureness.OFFICIAL);
  }

  @Test
  void aModelHasNoPriceBeforeItWasSold() {
    assertThat(missing("claude-opus-4-7", LocalDate.parse("2026-04-15")))
        .startsWith(
            "no price for claude-opus-4-7 on 2026-04-15 (known: 2026-04-16 to before 2026-07-24");
    found("claude-opus-4-7", LocalDate.parse("2026-04-16"));
  }

  @Test
  void aPriceChangesOnItsDay() {
    assertThat(found("claude-sonnet-5-5", LocalDate.parse("2026-10-06")).base().read())
        .isEqualTo(Usd.of("0.0000002"));
    assertThat(found("claude-sonnet-5-5", LocalDate.parse("2026-10-07")).base().read())
        .isEqualTo(Usd.of("0.0000001"));
  }

  @Test
  void anUnknownBeginningCountsAsAlways() {
    Rate rate = found("claude-haiku-4-5", LocalDate.parse("2025-01-01"));

    assertThat(rate.valid().from()).isNull();
  }

  @Test
  void idsAreNeverMatchedByPrefix() {
    assertThat(missing("claude-opus-5-fast", TODAY))
        .isEqualTo(
            "unknown model claude-opus-5-fast"
                + " (ids are matched exactly; there is claude-opus-5)");
    assertThat(missing("claude-opus", TODAY)).startsWith("unknown model claude-opus (");
    assertThat(missing("llama", TODAY)).isEqualTo("unknown model llama");
  }

  @Test
  void aSecondIdIsFoundWhereTheCatalogListsIt() {
    assertThat(found("claude-haiku-4-5-20251001", TODAY))
        .isEqualTo(found("claude-haiku-4-5", TODAY));
  }

  @Test
  void aPromotionWithoutKnownSuccessorHasNoPriceAfterItsEnd() {
    found("gpt-5.6-sol", LocalDate.parse("2026-11-21"));

    assertThat(missing("gpt-5.6-sol", TODAY))
        .contains("2026-08-21 to before 2026-11-22")
        .contains("what it costs afterwards was not found");
  }

  @Test
  void guessesAreNotTakenUp() {
    var july = LocalDate.parse("2026-07-08");

    assertThat(missing("gpt-5.6-terra", july)).contains("2026-07-09 to before 2026-07-30");
    assertThat(missing("gpt-5.6-luna", july)).contains("2026-07-09 to before 2026-07-30");
    assertThat(found("claude-fable-5-2", TODAY).traits().tokenizer()).isNull();
  }

  @Test
  void theTierIsChosenByTheWholePrompt() {
    Rate haiku = found("claude-haiku-5-5", TODAY);

    assertThat(haiku.at(100_000).output()).isEqualTo(Usd.of("0.0000005"));
    assertThat(haiku.at(100_001).output()).isEqualTo(Usd.of("0.0000025"));
  }

  @Test
  void longPromptsOfGptCostDoubleAndTheirAnswersHalfAsMuchAgain() {
    Rate rate = found("gpt-6-astra", TODAY);
    Prices dear = rate.at(272_001);

    assertThat(dear.input()).isEqualTo(rate.base().input().times(2));
    assertThat(dear.read()).isEqualTo(Usd.of("0.000002"));
    assertThat(dear.write5m()).isEqualTo(Usd.of("0.000025"));
    assertThat(dear.output().times(2)).isEqualTo(rate.base().output().times(3));
  }

  @Test
  void writesWithoutPriceOfTheirOwnAreBilledAsInput() {
    Prices prices = found("gpt-5.5", TODAY).base();

    assertThat(prices.write5m()).isEqualTo(prices.input());
    assertThat(prices.write1h()).isNull();
  }

  @Test
  void aWayOfBuyingHasAFactor() {
    assertThat(found("claude-opus-5", TODAY).traits().multipliers())
        .containsEntry("batch", Factor.of("batch", "0.5"))
        .containsEntry("us", Factor.of("us", "1.1"))
        .containsEntry("fast", Factor.of("fast", "2"));
  }

  @Test
  void aFactorHoldsOnItsDays() {
    assertThat(found("claude-opus-4-6", LocalDate.parse("2026-06-28")).traits().multipliers())
        .containsEntry("fast", Factor.of("fast", "6"));
    assertThat(found("claude-opus-4-6", LocalDate.parse("2026-06-29")).traits().multipliers())
        .doesNotContainKey("fast");
  }

  @Test
  void longPromptsOfSonnet45CostMoreWhileTheirBetaRan() {
    Rate beta = found("claude-sonnet-4-5", LocalDate.parse("2026-04-30"));

    assertThat(beta.at(200_000)).isEqualTo(beta.base());
    assertThat(beta.at(200_001).read()).isEqualTo(Usd.of("0.0000006"));
    assertThat(beta.at(200_001).output()).isEqualTo(Usd.of("0.0000225"));
    assertThat(found("claude-sonnet-4-5", LocalDate.parse("2026-05-01")).tiers()).isEmpty();
  }

  @Test
  void peakHoursAreThoseOfWeekdaysThatAreNoHolidays() {
    Peak peak = Objects.requireNonNull(found("deepseek-flash", TODAY).traits().peak());

    assertThat(peak.factor()).isEqualTo(new Factor(2, 1));
    assertThat(peak.contains(Instant.parse("2026-11-24T01:00:00Z"))).isTrue();
    assertThat(peak.contains(Instant.parse("2026-11-24T03:59:59Z"))).isTrue();
    assertThat(peak.contains(Instant.parse("2026-11-24T04:00:00Z"))).isFalse();
    assertThat(peak.contains(Instant.parse("2026-11-24T09:59:00Z"))).isTrue();
    assertThat(peak.contains(Instant.parse("2026-11-28T02:00:00Z"))).as("a Saturday").isFalse();
    assertThat(peak.contains(Instant.parse("2026-10-01T02:00:00Z"))).as("a holiday").isFalse();
  }

  @Test
  void searchesHaveAFeeAndWhatIsNotKnownHasNone() {
    assertThat(catalog.fee("anthropic", "web_search", TODAY)).contains(Usd.of("0.01"));
    assertThat(catalog.fee("anthropic", "web_fetch", TODAY)).contains(Usd.ZERO);
    assertThat(catalog.fee("anthropic", "code_execution", TODAY)).isEmpty();
    assertThat(catalog.fee("nobody", "web_search", TODAY)).isEmpty();
  }

  @Test
  void theCacheOfAVendorIsKnownAsFarAsItIs() {
    CacheFacts anthropic = catalog.cache("anthropic").orElseThrow();

    assertThat(anthropic.lives()).containsExactly(Duration.ofMinutes(5), Duration.ofHours(1));
    assertThat(anthropic.lookback()).isEqualTo(20);
    assertThat(anthropic.breakpoints()).isEqualTo(4);
    assertThat(catalog.cache("openai").orElseThrow().lookback()).isNull();
    assertThat(catalog.cache("nobody")).isEmpty();
  }

  @Test
  void everyWriteIsDearerThanInputAndEveryReadCheaper() {
    for (String model : catalog.models()) {
      for (Rate rate : catalog.rates(model)) {
        Prices prices = rate.base();
        if (prices.read() != null) {
          assertThat(prices.read()).as(model).isLessThan(prices.input());
        }
        assertThat(prices.write5m()).as(model).isNotNull().isGreaterThanOrEqualTo(prices.input());
        assertThat(prices.output()).as(model).isGreaterThan(prices.input());
      }
    }
    assertThat(catalog.models()).contains("claude-opus-4-7", "gpt-6.2-sol");
  }

  @Test
  void aUsersRowWinsOnTheDaysItCovers() {
    Catalog own = read(CatalogReaderTest.row("claude-opus-5", "2026-11-01", "2026-12-01"));

    Catalog both = catalog.with(own);

    assertThat(found(both, "claude-opus-5", TODAY).base().input()).isEqualTo(Usd.of("0.000001"));
    assertThat(found(both, "claude-opus-5", LocalDate.parse("2026-12-01")).base().input())
        .isEqualTo(Usd.of("0.000005"));
  }

  @Test
  void theVersionTellsContentsApart() {
    Catalog own = read(CatalogReaderTest.row("m", "2026-11-01", "2026-12-01"));

    assertThat(catalog.version()).matches("[0-9a-f]{16}").isEqualTo(Catalog.bundled().version());
    assertThat(catalog.with(own).version()).isNotEqualTo(catalog.version());
  }

  private static Catalog read(String row) {
    return Catalog.read(new StringReader(CatalogReaderTest.file(row)), "own.json");
  }

  private Rate found(String model, LocalDate day) {
    return found(catalog, model, day);
  }

  private static Rate found(Catalog catalog, String model, LocalDate day) {
    return assertThat(catalog.rate(model, day))
        .isInstanceOf(Lookup.Found.class)
        .extracting("rate")
        .asInstanceOf(type(Rate.class))
        .actual();
  }

  private String missing(String model, LocalDate day) {
    return assertThat(catalog.rate(model, day))
        .isInstanceOf(Lookup.Missing.class)
        .extracting("reason")
        .asInstanceOf(type(String.class))
        .actual();
  }
}
