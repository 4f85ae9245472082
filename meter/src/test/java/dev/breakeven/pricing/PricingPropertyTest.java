package dev.breakeven.pricing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.breakeven.catalog.Catalog;
import dev.breakeven.trace.TokenClass;
import dev.breakeven.trace.Usage;
import dev.breakeven.unit.Usd;
import java.io.StringReader;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.LocalDate;
import java.util.Random;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;

/// Properties over random rates and usages; each repetition is a seed.
class PricingPropertyTest {
  private static final LocalDate DAY = LocalDate.parse("2026-11-24");
  private static final long TIER = 500_000;

  private final String[] low = new String[5];
  private final String[] high = new String[5];

  @RepeatedTest(200)
  void costsAreExactAddUpAndFollowTheTier(RepetitionInfo repetition) {
    var random = new Random(repetition.getCurrentRepetition());
    for (int i = 0; i < 5; i++) {
      low[i] = BigDecimal.valueOf(random.nextInt(100_000), random.nextInt(7)).toPlainString();
      high[i] = BigDecimal.valueOf(random.nextInt(100_000), random.nextInt(7)).toPlainString();
    }
    Pricing pricing = Pricing.of(catalog());
    var bill = new BillSum();
    Usd sum = Usd.ZERO;
    for (int round = 0; round < 20; round++) {
      Usage usage = usage(random, 100_000);
      Cost cost = pricing.cost("m", DAY, usage);
      sum = sum.plus(PricingTest.total(cost));
      bill.add(usage, pricing.tariff("m", DAY).quote(usage, Duration.ZERO));
      assertThat(PricingTest.total(cost)).isEqualTo(byHand(usage));
    }
    assertThat(bill.bill().total()).isEqualTo(sum);
    assertThat(bill.bill().priced()).isEqualTo(20);

    Usage one = usage(random, TIER / 20);
    Usage other = usage(random, TIER / 20);
    assertThat(PricingTest.total(pricing.cost("m", DAY, one.plus(other))))
        .isEqualTo(
            PricingTest.total(pricing.cost("m", DAY, one))
                .plus(PricingTest.total(pricing.cost("m", DAY, other))));
  }

  private Usd byHand(Usage usage) {
    String[] prices = usage.prompt() > TIER ? high : low;
    BigDecimal total = BigDecimal.ZERO;
    TokenClass[] classes = TokenClass.values();
    for (int i = 0; i < classes.length; i++) {
      total =
          total.add(
              new BigDecimal(prices[i])
                  .multiply(BigDecimal.valueOf(usage.count(classes[i])))
                  .divide(BigDecimal.valueOf(1_000_000)));
    }
    return Usd.of(total);
  }

  private static Usage usage(Random random, long most) {
    return Usage.of(
        random.nextLong(most),
        random.nextLong(most),
        random.nextLong(most),
        random.nextLong(4 * most),
        random.nextLong(most));
  }

  private Catalog catalog() {
    return Catalog.read(
        new StringReader(
            """
            {"schema":1,"vendor":"acme","rates":[{"model":"m","from":null,"to":null,
             "usd_per_million":%s,"tiers":[{"above":%d,"usd_per_million":%s}],
             "minimum_cacheable":null,"tokenizer":null,
             "sources":["dice"],"checked":"2026-11-24","sureness":"single"}]}\
            """
                .formatted(prices(low), TIER, prices(high))),
        "random.json");
  }

  private static String prices(String[] prices) {
    return """
    {"input":"%s","write_5m":"%s","write_1h":"%s","read":"%s","output":"%s"}\
    """
        .formatted((Object[]) prices);
  }
}
