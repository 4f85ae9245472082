package dev.breakeven.whatif;

import dev.breakeven.unit.Usd;
import dev.breakeven.whatif.Situation.Executor;
import java.util.Locale;

/// The gain over a grid of two variables, all others as they are.
public final class Surface {
  private final Axis across;
  private final Axis up;
  private final long[][] gains;

  /// What an axis measures.
  public enum Dimension {
    /// The stretch's calls.
    CALLS(Variable.CALLS, 1, 21),
    /// The delegating agent's calls to come.
    CALLS_LEFT(Variable.CALLS_LEFT, 0, 60),
    /// The delegating agent's context.
    CONTEXT(Variable.CONTEXT, 1_000, 200_000),
    /// What would stay.
    GROWTH(Variable.GROWTH, 0, 40_000),
    /// The instruction.
    INSTRUCTION(Variable.INSTRUCTION, 0, 8_000),
    /// The report.
    REPORT(Variable.REPORT, 0, 30_000),
    /// The calls it takes to hand over.
    EXTRA_CALLS(Variable.EXTRA_CALLS, 1, 20),
    /// The executor's first prompt.
    EXECUTOR_PREFIX(Variable.EXECUTOR_PREFIX, 1_000, 60_000),
    /// The executor's prices as thousandths of the delegating model's.
    PRICE_RATIO(Variable.EXECUTOR_PRICE, 0, 1_500),
    /// The time until the delegating agent's next call.
    SECONDS(Variable.SECONDS, 0, 600);

    private final Variable variable;
    private final long low;
    private final long high;

    Dimension(Variable variable, long low, long high) {
      this.variable = variable;
      this.low = low;
      this.high = high;
    }

    /// The name used in options: `calls-left`.
    public String key() {
      return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /// What is varied.
    public Variable variable() {
      return variable;
    }

    private Situation with(Situation situation, long value) {
      return variable.with(situation, value);
    }
  }

  /// Values of a dimension at equal distances.
  ///
  /// @param dimension what it measures
  /// @param low the first value
  /// @param high the last value
  /// @param points how many there are, at least 2
  public record Axis(Dimension dimension, long low, long high, int points) {
    /// The usual values of `dimension`.
    public static Axis of(Dimension dimension, int points) {
      return new Axis(dimension, dimension.low, dimension.high, points);
    }

    /// The value at `place`.
    public long value(int place) {
      return low + Math.round((double) (high - low) * place / (points - 1));
    }
  }

  private Surface(Axis across, Axis up, long[][] gains) {
    this.across = across;
    this.up = up;
    this.gains = gains;
  }

  /// The gains of `situation` over `across` and `up`.
  ///
  /// @throws IllegalArgumentException if the two are one dimension, or the situation does not
  ///   depend on one of them
  public static Surface of(Situation situation, Axis across, Axis up) {
    if (across.dimension() == up.dimension()) {
      throw new IllegalArgumentException(
          "expected two different variables, got " + up.dimension().key() + " twice");
    }
    Situation base = priced(situation, across, up);
    require(base, across);
    require(base, up);
    boolean priceAcross = across.dimension() == Dimension.PRICE_RATIO;
    var gains = new long[up.points()][across.points()];
    for (int row = 0; row < up.points(); row++) {
      for (int column = 0; column < across.points(); column++) {
        // The price last, since it replaces the executor's calls by their bill.
        Situation at =
            priceAcross
                ? across
                    .dimension()
                    .with(up.dimension().with(base, up.value(row)), across.value(column))
                : up.dimension()
                    .with(across.dimension().with(base, across.value(column)), up.value(row));
        gains[row][column] = BreakEven.of(at).gain().picodollars();
      }
    }
    return new Surface(across, up, gains);
  }

  /// With an executor of the delegating model, where its price is varied.
  private static Situation priced(Situation situation, Axis across, Axis up) {
    boolean priced =
        across.dimension() == Dimension.PRICE_RATIO || up.dimension() == Dimension.PRICE_RATIO;
    if (!priced) {
      return situation;
    }
    long prefix =
        situation.executor() instanceof Executor.Billed(PricedModel _, long own)
            ? own
            : Habits.ASSUMED.passing().prefix();
    return new Situation(
        situation.parent(),
        situation.stretch(),
        situation.handover(),
        new Executor.Billed(situation.parent().model(), prefix));
  }

  private static void require(Situation situation, Axis axis) {
    if (!axis.dimension().variable.in(situation)) {
      throw new IllegalArgumentException(
          "expected variables that this situation depends on, got " + axis.dimension().key());
    }
  }

  /// From left to right.
  public Axis across() {
    return across;
  }

  /// From below.
  public Axis up() {
    return up;
  }

  /// The gain at a column, from the left, and a row, from below.
  public Usd gain(int column, int row) {
    return new Usd(gains[row][column]);
  }
}
