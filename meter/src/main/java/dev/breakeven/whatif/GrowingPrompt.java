package dev.breakeven.whatif;

import dev.breakeven.unit.Usd;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;

/// What calls cost whose prompt grows evenly from call to call.
///
/// Call k of t, counted from 0, reads N + (k + ½)·G/t tokens and writes G/t: a call sees half of
/// what it brings itself. Where all prompts have the same prices this is r·(N·t + G·t/2) + w·G +
/// p·O; where they pass the shortest cacheable length or the border of a tier, each range of calls
/// is summed at its own prices. Sums are rounded half up to a picodollar.
///
/// @param reading N and what was added before, read in each call
/// @param writing what each call adds
/// @param answers the output
record GrowingPrompt(Usd reading, Usd writing, Usd answers) {
  /// The sum for one stretch.
  ///
  /// @param start the prompt before it, N
  /// @param cached whether that is in the cache already
  static GrowingPrompt of(
      PricedModel model, long start, Situation.Stretch stretch, boolean cached) {
    long calls = stretch.calls();
    long growth = stretch.growth();
    var reading = BigInteger.ZERO;
    var writing = BigInteger.ZERO;
    var answers = BigInteger.ZERO;
    List<Long> borders = borders(model, start, stretch);
    for (int i = 0; i + 1 < borders.size(); i++) {
      long from = borders.get(i);
      long to = borders.get(i + 1);
      long size = start + (2 * from + 1) * growth / (2 * calls);
      BigInteger tokens =
          product(2 * calls * (to - from), start).add(product(to * to - from * from, growth));
      reading = reading.add(tokens.multiply(BigInteger.valueOf(model.read(size))));
      writing = writing.add(product(model.write(size), growth * (to - from)));
      answers = answers.add(product(model.output(size), stretch.output() * (to - from)));
    }
    long end = start + growth;
    Usd first = Usd.ZERO;
    if (!cached && model.caches(end)) {
      long size = Math.max(start, model.minimum().orElse(0L));
      first = new Usd(model.write(size) - model.read(size)).times(start);
    }
    return new GrowingPrompt(
        over(reading, 2 * calls), over(writing, calls).plus(first), over(answers, calls));
  }

  /// All of it.
  Usd total() {
    return reading.plus(writing).plus(answers);
  }

  /// The calls at which prices change, with 0 and the number of calls around them.
  private static List<Long> borders(PricedModel model, long start, Situation.Stretch stretch) {
    var borders = new ArrayList<>(List.of(0L));
    for (long step : model.steps()) {
      long calls = below(step, start, stretch);
      if (calls > borders.getLast()) {
        borders.add(calls);
      }
    }
    if (borders.getLast() < stretch.calls()) {
      borders.add(stretch.calls());
    }
    return borders;
  }

  /// How many calls have prompts below `step`.
  private static long below(long step, long start, Situation.Stretch stretch) {
    if (stretch.growth() == 0) {
      return start < step ? stretch.calls() : 0;
    }
    long twice = 2 * stretch.calls() * (step - start) - stretch.growth();
    return Math.clamp(Math.ceilDiv(twice, 2 * stretch.growth()), 0, stretch.calls());
  }

  private static BigInteger product(long one, long other) {
    return BigInteger.valueOf(one).multiply(BigInteger.valueOf(other));
  }

  private static Usd over(BigInteger sum, long parts) {
    var divisor = BigInteger.valueOf(2 * parts);
    return new Usd(
        sum.shiftLeft(1).add(BigInteger.valueOf(parts)).divide(divisor).longValueExact());
  }
}
