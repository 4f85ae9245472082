package dev.breakeven.pricing;

import dev.breakeven.trace.Call;
import dev.breakeven.trace.Day;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// What one model costs day by day, for its calls in their order: looked up anew when the day
/// changes. For one thread.
public final class Tariffs {
  private final Pricing pricing;
  private final String model;
  private @Nullable Day day;
  private @Nullable Tariff tariff;

  Tariffs(Pricing pricing, String model) {
    this.pricing = pricing;
    this.model = model;
  }

  /// What `call` is billed by.
  public Quote quote(Call call) {
    return at(call.timing().start()).quote(call);
  }

  private Tariff at(Instant time) {
    Tariff known = tariff;
    if (known == null || day == null || !day.holds(time)) {
      day = Day.of(time);
      known = pricing.tariff(model, day.date());
      tariff = known;
    }
    return known;
  }
}
