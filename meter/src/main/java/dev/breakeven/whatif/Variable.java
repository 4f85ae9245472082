package dev.breakeven.whatif;

import dev.breakeven.unit.Usd;
import dev.breakeven.whatif.Situation.Executor;
import dev.breakeven.whatif.Situation.Handover;
import dev.breakeven.whatif.Situation.Parent;
import dev.breakeven.whatif.Situation.Stretch;
import java.time.Duration;
import java.util.List;
import java.util.Locale;

/// One thing that the break-even point depends on, as a whole number of its [Unit].
public enum Variable {
  /// The stretch's calls; what a call adds and answers stays.
  CALLS(Unit.CALLS, 1, Situation.MOST_CALLS),
  /// The delegating agent's calls to come.
  CALLS_LEFT(Unit.CALLS, 0, Situation.MOST_CALLS),
  /// The delegating agent's context.
  CONTEXT(Unit.TOKENS, 1, Situation.MOST_TOKENS),
  /// What the stretch adds to the context.
  GROWTH(Unit.TOKENS, 0, Situation.MOST_TOKENS),
  /// What the stretch's answers have.
  OUTPUT(Unit.TOKENS, 0, Situation.MOST_TOKENS),
  /// The instruction.
  INSTRUCTION(Unit.TOKENS, 0, Situation.MOST_TOKENS),
  /// The report.
  REPORT(Unit.TOKENS, 0, Situation.MOST_TOKENS),
  /// The calls it takes to hand over.
  EXTRA_CALLS(Unit.CALLS, 1, Situation.MOST_CALLS),
  /// The executor's first prompt.
  EXECUTOR_PREFIX(Unit.TOKENS, 1, Situation.MOST_TOKENS),
  /// The executor's bill.
  EXECUTOR_USD(Unit.PICODOLLARS, 0, 100_000 * Usd.DOLLAR.picodollars()),
  /// The executor's prices, against what they are.
  EXECUTOR_PRICE(Unit.THOUSANDTHS, 0, 1_000_000),
  /// The time until the delegating agent's next call.
  SECONDS(Unit.SECONDS, 0, Duration.ofDays(7).toSeconds());

  /// What a variable is counted in.
  public enum Unit {
    /// Calls to a model.
    CALLS,
    /// Tokens of the delegating model.
    TOKENS,
    /// 10⁻¹² USD.
    PICODOLLARS,
    /// Thousandths of the executor's present price.
    THOUSANDTHS,
    /// Seconds.
    SECONDS
  }

  private final Unit unit;
  private final long least;
  private final long most;

  Variable(Unit unit, long least, long most) {
    this.unit = unit;
    this.least = least;
    this.most = most;
  }

  /// The name used in files and options: `calls_left`.
  public String key() {
    return name().toLowerCase(Locale.ROOT);
  }

  /// What it is counted in.
  public Unit unit() {
    return unit;
  }

  /// The least it is looked at for.
  long least() {
    return least;
  }

  /// The most it is looked at for in `situation`.
  long most(Situation situation) {
    Stretch stretch = situation.stretch();
    long size = Math.max(1, Math.max(stretch.growth(), stretch.output()));
    return this == CALLS ? Math.min(most, Situation.MOST_TOKENS * stretch.calls() / size) : most;
  }

  /// Whether `situation` depends on it.
  boolean in(Situation situation) {
    return switch (this) {
      case EXECUTOR_PREFIX -> situation.executor() instanceof Executor.Billed;
      case EXECUTOR_PRICE -> BreakEven.executor(situation).picodollars() > 0;
      case SECONDS -> situation.parent().model().life() != null;
      case CALLS, CALLS_LEFT, CONTEXT, GROWTH, OUTPUT, INSTRUCTION, REPORT -> true;
      case EXTRA_CALLS, EXECUTOR_USD -> true;
    };
  }

  /// Its value in `situation`; of several times the longest, and 0 where none is given.
  public long of(Situation situation) {
    return switch (this) {
      case CALLS -> situation.stretch().calls();
      case CALLS_LEFT -> situation.parent().callsLeft();
      case CONTEXT -> situation.parent().context();
      case GROWTH -> situation.stretch().growth();
      case OUTPUT -> situation.stretch().output();
      case INSTRUCTION -> situation.handover().instruction();
      case REPORT -> situation.handover().report();
      case EXTRA_CALLS -> situation.handover().calls();
      case EXECUTOR_PREFIX ->
          situation.executor() instanceof Executor.Billed(PricedModel _, long prefix) ? prefix : 0;
      case EXECUTOR_USD -> BreakEven.executor(situation).picodollars();
      case EXECUTOR_PRICE -> 1000;
      case SECONDS ->
          situation.handover().times().stream().mapToLong(Duration::toSeconds).max().orElse(0);
    };
  }

  /// `situation` with another value of it.
  ///
  /// @throws IllegalArgumentException if `value` is out of bounds
  public Situation with(Situation situation, long value) {
    Parent parent = situation.parent();
    Stretch stretch = situation.stretch();
    return switch (this) {
      case CALLS -> with(situation, stretch.of(value));
      case GROWTH -> with(situation, new Stretch(stretch.calls(), value, stretch.output()));
      case OUTPUT -> with(situation, new Stretch(stretch.calls(), stretch.growth(), value));
      case CALLS_LEFT -> with(situation, new Parent(parent.model(), parent.context(), value));
      case CONTEXT -> with(situation, new Parent(parent.model(), value, parent.callsLeft()));
      case INSTRUCTION, REPORT, EXTRA_CALLS, SECONDS ->
          new Situation(
              parent, stretch, handover(situation.handover(), value), situation.executor());
      case EXECUTOR_PREFIX, EXECUTOR_USD, EXECUTOR_PRICE ->
          new Situation(parent, stretch, situation.handover(), executor(situation, value));
    };
  }

  private static Situation with(Situation situation, Stretch stretch) {
    return new Situation(situation.parent(), stretch, situation.handover(), situation.executor());
  }

  private static Situation with(Situation situation, Parent parent) {
    return new Situation(parent, situation.stretch(), situation.handover(), situation.executor());
  }

  private Handover handover(Handover handover, long value) {
    return new Handover(
        this == INSTRUCTION ? value : handover.instruction(),
        this == REPORT ? value : handover.report(),
        this == EXTRA_CALLS ? value : handover.calls(),
        this == SECONDS ? List.of(Duration.ofSeconds(value)) : handover.times());
  }

  private Executor executor(Situation situation, long value) {
    if (this == EXECUTOR_PREFIX
        && situation.executor() instanceof Executor.Billed(PricedModel model, long _)) {
      return new Executor.Billed(model, value);
    }
    if (this == EXECUTOR_PRICE) {
      long now = BreakEven.executor(situation).picodollars();
      return new Executor.Given(new Usd(now / 1000 * value + now % 1000 * value / 1000));
    }
    return new Executor.Given(new Usd(value));
  }
}
