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
/// @param uncached tokens of [TokenClass#UNCACHED], [#ABSENT] if not reported; so for the others
/// @param write5m tokens of [TokenClass#WRITE_5M]
/// @param write1h tokens of [TokenClass#WRITE_1H]
/// @param read tokens of [TokenClass#READ]
/// @param output tokens of [TokenClass#OUTPUT]
public record Usage(long uncached, long write5m, long write1h, long read, long output) {
  /// What stands for a class that was not reported.
  public static final long ABSENT = -1;

  /// Nothing reported at all.
  public static final Usage NONE = new Usage(ABSENT, ABSENT, ABSENT, ABSENT, ABSENT);

  /// Checks the counts.
  ///
  /// @throws IllegalArgumentException if one is below [#ABSENT]
  public Usage {
    if (Math.min(Math.min(uncached, write5m), Math.min(Math.min(write1h, read), output)) < ABSENT) {
      throw new IllegalArgumentException(
          "expected 0 tokens or more in each class, got "
              + Arrays.toString(new long[] {uncached, write5m, write1h, read, output}));
    }
  }

  /// A usage of `counts`, whose missing classes were not reported.
  public Usage(Map<TokenClass, Tokens> counts) {
    this(
        at(counts, TokenClass.UNCACHED),
        at(counts, TokenClass.WRITE_5M),
        at(counts, TokenClass.WRITE_1H),
        at(counts, TokenClass.READ),
        at(counts, TokenClass.OUTPUT));
  }

  private static long at(Map<TokenClass, Tokens> counts, TokenClass tokenClass) {
    Tokens tokens = counts.get(tokenClass);
    return tokens == null ? ABSENT : tokens.count();
  }

  /// A usage that reports all five classes, in tokens.
  ///
  /// @throws IllegalArgumentException if a count is negative
  public static Usage of(long uncached, long write5m, long write1h, long read, long output) {
    if ((uncached | write5m | write1h | read | output) < 0) {
      throw new IllegalArgumentException(
          "expected 0 tokens or more in each class, got "
              + Arrays.toString(new long[] {uncached, write5m, write1h, read, output}));
    }
    return new Usage(uncached, write5m, write1h, read, output);
  }

  /// The tokens by class, without the absent classes.
  public Map<TokenClass, Tokens> counts() {
    var counts = new EnumMap<TokenClass, Tokens>(TokenClass.class);
    for (TokenClass tokenClass : TokenClass.values()) {
      if (raw(tokenClass) != ABSENT) {
        counts.put(tokenClass, new Tokens(raw(tokenClass)));
      }
    }
    return counts;
  }

  private long raw(TokenClass tokenClass) {
    return switch (tokenClass) {
      case UNCACHED -> uncached;
      case WRITE_5M -> write5m;
      case WRITE_1H -> write1h;
      case READ -> read;
      case OUTPUT -> output;
    };
  }

  /// The tokens reported in `tokenClass`, or empty if the provider did not report that class.
  public Optional<Tokens> reported(TokenClass tokenClass) {
    long count = raw(tokenClass);
    return count == ABSENT ? Optional.empty() : Optional.of(new Tokens(count));
  }

  /// The tokens known to be in `tokenClass`: 0 where nothing was reported.
  public long count(TokenClass tokenClass) {
    return Math.max(0, raw(tokenClass));
  }

  /// Whether any class of the prompt was reported.
  public boolean hasPrompt() {
    return (uncached & write5m & write1h & read) != ABSENT;
  }

  /// All prompt tokens: uncached, written and read.
  ///
  /// @throws ArithmeticException if the sum is out of range
  public long prompt() {
    long sent = Math.max(0, uncached) + Math.max(0, read);
    long written = Math.max(0, write5m) + Math.max(0, write1h);
    long sum = sent + written;
    if ((sent | written | sum) < 0) { // two that are not negative overflow into the sign
      throw new ArithmeticException("long overflow");
    }
    return sum;
  }

  /// The sum of this and `other`, class by class.
  public Usage plus(Usage other) {
    return new Usage(
        sum(uncached, other.uncached),
        sum(write5m, other.write5m),
        sum(write1h, other.write1h),
        sum(read, other.read),
        sum(output, other.output));
  }

  private static long sum(long one, long other) {
    return one == ABSENT ? other : other == ABSENT ? one : Math.addExact(one, other);
  }

  /// The reported classes in their order, as `uncached 12, read 3400, output 55`.
  @Override
  public String toString() {
    return Arrays.stream(TokenClass.values())
        .filter(tokenClass -> raw(tokenClass) != ABSENT)
        .map(tokenClass -> tokenClass.key() + " " + count(tokenClass))
        .collect(Collectors.joining(", "));
  }
}
