package dev.breakeven.whatif;

import dev.breakeven.unit.Usd;
import dev.breakeven.whatif.Situation.Executor;
import dev.breakeven.whatif.Situation.Handover;
import dev.breakeven.whatif.Situation.Parent;
import dev.breakeven.whatif.Situation.Stretch;
import java.time.Duration;
import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;

/// Does handing a stretch of work over cost less than doing it oneself, and from where on?
///
/// With the delegating model's prices for writing `w`, reading `r` and answering `p`, its context
/// `N` and `m` calls to come that read what is left behind:
///
/// - alone = r·N·t + G·(w + r·(t/2 + m)) + p·O
/// - delegated = a·(p + w + r·m) + q·(w + r·m) + r·N·c + E + N·(w − r)·P(T ≥ L)
/// - gain = alone − delegated
///
/// for a stretch of `t` calls, growth `G` and output `O`; an instruction `a`, a report `q`, `c`
/// calls to hand over, the executor's bill `E` and its time `T` against the cache's life `L`. What
/// both courses cost alike is in neither: reading N in the calls to come. docs/method-break-even.md
/// derives it and holds it against the cache model.
///
/// All of this is modelled: nothing is said of whether the work comes out as well.
///
/// @param situation what it was computed for
/// @param alone what doing it oneself costs, by part
/// @param delegated what handing it over costs, by part
public record BreakEven(Situation situation, Map<Part, Usd> alone, Map<Part, Usd> delegated) {
  /// Takes immutable copies.
  public BreakEven {
    alone = Collections.unmodifiableMap(new EnumMap<>(alone));
    delegated = Collections.unmodifiableMap(new EnumMap<>(delegated));
  }

  /// A part of what a course costs.
  public enum Part {
    /// Alone: the context, read in each call of the stretch.
    CONTEXT,
    /// Alone: what the stretch brings, written once and read in the calls after.
    GROWTH,
    /// Alone: its answers.
    OUTPUT,
    /// Delegated: the instruction: answered, written, read in the calls after.
    INSTRUCTION,
    /// Delegated: the report, written and read in the calls after.
    REPORT,
    /// Delegated: the context, read in each call that it takes to hand over.
    HANDING_OVER,
    /// Delegated: the executor's own bill.
    EXECUTOR,
    /// Delegated: writing the context again where the cache was gone when the executor came back.
    EXPIRY,
    /// Both: the calls to come at other prices, because the prompt has passed the border of a tier
    /// or the shortest cacheable length. Negative where that makes them cheaper.
    PRICE_STEP
  }

  /// The two courses of `situation`.
  ///
  /// @throws ArithmeticException if an amount is out of the range of [Usd]
  public static BreakEven of(Situation situation) {
    return new BreakEven(situation, alone(situation), delegated(situation));
  }

  /// What doing it oneself adds to the calls to come.
  public Usd aloneTotal() {
    return sum(alone);
  }

  /// What handing it over adds to the calls to come.
  public Usd delegatedTotal() {
    return sum(delegated);
  }

  /// How much less handing over costs; negative where it costs more.
  public Usd gain() {
    return aloneTotal().minus(delegatedTotal());
  }

  /// What the cache's expiry would cost: the whole context, written again instead of read.
  public Usd expiry() {
    return expiry(situation.parent());
  }

  /// From where on it pays, in each variable by itself.
  public Map<Variable, Crossover> crossovers() {
    var crossovers = new EnumMap<Variable, Crossover>(Variable.class);
    for (Variable variable : Variable.values()) {
      if (variable.in(situation)) {
        crossovers.put(variable, Crossover.of(situation, variable));
      }
    }
    return crossovers;
  }

  /// The share of times that outlast the cache; 0 where its life is not known.
  public double chanceOfExpiry() {
    int times = situation.handover().times().size();
    return times == 0 ? 0 : (double) late(situation) / times;
  }

  private static Map<Part, Usd> alone(Situation situation) {
    Parent parent = situation.parent();
    Stretch stretch = situation.stretch();
    PricedModel model = parent.model();
    long context = parent.context();
    long end = context + stretch.growth();
    var own = GrowingPrompt.of(model, context, stretch, model.caches(context));
    var half = new Usd(model.read(context)).times(context).times(stretch.calls());
    var parts = new EnumMap<Part, Usd>(Part.class);
    parts.put(Part.CONTEXT, half);
    parts.put(
        Part.GROWTH,
        own.reading()
            .minus(half)
            .plus(own.writing())
            .plus(new Usd(model.read(end)).times(stretch.growth()).times(parent.callsLeft())));
    parts.put(Part.OUTPUT, own.answers());
    parts.put(Part.PRICE_STEP, step(parent, end));
    return parts;
  }

  private static Map<Part, Usd> delegated(Situation situation) {
    Parent parent = situation.parent();
    Handover handover = situation.handover();
    PricedModel model = parent.model();
    long context = parent.context();
    long instruction = handover.instruction();
    long end = context + instruction + handover.report();
    var stays = new Usd(model.write(end)).plus(new Usd(model.read(end)).times(parent.callsLeft()));
    Usd step = step(parent, end);
    if (!model.caches(context) && model.caches(end)) {
      step = step.plus(new Usd(model.write(end) - model.read(end)).times(context));
    }
    var parts = new EnumMap<Part, Usd>(Part.class);
    parts.put(Part.INSTRUCTION, stays.plus(new Usd(model.output(context))).times(instruction));
    parts.put(Part.REPORT, stays.times(handover.report()));
    parts.put(
        Part.HANDING_OVER, new Usd(model.read(context)).times(context).times(handover.calls()));
    parts.put(Part.EXECUTOR, executor(situation));
    parts.put(Part.EXPIRY, expected(situation));
    parts.put(Part.PRICE_STEP, step);
    return parts;
  }

  /// What reading the context in the calls to come costs more at prompts of `end` tokens.
  private static Usd step(Parent parent, long end) {
    PricedModel model = parent.model();
    long more = model.read(end) - model.read(parent.context());
    return new Usd(more).times(parent.context()).times(parent.callsLeft() + 1);
  }

  /// The executor's bill: E = w'·(P' + G) + r'·(P'·(t − 1) + G·t/2) + p'·O at its own prices.
  static Usd executor(Situation situation) {
    return switch (situation.executor()) {
      case Executor.Given(Usd usd) -> usd;
      case Executor.Billed(PricedModel model, long prefix) ->
          GrowingPrompt.of(model, prefix, situation.stretch(), false).total();
    };
  }

  private static Usd expected(Situation situation) {
    int late = late(situation);
    int times = situation.handover().times().size();
    return late == 0 ? Usd.ZERO : expiry(situation.parent()).allocate(late, times - late)[0];
  }

  private static int late(Situation situation) {
    Duration life = situation.parent().model().life();
    int late = 0;
    for (Duration time : situation.handover().times()) {
      late += life != null && time.compareTo(life) >= 0 ? 1 : 0;
    }
    return late;
  }

  private static Usd expiry(Parent parent) {
    PricedModel model = parent.model();
    long context = parent.context();
    return new Usd(model.write(context) - model.read(context)).times(context);
  }

  private static Usd sum(Map<Part, Usd> parts) {
    Usd sum = Usd.ZERO;
    for (Usd part : parts.values()) {
      sum = sum.plus(part);
    }
    return sum;
  }
}
