package dev.breakeven.attribution;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.breakeven.catalog.Catalog;
import dev.breakeven.pricing.Pricing;
import dev.breakeven.trace.Trace;
import dev.breakeven.unit.Usd;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;

class DifferenceTest {
  private static final Pricing PRICING = Pricing.of(Catalog.bundled());

  @Test
  void theWorkedExampleOfTheDocument() {
    var from = rereads(10, 50_000, "0.025");
    var to = rereads(20, 160_000, "0.04");
    Difference difference = Difference.between(List.of(from), List.of(to));

    assertThat(difference.total()).isEqualTo(Usd.of("0.015"));
    assertThat(difference.turns()).isEqualTo(Usd.of("0.02375"));
    assertThat(difference.item(Item.REREADS)).isEqualTo(Usd.of("0.01625"));
    assertThat(difference.price()).isEqualTo(Usd.of("-0.025"));
  }

  private static Breakdown rereads(long turns, long tokens, String money) {
    return new Breakdown(turns, Map.of(Item.REREADS, new Breakdown.Line(tokens, Usd.of(money))));
  }

  @RepeatedTest(200)
  void partsAddUpAndSwappingFlipsThem(RepetitionInfo repetition) {
    var random = new Random(repetition.getCurrentRepetition());
    List<Breakdown> from = trials(random);
    List<Breakdown> to = trials(random);
    Difference there = Difference.between(from, to);
    Difference back = Difference.between(to, from);

    assertThat(sum(there)).isEqualTo(there.total());
    assertThat(back.total()).isEqualTo(negative(there.total()));
    assertThat(back.price()).isEqualTo(negative(there.price()));
    assertThat(back.turns()).isEqualTo(negative(there.turns()));
    for (Item item : Item.values()) {
      assertThat(back.item(item)).isEqualTo(negative(there.item(item)));
    }
  }

  @RepeatedTest(100)
  void aTracesBreakdownAddsUpToItsBill(RepetitionInfo repetition) {
    Trace trace = TraceDice.roll(repetition.getCurrentRepetition(), true);
    Attribution attribution = Attribution.of(trace, PRICING);
    if (!attribution.bill().complete()) {
      assertThatThrownBy(() -> Breakdown.of(attribution))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("no-such-model");
      return;
    }
    assertThat(Breakdown.of(attribution).total()).isEqualTo(attribution.bill().total());
    assertThat(Breakdown.of(attribution).lines().values()).allMatch(line -> line.tokens() >= 0);
  }

  @Test
  void anArmAgainstItselfDiffersInNothing() {
    var trial = rereads(10, 50_000, "0.025");
    Difference difference = Difference.between(List.of(trial), List.of(trial, trial));

    assertThat(difference.total()).isEqualTo(Usd.ZERO);
    assertThat(difference.items().values()).containsOnly(Usd.ZERO);
  }

  @Test
  void withoutTrialsThereIsNoDifference() {
    assertThatThrownBy(() -> Difference.between(List.of(), List.of(rereads(1, 1, "1"))))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("got 0 and 1");
  }

  private static List<Breakdown> trials(Random random) {
    var trials = new ArrayList<Breakdown>();
    for (int i = 0; i <= random.nextInt(4); i++) {
      var lines = new EnumMap<Item, Breakdown.Line>(Item.class);
      for (Item item : Item.values()) {
        if (random.nextInt(3) > 0) {
          long tokens = random.nextInt(4) == 0 ? 0 : random.nextInt(1_000_000);
          lines.put(item, new Breakdown.Line(tokens, new Usd(random.nextLong(1L << 45))));
        }
      }
      trials.add(new Breakdown(random.nextInt(60), lines));
    }
    return trials;
  }

  private static Usd sum(Difference difference) {
    return difference.items().values().stream()
        .reduce(difference.price().plus(difference.turns()), Usd::plus);
  }

  private static Usd negative(Usd amount) {
    return Usd.ZERO.minus(amount);
  }
}
