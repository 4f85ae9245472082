package dev.breakeven.whatif;

import dev.breakeven.attribution.Attribution;
import dev.breakeven.catalog.Catalog;
import dev.breakeven.trace.Trace;
import dev.breakeven.unit.Usd;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// One session asked what would have cost less.
///
/// @param session its id
/// @param replayed its calls under other rules
/// @param looked its stretches of looking, each handed over in the formula
/// @param delegated its delegations
public record SessionWhatIf(
    String session, Replayed replayed, List<Looked> looked, List<Delegated> delegated) {
  /// Takes immutable copies.
  public SessionWhatIf {
    looked = List.copyOf(looked);
    delegated = List.copyOf(delegated);
  }

  /// The calls under other rules.
  ///
  /// @param calls how many could be replayed
  /// @param leftOut how many could not
  /// @param billed what the former were billed
  /// @param outcomes what they come to by rule, in the order asked
  public record Replayed(long calls, long leftOut, Usd billed, Map<Rule, Replay.Outcome> outcomes) {
    /// Takes an immutable copy that keeps the order.
    public Replayed {
      outcomes = java.util.Collections.unmodifiableMap(new LinkedHashMap<>(outcomes));
    }
  }

  /// A stretch of looking, and the break-even point of handing it over: modelled.
  ///
  /// @param stretch the stretch
  /// @param point empty where the agent's calls have no price
  public record Looked(LookingStretch stretch, Optional<BreakEven> point) {}

  /// A delegation, and what it takes for it to have paid: modelled from the executor's own calls.
  ///
  /// @param recorded the delegation
  /// @param point empty where an executor's calls are not in the log, or have no price
  /// @param calls how many calls working alone must have taken for it to have paid
  public record Delegated(
      RecordedDelegation recorded, Optional<BreakEven> point, Optional<Crossover> calls) {
    /// The delegations of `trace`, at the prices of `catalog`.
    public static List<Delegated> of(Trace trace, Attribution attribution, Catalog catalog) {
      var delegated = new ArrayList<Delegated>();
      for (RecordedDelegation recorded : RecordedDelegation.of(trace, attribution)) {
        Optional<BreakEven> point =
            PricedModel.of(catalog, recorded.parent(), recorded.handedOver())
                .flatMap(recorded::situation)
                .map(BreakEven::of);
        delegated.add(
            new Delegated(
                recorded,
                point,
                point.map(found -> Crossover.of(found.situation(), Variable.CALLS))));
      }
      return delegated;
    }
  }
}
