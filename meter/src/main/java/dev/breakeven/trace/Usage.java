package dev.breakeven.trace;

import dev.breakeven.unit.Tokens;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/// The tokens of one or more calls by price class, as the provider counted them.
///
/// A class that the provider did not report is absent, which is not the same as zero: sums keep it
/// absent only when no summand reported it.
///
/// @param counts tokens by class, without the absent classes
public record Usage(Map<TokenClass, Tokens> counts) {
  /// Nothing reported at all.
  public static final Usage NONE = new Usage(Map.of());

  /// Takes an immutable copy.
  public Usage {
    counts = Map.copyOf(counts);
  }

  /// A usage that reports all five classes, in tokens.
  public static Usage of(long uncached, long write5m, long write1h, long read, long output) {
    return new Usage(
        Map.of(
            TokenClass.UNCACHED, new Tokens(uncached),
            TokenClass.WRITE_5M, new Tokens(write5m),
            TokenClass.WRITE_1H, new Tokens(write1h),
            TokenClass.READ, new Tokens(read),
            TokenClass.OUTPUT, new Tokens(output)));
  }

  /// The tokens reported in `tokenClass`, or empty if the provider did not report that class.
  public Optional<Tokens> reported(TokenClass tokenClass) {
    return Optional.ofNullable(counts.get(tokenClass));
  }

  /// The tokens known to be in `tokenClass`: 0 where nothing was reported.
  public long count(TokenClass tokenClass) {
    return counts.getOrDefault(tokenClass, Tokens.ZERO).count();
  }

  /// All prompt tokens: uncached, written and read.
  public long prompt() {
    return Math.addExact(
        Math.addExact(count(TokenClass.UNCACHED), count(TokenClass.READ)),
        Math.addExact(count(TokenClass.WRITE_5M), count(TokenClass.WRITE_1H)));
  }

  /// The sum of this and `other`, class by class.
  public Usage plus(Usage other) {
    var sum = new EnumMap<TokenClass, Tokens>(TokenClass.class);
    sum.putAll(counts);
    other.counts.forEach((tokenClass, tokens) -> sum.merge(tokenClass, tokens, Tokens::plus));
    return new Usage(sum);
  }

  /// The reported classes in their order, as `uncached 12, read 3400, output 55`.
  @Override
  public String toString() {
    return Arrays.stream(TokenClass.values())
        .filter(counts::containsKey)
        .map(tokenClass -> tokenClass.key() + " " + count(tokenClass))
        .collect(Collectors.joining(", "));
  }
}
