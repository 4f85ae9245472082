package dev.breakeven.attribution;

import dev.breakeven.pricing.Bill;
import dev.breakeven.pricing.Cost;
import dev.breakeven.trace.Origin;
import dev.breakeven.trace.TokenClass;
import dev.breakeven.trace.Usage;
import dev.breakeven.unit.Usd;
import java.util.EnumMap;
import java.util.Map;

/// One trial's bill by [Item], ready to be compared with another's.
///
/// @param turns how many calls its first agents made; 0 where that is not looked at
/// @param lines what each item comes to
public record Breakdown(long turns, Map<Item, Line> lines) {
  /// Takes an immutable copy.
  public Breakdown {
    lines = Map.copyOf(lines);
  }

  /// Tokens and what they cost.
  ///
  /// @param tokens how many, 0 or more
  /// @param money what they cost
  public record Line(long tokens, Usd money) {
    /// Nothing.
    public static final Line NONE = new Line(0, Usd.ZERO);

    Line plus(Line other) {
      return new Line(Math.addExact(tokens, other.tokens), money.plus(other.money));
    }
  }

  /// The bill of a trial whose trace was kept.
  ///
  /// @throws IllegalArgumentException if a call of it is not priced
  public static Breakdown of(Attribution attribution) {
    if (!attribution.bill().complete()) {
      throw new IllegalArgumentException(
          "expected a trace whose calls are all priced, to split a difference in cost; got "
              + attribution.bill()
              + ": "
              + attribution.bill().unpriced().calls().keySet());
    }
    var lines = new EnumMap<Item, Line>(Item.class);
    for (BlockBill bill : attribution.bills()) {
      if (bill.payer().role().assists()) {
        add(lines, Item.EXECUTOR, new Line(bill.charge().allTokens(), bill.charge().total()));
      } else {
        add(lines, bill);
      }
    }
    add(lines, Item.EXECUTOR, new Line(0, attribution.bill().other()));
    return new Breakdown(attribution.turns(), lines);
  }

  private static void add(Map<Item, Line> lines, BlockBill bill) {
    Bill charge = bill.charge();
    boolean instruction = bill.block().origin() == Origin.INSTRUCTION;
    boolean report = bill.block().origin().returned();
    Lost lost = bill.life().lost();
    long entered = -lost.tokens();
    Usd entry = Usd.ZERO;
    for (TokenClass tokenClass : TokenClass.values()) {
      if (tokenClass != TokenClass.READ && tokenClass != TokenClass.OUTPUT) {
        entered += charge.tokens(tokenClass);
        entry = entry.plus(charge.money(tokenClass));
      }
    }
    add(
        lines,
        instruction ? Item.INSTRUCTIONS : Item.OTHER_OUTPUT,
        new Line(charge.tokens(TokenClass.OUTPUT), charge.money(TokenClass.OUTPUT)));
    add(
        lines,
        report ? Item.REPORTS : Item.OTHER_GROWTH,
        new Line(entered, entry.minus(lost.extra()).minus(lost.reading())));
    add(
        lines,
        Item.REREADS,
        new Line(
            charge.tokens(TokenClass.READ) + lost.tokens(),
            charge.money(TokenClass.READ).plus(lost.reading())));
    add(lines, Item.MISSES, new Line(lost.tokens(), lost.extra()));
  }

  /// The bill of a trial of which only totals are known.
  ///
  /// @param usage what its first agents used
  /// @param cost what that cost
  /// @param executor what executors cost
  public static Breakdown of(Usage usage, Cost.Priced cost, Usd executor) {
    var lines = new EnumMap<Item, Line>(Item.class);
    for (TokenClass tokenClass : TokenClass.values()) {
      Item item =
          switch (tokenClass) {
            case UNCACHED -> Item.UNCACHED;
            case WRITE_5M, WRITE_1H -> Item.WRITES;
            case READ -> Item.READS;
            case OUTPUT -> Item.OUTPUT;
          };
      Usd money = cost.parts().getOrDefault(tokenClass, Usd.ZERO);
      add(lines, item, new Line(usage.count(tokenClass), money));
    }
    add(lines, Item.EXECUTOR, new Line(0, executor.plus(cost.energy())));
    return new Breakdown(0, lines);
  }

  /// What `item` comes to.
  public Line line(Item item) {
    return lines.getOrDefault(item, Line.NONE);
  }

  /// The whole bill.
  public Usd total() {
    return lines.values().stream().map(Line::money).reduce(Usd.ZERO, Usd::plus);
  }

  private static void add(Map<Item, Line> lines, Item item, Line more) {
    lines.merge(item, more, Line::plus);
  }
}
