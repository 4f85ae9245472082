package dev.breakeven.pricing;

import dev.breakeven.catalog.Factor;
import dev.breakeven.catalog.ModelName;
import dev.breakeven.catalog.Peak;
import dev.breakeven.catalog.Rate;
import dev.breakeven.trace.Purchase;
import dev.breakeven.unit.Usd;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// What the way of buying makes of a model's prices in one call.
///
/// @param factor on every price of a token
/// @param fees for tools that the provider ran
/// @param floors why the call may have cost more than this
record Terms(Factor factor, Usd fees, List<Floor> floors) {
  private static final Factor NOTHING = new Factor(0, 1);

  /// The terms of what is bought at `rate`.
  ///
  /// A way of buying without a factor is priced as if bought plainly, and a tool without a known
  /// fee as if it were free; both are said.
  ///
  /// @param named what the model's id says of the way of buying
  /// @param time when the call was sent; null where only its day is known
  /// @param fees what one use of a tool costs, empty where that is not known
  static Terms of(
      Rate rate,
      List<String> named,
      Purchase bought,
      @Nullable Instant time,
      Function<String, Optional<Usd>> fees) {
    var floors = new ArrayList<Floor>(0);
    Factor factor = peak(rate, time);
    for (String way : named) {
      factor = factor.times(factor(rate, way, floors));
    }
    for (String way : bought.ways()) {
      boolean free = way.equals(Purchase.REFUSED);
      if (!free) {
        factor = factor.times(factor(rate, way, floors));
      } else if (named.isEmpty()) { // clouds do not say that they charge nothing
        factor = NOTHING;
      }
    }
    Usd sum = Usd.ZERO;
    for (Map.Entry<String, Long> use : bought.tools().entrySet()) {
      Optional<Usd> fee = fees.apply(use.getKey());
      if (fee.isEmpty()) {
        floors.add(new Floor.NoFee(use.getKey()));
      } else {
        sum = sum.plus(fee.get().times(use.getValue()));
      }
    }
    return new Terms(factor, sum, List.copyOf(floors));
  }

  private static Factor peak(Rate rate, @Nullable Instant time) {
    Peak peak = rate.traits().peak();
    return peak != null && time != null && peak.contains(time) ? peak.factor() : Factor.ONE;
  }

  private static Factor factor(Rate rate, String way, List<Floor> floors) {
    Map<String, Factor> known = rate.traits().multipliers();
    if (way.equals(ModelName.FREE)) {
      return NOTHING;
    }
    if (way.equals(ModelName.UNKNOWN_ENDPOINT)) {
      if (!known.getOrDefault(ModelName.REGIONAL, Factor.ONE).equals(Factor.ONE)) {
        floors.add(new Floor.NoFactor(way));
      }
      return Factor.ONE;
    }
    Factor factor = known.get(way);
    if (factor == null) {
      floors.add(new Floor.NoFactor(way));
      return Factor.ONE;
    }
    return factor;
  }

  /// The largest factor that a call can have of which only the model's id is known.
  static Factor most(Rate rate, List<String> named) {
    Peak peak = rate.traits().peak();
    Factor most = peak == null ? Factor.ONE : peak.factor();
    for (String way : named) {
      String sold = way.equals(ModelName.UNKNOWN_ENDPOINT) ? ModelName.REGIONAL : way;
      most = most.times(rate.traits().multipliers().getOrDefault(sold, Factor.ONE));
    }
    return most;
  }
}
