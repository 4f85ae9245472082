package dev.breakeven.whatif;

import dev.breakeven.whatif.Situation.Executor;
import dev.breakeven.whatif.Situation.Stretch;
import java.time.Duration;

/// The gain as a function of one variable, at the prices of the situation: a straight line in each
/// but the number of calls, in which it is a parabola, and the time, in which it is a step.
final class GainCurve {
  private final Situation situation;
  private final BreakEven now;
  private final double calls;
  private final double left;
  private final double context;

  /// The delegating model's prices: w, r and p.
  private final double write;

  private final double read;
  private final double output;

  /// The executor's prices and first prompt; all 0 where its bill is given.
  private final double executorWrite;

  private final double executorRead;
  private final double executorOutput;
  private final double prefix;

  GainCurve(Situation situation) {
    this.situation = situation;
    now = BreakEven.of(situation);
    calls = situation.stretch().calls();
    left = situation.parent().callsLeft();
    long size = situation.parent().context();
    context = size;
    PricedModel model = situation.parent().model();
    write = model.write(size);
    read = model.read(size);
    output = model.output(size);
    boolean billed = situation.executor() instanceof Executor.Billed;
    PricedModel executor =
        situation.executor() instanceof Executor.Billed(PricedModel own, long _) ? own : model;
    long first = Variable.EXECUTOR_PREFIX.of(situation);
    executorWrite = billed ? executor.write(first) : 0;
    executorRead = billed ? executor.read(first) : 0;
    executorOutput = billed ? executor.output(first) : 0;
    prefix = first;
  }

  /// Where the gain is zero, ascending; empty if it is so nowhere.
  double[] roots(Variable variable) {
    return switch (variable) {
      case CALLS -> parabola();
      case SECONDS -> life();
      case CALLS_LEFT,
          CONTEXT,
          GROWTH,
          OUTPUT,
          INSTRUCTION,
          REPORT,
          EXTRA_CALLS,
          EXECUTOR_PREFIX,
          EXECUTOR_USD,
          EXECUTOR_PRICE ->
          line(variable);
    };
  }

  /// What one more of `variable` adds to the gain, in picodollars: the factor that it has in the
  /// formula.
  private double slope(Variable variable) {
    return switch (variable) {
      case CALLS_LEFT ->
          read
              * (situation.stretch().growth()
                  - situation.handover().instruction()
                  - situation.handover().report());
      case CONTEXT ->
          read * (calls - situation.handover().calls()) - (write - read) * now.chanceOfExpiry();
      case GROWTH -> write + read * (calls / 2 + left) - executorWrite - executorRead * calls / 2;
      case OUTPUT -> output - executorOutput;
      case INSTRUCTION -> -(output + write + read * left);
      case REPORT -> -(write + read * left);
      case EXTRA_CALLS -> -read * context;
      case EXECUTOR_PREFIX -> -(executorWrite + executorRead * (calls - 1));
      case EXECUTOR_USD -> -1;
      case EXECUTOR_PRICE -> -(double) BreakEven.executor(situation).picodollars() / 1000;
      case CALLS, SECONDS -> throw new IllegalArgumentException(variable + " is no straight line");
    };
  }

  private double[] line(Variable variable) {
    double slope = slope(variable);
    double gain = now.gain().picodollars();
    return slope == 0 ? new double[0] : new double[] {variable.of(situation) - gain / slope};
  }

  /// With g tokens of growth and o of output a call, gain = A·t² + B·t + C.
  private double[] parabola() {
    Stretch stretch = situation.stretch();
    double growth = stretch.growth() / calls;
    double answer = stretch.output() / calls;
    double a = growth * (read - executorRead) / 2;
    double b =
        read * context
            + growth * (write + read * left - executorWrite)
            + answer * (output - executorOutput)
            - executorRead * prefix;
    double c = now.gain().picodollars() - a * calls * calls - b * calls;
    if (a == 0) {
      return b == 0 ? new double[0] : new double[] {-c / b};
    }
    double root = b * b - 4 * a * c;
    if (root < 0) {
      return new double[0];
    }
    // The one without cancellation first; the other from the product of both.
    double far = -(b + Math.copySign(Math.sqrt(root), b)) / 2;
    double one = far / a;
    double other = far == 0 ? 0 : c / far;
    return new double[] {Math.min(one, other), Math.max(one, other)};
  }

  private double[] life() {
    Duration life = situation.parent().model().life();
    return life == null ? new double[0] : new double[] {life.toSeconds()};
  }
}
