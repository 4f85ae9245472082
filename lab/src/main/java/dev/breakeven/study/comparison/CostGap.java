package dev.breakeven.study.comparison;

import dev.breakeven.pricing.Cost;
import dev.breakeven.study.Charge;
import dev.breakeven.study.Trial;
import dev.breakeven.trace.Role;
import dev.breakeven.trace.TokenClass;
import java.math.BigInteger;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Where the difference between two arms' mean cost on a task comes from, as far as sums of tokens
/// tell: exact, its parts add up to the difference.
///
/// With q the mean tokens of a class and p what one of them cost in the mean, of arms 1 and 2, a
/// class contributes (q₂ − q₁)·(p₁ + p₂)/2 and the difference of prices (p₂ − p₁)·(q₁ + q₂)/2. The
/// two are Shapley's values of quantity and price, so no order of changing them matters. What
/// executors cost is one part of its own.
///
/// @param task the task's id
/// @param first the arm from which the difference is reckoned
/// @param second the other
/// @param parts each part in units of 1/`unit` picodollars, without those that are zero
/// @param unit the product of both arms' trials
public record CostGap(
    String task, String first, String second, Map<Reason, BigInteger> parts, long unit) {
  private static final double PICODOLLARS = 1e12;

  /// Why one arm costs more than another.
  public enum Reason {
    /// Re-reading what stands in the cache.
    READS("cache reads"),
    /// Writing to the cache.
    WRITES("cache writes"),
    /// Prompt tokens outside the cache.
    UNCACHED("uncached input"),
    /// What the first agent writes: instructions, code, thoughts.
    OUTPUT("output"),
    /// What executors cost.
    EXECUTOR("executor"),
    /// Dearer or cheaper tokens of the first agent.
    PRICE("price");

    private final String words;

    Reason(String words) {
      this.words = words;
    }

    /// The reason in words: `cache reads`.
    public String words() {
      return words;
    }
  }

  /// Takes an immutable copy.
  public CostGap {
    parts = Map.copyOf(parts);
  }

  /// Splits the difference between two arms on a task.
  ///
  /// @param task the task's id
  /// @param first one arm and the trials that count
  /// @param second the other arm and the trials that count
  /// @param charges what was billed, in these trials and others
  /// @param prices the prices
  /// @return empty if an arm has no trial or a charge has no price
  public static Optional<CostGap> between(
      String task, Side first, Side second, List<Charge> charges, Repricing prices) {
    var one = Sum.of(first, charges, prices);
    var two = Sum.of(second, charges, prices);
    if (one.isEmpty() || two.isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(
        new CostGap(
            task,
            first.arm(),
            second.arm(),
            parts(one.get(), two.get()),
            Math.multiplyExact(one.get().trials(), two.get().trials())));
  }

  /// An arm and its trials that count.
  ///
  /// @param arm the arm's name
  /// @param trials its trials on the task
  public record Side(String arm, Set<Trial> trials) {
    /// Takes an immutable copy.
    public Side {
      trials = Set.copyOf(trials);
    }
  }

  /// The part of `reason` in dollars.
  public double dollars(Reason reason) {
    return dollars(parts.getOrDefault(reason, BigInteger.ZERO));
  }

  /// The whole difference in dollars.
  public double dollars() {
    return dollars(total());
  }

  /// The share of `reason` in the whole difference, 1 for all of it; not a number where there is no
  /// difference.
  public double share(Reason reason) {
    return dollars(reason) / dollars();
  }

  /// The whole difference in units of 1/`unit` picodollars: the sum of the parts.
  public BigInteger total() {
    return parts.values().stream().reduce(BigInteger.ZERO, BigInteger::add);
  }

  private double dollars(BigInteger part) {
    return part.doubleValue() / unit / PICODOLLARS;
  }

  private static Map<Reason, BigInteger> parts(Sum one, Sum two) {
    var parts = new EnumMap<Reason, BigInteger>(Reason.class);
    for (var tokenClass : TokenClass.values()) {
      var whole = gap(one.cost(tokenClass), one.trials(), two.cost(tokenClass), two.trials());
      var quantity = quantity(one, two, tokenClass);
      parts.merge(reason(tokenClass), quantity, BigInteger::add);
      parts.merge(Reason.PRICE, whole.subtract(quantity), BigInteger::add);
    }
    parts.put(Reason.EXECUTOR, gap(one.executor(), one.trials(), two.executor(), two.trials()));
    parts.values().removeIf(part -> part.signum() == 0);
    return parts;
  }

  /// (q₂ − q₁)·(p₁ + p₂)/2 in units of 1/(n₁n₂) picodollars, rounded to a whole one. An arm without
  /// tokens of the class has no price of its own; then the other's counts for both.
  private static BigInteger quantity(Sum one, Sum two, TokenClass tokenClass) {
    var tokens1 = BigInteger.valueOf(one.tokens(tokenClass));
    var tokens2 = BigInteger.valueOf(two.tokens(tokenClass));
    var cost1 = BigInteger.valueOf(one.cost(tokenClass));
    var cost2 = BigInteger.valueOf(two.cost(tokenClass));
    if (tokens1.signum() == 0 || tokens2.signum() == 0) {
      return gap(cost1.longValue(), one.trials(), cost2.longValue(), two.trials());
    }
    var more =
        tokens2
            .multiply(BigInteger.valueOf(one.trials()))
            .subtract(tokens1.multiply(BigInteger.valueOf(two.trials())));
    var numerator = more.multiply(cost1.multiply(tokens2).add(cost2.multiply(tokens1)));
    return numerator.divide(tokens1.multiply(tokens2).shiftLeft(1));
  }

  private static BigInteger gap(long cost1, long trials1, long cost2, long trials2) {
    return BigInteger.valueOf(cost2)
        .multiply(BigInteger.valueOf(trials1))
        .subtract(BigInteger.valueOf(cost1).multiply(BigInteger.valueOf(trials2)));
  }

  private static Reason reason(TokenClass tokenClass) {
    return switch (tokenClass) {
      case UNCACHED -> Reason.UNCACHED;
      case WRITE_5M, WRITE_1H -> Reason.WRITES;
      case READ -> Reason.READS;
      case OUTPUT -> Reason.OUTPUT;
    };
  }

  /// What an arm's trials used and cost together, its first agents by class.
  private record Sum(
      long trials, Map<TokenClass, Long> counts, Map<TokenClass, Long> costs, long executor) {
    static Optional<Sum> of(Side side, List<Charge> charges, Repricing prices) {
      var counts = new EnumMap<TokenClass, Long>(TokenClass.class);
      var costs = new EnumMap<TokenClass, Long>(TokenClass.class);
      long executor = 0;
      for (var charge : charges) {
        if (!side.trials().contains(charge.trial())) {
          continue;
        }
        var cost = charge.cost(prices.pricing(), prices.day().of(charge));
        if (!(cost instanceof Cost.Priced priced)) {
          return Optional.empty();
        }
        if (charge.by().role() == Role.EXECUTOR) {
          executor = Math.addExact(executor, priced.total().picodollars());
          continue;
        }
        for (var tokenClass : TokenClass.values()) {
          counts.merge(tokenClass, charge.usage().count(tokenClass), Math::addExact);
        }
        priced
            .parts()
            .forEach(
                (tokenClass, part) -> costs.merge(tokenClass, part.picodollars(), Math::addExact));
      }
      return side.trials().isEmpty()
          ? Optional.empty()
          : Optional.of(new Sum(side.trials().size(), counts, costs, executor));
    }

    long tokens(TokenClass tokenClass) {
      return counts.getOrDefault(tokenClass, 0L);
    }

    long cost(TokenClass tokenClass) {
      return costs.getOrDefault(tokenClass, 0L);
    }
  }
}
