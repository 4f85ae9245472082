package dev.breakeven.whatif;

import java.util.function.LongPredicate;

/// The values of one variable, all others as they are, for which handing over pays: where its gain
/// is 0 USD or more. In whole units of the [Variable].
public sealed interface Crossover {
  /// It pays whatever the value.
  record Always() implements Crossover {}

  /// It pays at no value.
  record Never() implements Crossover {}

  /// It pays from a value on.
  ///
  /// @param least the least that pays
  record From(long least) implements Crossover {}

  /// It pays up to a value.
  ///
  /// @param most the most that pays
  record UpTo(long most) implements Crossover {}

  /// It pays in between.
  ///
  /// @param least the least that pays
  /// @param most the most that pays
  record Between(long least, long most) implements Crossover {}

  /// Where `variable` crosses in `situation`.
  ///
  /// The roots are those of [GainCurve]; the gain itself, asked on both sides, confirms them to the
  /// whole unit. Where prices change in between, at the border of a tier or the shortest cacheable
  /// length, the crossing is found by halving. Of several ranges that pay it is the one with the
  /// present value in it, or else the one found first.
  static Crossover of(Situation situation, Variable variable) {
    LongPredicate pays =
        value -> BreakEven.of(variable.with(situation, value)).gain().picodollars() >= 0;
    long least = variable.least();
    long most = variable.most(situation);
    double[] roots = new GainCurve(situation).roots(variable);
    long inside = inside(situation, variable, pays, roots);
    if (inside < 0) {
      return new Never();
    }
    long from = pays.test(least) ? least : border(pays, inside, least, roots);
    long to = pays.test(most) ? most : border(pays, inside, most, roots);
    if (from == least) {
      return to == most ? new Always() : new UpTo(to);
    }
    return to == most ? new From(from) : new Between(from, to);
  }

  /// A value that pays, -1 if none was found.
  private static long inside(
      Situation situation, Variable variable, LongPredicate pays, double[] roots) {
    long least = variable.least();
    long most = variable.most(situation);
    double middle = roots.length == 2 ? (roots[0] + roots[1]) / 2 : -1;
    long[] tried = {variable.of(situation), least, most, Math.clamp((long) middle, least, most)};
    for (long value : tried) {
      if (value >= least && value <= most && pays.test(value)) {
        return value;
      }
    }
    return -1;
  }

  /// The last value that pays on the way from `inside`, which does, to `outside`, which does not.
  private static long border(LongPredicate pays, long inside, long outside, double[] roots) {
    long yes = inside;
    long no = outside;
    for (double root : roots) {
      for (long near = (long) Math.floor(root) - 1; near <= root + 2; near++) {
        if (near > Math.min(yes, no) && near < Math.max(yes, no)) {
          if (pays.test(near)) {
            yes = near;
          } else {
            no = near;
          }
        }
      }
    }
    while (Math.abs(yes - no) > 1) {
      long middle = yes + (no - yes) / 2;
      if (pays.test(middle)) {
        yes = middle;
      } else {
        no = middle;
      }
    }
    return yes;
  }
}
