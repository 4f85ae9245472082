package dev.breakeven.report;

import dev.breakeven.stats.Confidence;
import dev.breakeven.stats.Interval;
import dev.breakeven.stats.NoInterval;
import java.util.Locale;

/// Numbers as text, the same everywhere.
final class Figures {
  private Figures() {}

  /// Dollars with four decimals; `∞` where nothing was solved.
  static String usd(double dollars) {
    return Double.isInfinite(dollars) ? "∞" : String.format(Locale.ROOT, "%.4f", dollars);
  }

  /// Dollars with their sign.
  static String signed(double dollars) {
    return String.format(Locale.ROOT, "%+.4f", dollars);
  }

  /// An interval of dollars: `0.41 … 0.61`.
  static String usd(Confidence confidence) {
    return switch (confidence) {
      case Interval interval -> usd(interval.low()) + " … " + usd(interval.high());
      case NoInterval _ -> "–";
    };
  }

  /// A share as a percentage: `61 %`.
  static String percent(double share) {
    return String.format(Locale.ROOT, "%.0f %%", share * 100);
  }

  /// A p-value with three decimals, as studies print it.
  static String p(double p) {
    return String.format(Locale.ROOT, "%.3f", p);
  }

  /// A plain number with `places` decimals.
  static String number(double value, int places) {
    return String.format(Locale.ROOT, "%,." + places + "f", value);
  }
}
