package dev.breakeven.wire;

import dev.breakeven.trace.Purchase;
import dev.breakeven.trace.TokenClass;
import dev.breakeven.trace.Usage;
import dev.breakeven.unit.Tokens;
import java.util.EnumMap;
import java.util.List;

/// The counts of one usage object of Anthropic's; -1 for one that it does not report.
///
/// @param uncached prompt tokens that were neither read nor written
/// @param written all written tokens
/// @param written5m those of them that live five minutes
/// @param written1h those of them that live an hour
/// @param read tokens read from the cache
/// @param output tokens of the answer
public record AnthropicCounts(
    long uncached, long written, long written5m, long written1h, long read, long output) {
  /// Checks the counts.
  ///
  /// @throws IllegalArgumentException if one is more than any call is believed to have
  public AnthropicCounts {
    check(uncached);
    check(written);
    check(written5m);
    check(written1h);
    check(read);
    check(output);
  }

  private static void check(long count) {
    if (count < -1 || count > Counts.MOST) {
      throw new IllegalArgumentException(
          "expected a whole number of tokens up to %d, got %d".formatted(Counts.MOST, count));
    }
  }

  /// The same, where the request asked for writes of one hour alone: what is written without a
  /// split counts under them.
  public AnthropicCounts underAnHour() {
    return written <= 0 || written5m >= 0 || written1h >= 0
        ? this
        : new AnthropicCounts(uncached, written, 0, written, read, output);
  }

  /// What they mean. A total of written tokens without a split counts under five minutes.
  public WireUsage usage() {
    long unsplit = Math.max(0, written) - Math.max(0, written5m) - Math.max(0, written1h);
    long minutes =
        unsplit > 0
            ? Math.max(0, written5m) + unsplit
            : written5m < 0 && written >= 0 ? 0 : written5m;
    return new WireUsage(usage(minutes), List.of(), unsplit > 0, Purchase.STANDARD);
  }

  private Usage usage(long minutes) {
    if (uncached >= 0 && minutes >= 0 && written1h >= 0 && read >= 0 && output >= 0) {
      return Usage.of(uncached, minutes, written1h, read, output);
    }
    var tokens = new EnumMap<TokenClass, Tokens>(TokenClass.class);
    put(tokens, TokenClass.UNCACHED, uncached);
    put(tokens, TokenClass.WRITE_5M, minutes);
    put(tokens, TokenClass.WRITE_1H, written1h);
    put(tokens, TokenClass.READ, read);
    put(tokens, TokenClass.OUTPUT, output);
    return new Usage(tokens);
  }

  private static void put(EnumMap<TokenClass, Tokens> tokens, TokenClass tokenClass, long count) {
    if (count >= 0) {
      tokens.put(tokenClass, new Tokens(count));
    }
  }
}
