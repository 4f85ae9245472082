package dev.breakeven.pricing;

import dev.breakeven.trace.TokenClass;
import dev.breakeven.unit.Usd;
import java.util.EnumMap;
import java.util.Map;
import java.util.TreeMap;

/// A sum of costs that keeps apart what is priced and what is not.
///
/// @param parts the priced cost of each token class
/// @param energy the priced electricity
/// @param priced how many calls are priced
/// @param unpriced how many calls are not, by reason
public record Bill(
    Map<TokenClass, Usd> parts, Usd energy, long priced, Map<String, Long> unpriced) {
  /// No calls.
  public static final Bill NONE = new Bill(Map.of(), Usd.ZERO, 0, Map.of());

  /// Takes immutable copies.
  public Bill {
    parts = Map.copyOf(parts);
    unpriced = Map.copyOf(unpriced);
  }

  /// The bill of one call.
  public static Bill of(Cost cost) {
    return switch (cost) {
      case Cost.Priced(Map<TokenClass, Usd> parts, Usd energy) ->
          new Bill(parts, energy, 1, Map.of());
      case Cost.Unpriced(String reason) -> new Bill(Map.of(), Usd.ZERO, 0, Map.of(reason, 1L));
    };
  }

  /// This bill and one call more.
  public Bill plus(Cost cost) {
    return plus(of(cost));
  }

  /// This bill and `other`.
  ///
  /// @throws ArithmeticException if the sum is out of range
  public Bill plus(Bill other) {
    var allParts = new EnumMap<TokenClass, Usd>(TokenClass.class);
    allParts.putAll(parts);
    other.parts.forEach((tokenClass, part) -> allParts.merge(tokenClass, part, Usd::plus));
    var allUnpriced = new TreeMap<>(unpriced);
    other.unpriced.forEach((reason, calls) -> allUnpriced.merge(reason, calls, Math::addExact));
    return new Bill(
        allParts, energy.plus(other.energy), Math.addExact(priced, other.priced), allUnpriced);
  }

  /// What the priced calls cost; all of it only if [#complete].
  public Usd total() {
    Usd total = energy;
    for (Usd part : parts.values()) {
      total = total.plus(part);
    }
    return total;
  }

  /// The priced cost of `tokenClass`.
  public Usd part(TokenClass tokenClass) {
    return parts.getOrDefault(tokenClass, Usd.ZERO);
  }

  /// How many calls are not priced.
  public long unpricedCalls() {
    return unpriced.values().stream().mapToLong(Long::longValue).sum();
  }

  /// Whether every call is priced.
  public boolean complete() {
    return unpriced.isEmpty();
  }

  /// As `1.25 USD`, `1.25 USD + 2 calls unpriced` or `2 calls unpriced`.
  @Override
  public String toString() {
    if (complete()) {
      return total() + " USD";
    }
    long calls = unpricedCalls();
    String rest = calls + (calls == 1 ? " call unpriced" : " calls unpriced");
    return priced == 0 ? rest : total() + " USD + " + rest;
  }
}
