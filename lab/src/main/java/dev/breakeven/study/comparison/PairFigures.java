package dev.breakeven.study.comparison;

import dev.breakeven.stats.CliffsDelta;
import dev.breakeven.stats.Correction;
import dev.breakeven.stats.Estimate;
import dev.breakeven.stats.MannWhitney;
import dev.breakeven.stats.PermutationTest;
import dev.breakeven.stats.Resolution;
import dev.breakeven.stats.Student;
import java.util.OptionalInt;

/// Two arms on one task, by what their trials cost. Differences are the second arm's less the
/// first's.
///
/// @param pair which
/// @param difference of the means in dollars, with Welch's interval
/// @param tests whether chance explains it
/// @param delta Cliff's delta: +1 if every trial of the second arm is dearer
/// @param reach what so many trials could have shown
public record PairFigures(
    Pair pair, Estimate difference, Tests tests, CliffsDelta delta, Reach reach) {

  /// Which arms on which task.
  ///
  /// @param task the task's id
  /// @param first the first arm, from which the difference is reckoned
  /// @param second the second arm
  public record Pair(String task, String first, String second) {}

  /// p-values, two-sided.
  ///
  /// @param permutation of the difference in means: exact unless its basis says otherwise
  /// @param holm the same, corrected over every pair of the comparison
  /// @param ranks Mann–Whitney: exact unless its basis says otherwise
  public record Tests(PermutationTest permutation, double holm, MannWhitney ranks) {
    /// Mann–Whitney by the normal approximation without any correction, as some studies print it.
    public double approximate() {
      return ranks.approximate(Correction.NONE);
    }
  }

  /// What a sample could have shown, and what it would take.
  ///
  /// @param smallestP the smallest p that arms of this size can give
  /// @param smallest the smallest true difference in means that had a chance of 80 % to be shown
  /// @param trials the fewest trials an arm that show a difference as large as the one seen; empty
  ///   if none is known
  public record Reach(double smallestP, Resolution.Smallest smallest, OptionalInt trials) {}

  static PairFigures of(Pair pair, double[] base, double[] other, ComparisonSettings settings) {
    var permutation = PermutationTest.ofMeans(other, base, settings.seed());
    return new PairFigures(
        pair,
        Student.ofDifference(other, base, settings.level()),
        new Tests(permutation, permutation.p(), MannWhitney.of(other, base)),
        CliffsDelta.of(other, base, settings.level()),
        reach(base, other, permutation.difference(), settings.seed()));
  }

  private static Reach reach(double[] base, double[] other, double difference, long seed) {
    var resolution = Resolution.usual(seed);
    return new Reach(
        Resolution.smallestP(base.length, other.length),
        resolution.smallestDifference(base, other),
        base.length < 2 || other.length < 2
            ? OptionalInt.empty()
            : resolution.trialsFor(difference, base, other));
  }

  PairFigures corrected(double holm) {
    return new PairFigures(
        pair, difference, new Tests(tests.permutation(), holm, tests.ranks()), delta, reach);
  }
}
