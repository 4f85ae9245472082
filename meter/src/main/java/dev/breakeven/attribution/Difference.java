package dev.breakeven.attribution;

import dev.breakeven.unit.Usd;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/// Why the trials of one arm cost more, on average, than those of another.
///
/// Each item of the mean bill is a product: turns × tokens a turn × price, or tokens × price. The
/// difference of a product is shared among its factors by their Shapley values, which do not depend
/// on any order; over all items these are the Shapley values of the whole, because a sum's are the
/// sums of its terms'. Reckoned in fractions, then rounded to picodollars by largest remainder, so
/// the parts add up to the rounded difference. Swapping the arms flips every sign.
///
/// @param price what different prices make
/// @param turns what a different number of turns makes
/// @param items what different amounts make: of those that come with every turn, the amount a turn
/// @param total the difference in mean cost, rounded towards zero to a picodollar
public record Difference(Usd price, Usd turns, Map<Item, Usd> items, Usd total) {
  private static final Fraction HALF = Fraction.of(1, 2);
  private static final Fraction THIRD = Fraction.of(1, 3);
  private static final Fraction SIXTH = Fraction.of(1, 6);

  /// Takes an immutable copy.
  public Difference {
    items = Map.copyOf(items);
  }

  /// What `item` makes.
  public Usd item(Item item) {
    return items.getOrDefault(item, Usd.ZERO);
  }

  /// The mean cost of `to` less that of `from`, by reason.
  ///
  /// @param from the trials of the one arm, at least one
  /// @param to the trials of the other arm, at least one
  /// @throws IllegalArgumentException if there are no trials on a side
  public static Difference between(List<Breakdown> from, List<Breakdown> to) {
    if (from.isEmpty() || to.isEmpty()) {
      throw new IllegalArgumentException(
          "expected at least one trial on either side of a difference, got %d and %d"
              .formatted(from.size(), to.size()));
    }
    Fraction price = Fraction.ZERO;
    Fraction turns = Fraction.ZERO;
    Fraction total = Fraction.ZERO;
    var items = new EnumMap<Item, Fraction>(Item.class);
    for (Item item : Item.values()) {
      Means a = Means.of(from, item);
      Means b = Means.of(to, item);
      Effects effects = item.everyTurn() ? ofThree(a, b) : ofTwo(a, b);
      price = price.plus(effects.price());
      turns = turns.plus(effects.turns());
      items.put(item, effects.amount());
      total = total.plus(b.money().minus(a.money()));
    }
    return rounded(price, turns, items, total);
  }

  /// An item's means over the trials of an arm.
  ///
  /// @param turns turns a trial
  /// @param tokens tokens a trial
  /// @param money picodollars a trial
  private record Means(Fraction turns, Fraction tokens, Fraction money) {
    static Means of(List<Breakdown> trials, Item item) {
      Fraction turns = Fraction.ZERO;
      Fraction tokens = Fraction.ZERO;
      Fraction money = Fraction.ZERO;
      for (Breakdown trial : trials) {
        turns = turns.plus(Fraction.of(trial.turns(), trials.size()));
        tokens = tokens.plus(Fraction.of(trial.line(item).tokens(), trials.size()));
        money = money.plus(Fraction.of(trial.line(item).money().picodollars(), trials.size()));
      }
      return new Means(turns, tokens, money);
    }
  }

  private record Effects(Fraction price, Fraction turns, Fraction amount) {}

  /// tokens × price: each factor's change counts at the mean of the other. Where an arm has no
  /// tokens, or their number is not known, there is no price to differ: all is the amount's.
  private static Effects ofTwo(Means a, Means b) {
    Fraction whole = b.money().minus(a.money());
    if (a.tokens().signum() == 0 || b.tokens().signum() == 0) {
      return new Effects(Fraction.ZERO, Fraction.ZERO, whole);
    }
    Fraction priceA = a.money().over(a.tokens());
    Fraction priceB = b.money().over(b.tokens());
    Fraction price = priceB.minus(priceA).times(a.tokens().plus(b.tokens())).times(HALF);
    return new Effects(price, Fraction.ZERO, whole.minus(price));
  }

  /// turns × tokens a turn × price: a factor's change counts at a third of the others' product in
  /// either arm and a sixth of each mixed product.
  private static Effects ofThree(Means a, Means b) {
    if (a.turns().signum() == 0 || b.turns().signum() == 0) {
      return ofTwo(a, b);
    }
    Fraction rateA = a.tokens().over(a.turns());
    Fraction rateB = b.tokens().over(b.turns());
    boolean priced = a.tokens().signum() > 0 && b.tokens().signum() > 0;
    if (!priced) {
      Fraction costA = a.money().over(a.turns());
      Fraction costB = b.money().over(b.turns());
      Fraction turns = b.turns().minus(a.turns()).times(costA.plus(costB)).times(HALF);
      return new Effects(Fraction.ZERO, turns, b.money().minus(a.money()).minus(turns));
    }
    Fraction priceA = a.money().over(a.tokens());
    Fraction priceB = b.money().over(b.tokens());
    Fraction turns = b.turns().minus(a.turns()).times(mixed(rateA, rateB, priceA, priceB));
    Fraction price = priceB.minus(priceA).times(mixed(a.turns(), b.turns(), rateA, rateB));
    return new Effects(price, turns, b.money().minus(a.money()).minus(turns).minus(price));
  }

  private static Fraction mixed(Fraction xa, Fraction xb, Fraction ya, Fraction yb) {
    Fraction same = xa.times(ya).plus(xb.times(yb)).times(THIRD);
    Fraction crossed = xa.times(yb).plus(xb.times(ya)).times(SIXTH);
    return same.plus(crossed);
  }

  private static Difference rounded(
      Fraction price, Fraction turns, Map<Item, Fraction> items, Fraction total) {
    var exact = new ArrayList<Fraction>(List.of(price, turns));
    exact.addAll(items.values());
    var order = new ArrayList<Integer>();
    var parts = new HashMap<Integer, Long>();
    long left = total.truncated();
    for (int i = 0; i < exact.size(); i++) {
      long part = exact.get(i).truncated();
      parts.put(i, part);
      left -= part;
      order.add(i);
    }
    int sign = Long.signum(left);
    order.sort(
        Comparator.comparing(
            (Integer i) ->
                exact.get(i).minus(Fraction.of(part(parts, i), 1)).times(Fraction.of(sign, 1)),
            Fraction.ORDER.reversed()));
    for (int i = 0; i < Math.abs(left); i++) {
      parts.merge(order.get(i), (long) sign, Long::sum);
    }
    var rounded = new EnumMap<Item, Usd>(Item.class);
    int next = 2;
    for (Item item : items.keySet()) {
      rounded.put(item, new Usd(part(parts, next++)));
    }
    return new Difference(
        new Usd(part(parts, 0)), new Usd(part(parts, 1)), rounded, new Usd(total.truncated()));
  }

  private static long part(Map<Integer, Long> parts, int index) {
    return Objects.requireNonNull(parts.get(index));
  }
}
