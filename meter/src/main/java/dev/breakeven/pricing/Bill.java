package dev.breakeven.pricing;

import dev.breakeven.trace.TokenClass;
import dev.breakeven.unit.Usd;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;

/// What was billed: tokens and money by price class, and what the money does not hold.
///
/// The one sum of money there is: of a call, a block, an agent, a day, a period, a trial. It hides
/// neither what has no price nor what is not counted to the end; [#exact] says whether it is all.
///
/// @param tokens how many, without the classes that hold none
/// @param money what the priced ones of them cost, without the classes that cost nothing
/// @param other money that is not told by class: the electricity of a local model, a fee, a total
///   that was kept without its classes
/// @param priced how many calls are priced; 0 in the bill of a block, which is no call
/// @param unpriced what has no price
/// @param floors how often it is a floor, by reason, without unpriced calls
public record Bill(
    Map<TokenClass, Long> tokens,
    Map<TokenClass, Usd> money,
    Usd other,
    long priced,
    Unpriced unpriced,
    Map<Floor, Long> floors) {
  /// Nothing.
  public static final Bill NONE =
      new Bill(Map.of(), Map.of(), Usd.ZERO, 0, Unpriced.NONE, Map.of());

  /// Takes immutable copies.
  public Bill {
    tokens = Map.copyOf(tokens);
    money = Map.copyOf(money);
    floors = Map.copyOf(floors);
  }

  /// What has no price. It is not zero.
  ///
  /// @param calls how many calls, by reason; none in the bill of a block
  /// @param tokens how many tokens
  public record Unpriced(Map<String, Long> calls, long tokens) {
    /// Everything has one.
    public static final Unpriced NONE = new Unpriced(Map.of(), 0);

    /// Takes an immutable copy.
    public Unpriced {
      calls = Map.copyOf(calls);
    }

    /// Whether everything has a price.
    public boolean isEmpty() {
      return calls.isEmpty() && tokens == 0;
    }

    private Unpriced plus(Unpriced other) {
      return new Unpriced(
          sum(calls, other.calls, new HashMap<>()), Math.addExact(tokens, other.tokens));
    }
  }

  /// Money of which no more is known, for no calls.
  public static Bill of(Usd usd) {
    return new Bill(Map.of(), Map.of(), usd, 0, Unpriced.NONE, Map.of());
  }

  /// This bill and `more`.
  ///
  /// @throws ArithmeticException if a sum is out of range
  public Bill plus(Bill more) {
    var allMoney = new EnumMap<TokenClass, Usd>(TokenClass.class);
    allMoney.putAll(money);
    more.money.forEach((tokenClass, usd) -> allMoney.merge(tokenClass, usd, Usd::plus));
    return new Bill(
        sum(tokens, more.tokens, new EnumMap<>(TokenClass.class)),
        allMoney,
        other.plus(more.other),
        Math.addExact(priced, more.priced),
        unpriced.plus(more.unpriced),
        sum(floors, more.floors, new HashMap<>()));
  }

  private static <K> Map<K, Long> sum(Map<K, Long> one, Map<K, Long> more, Map<K, Long> into) {
    into.putAll(one);
    more.forEach((key, count) -> into.merge(key, count, Math::addExact));
    return into;
  }

  /// The tokens in `tokenClass`.
  public long tokens(TokenClass tokenClass) {
    return tokens.getOrDefault(tokenClass, 0L);
  }

  /// All tokens.
  ///
  /// @throws ArithmeticException if the sum is out of range
  public long allTokens() {
    return tokens.values().stream().mapToLong(Long::longValue).reduce(0, Math::addExact);
  }

  /// What the priced tokens in `tokenClass` cost.
  public Usd money(TokenClass tokenClass) {
    return money.getOrDefault(tokenClass, Usd.ZERO);
  }

  /// What is priced, in all; what was paid only if [#exact].
  public Usd total() {
    Usd total = other;
    for (Usd usd : money.values()) {
      total = total.plus(usd);
    }
    return total;
  }

  /// How many calls are not priced.
  public long unpricedCalls() {
    return unpriced.calls().values().stream().mapToLong(Long::longValue).sum();
  }

  /// Whether [#total] says something: there is money in it, or nothing that lacks a price. Where it
  /// does not, its zero is no amount, and *unknown* is to be shown.
  public boolean known() {
    return !total().equals(Usd.ZERO) || exact();
  }

  /// Whether all that was counted is priced.
  public boolean complete() {
    return unpriced.isEmpty();
  }

  /// Whether [#total] is what was paid: everything is counted to its end, and priced.
  public boolean exact() {
    return complete() && floors.isEmpty();
  }

  /// As `1.25 USD`, `1.25 USD + 2 calls unpriced` or `2 calls unpriced`; with `at least` in front
  /// where it is a floor for another reason.
  @Override
  public String toString() {
    String most = (floors.isEmpty() ? "" : "at least ") + total() + " USD";
    if (complete()) {
      return most;
    }
    long calls = unpricedCalls();
    long count = calls == 0 ? unpriced.tokens() : calls;
    String rest = count + (calls == 0 ? " token" : " call") + (count == 1 ? "" : "s") + " unpriced";
    boolean nothing = priced == 0 && total().equals(Usd.ZERO);
    return nothing ? rest : most + " + " + rest;
  }
}
