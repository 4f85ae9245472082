package dev.breakeven.report;

import dev.breakeven.stats.Confidence;
import dev.breakeven.stats.Interval;
import dev.breakeven.stats.NoInterval;
import java.util.Locale;
import java.util.function.DoubleFunction;

/// Numbers as text, the same everywhere.
final class Figures {
  private static final double LEAST_P = 0.001;

  private Figures() {}

  /// Dollars with four decimals; `∞` where nothing was solved.
  static String usd(double dollars) {
    return Double.isInfinite(dollars) ? "∞" : String.format(Locale.ROOT, "%.4f", dollars);
  }

  /// Dollars with their sign.
  static String signed(double dollars) {
    return String.format(Locale.ROOT, "%+.4f", dollars);
  }

  /// An interval of dollars: `0.41 … 0.61`; a dash where there is none, or where it is a point and
  /// so tells of no spread.
  static String usd(Confidence confidence) {
    return interval(confidence, Figures::usd);
  }

  /// An interval of a difference, with signs: `-0.12 … +0.34`.
  static String signed(Confidence confidence) {
    return interval(confidence, Figures::signed);
  }

  private static String interval(Confidence confidence, DoubleFunction<String> end) {
    return switch (confidence) {
      case Interval(double low, double high, var _, var _, var _)
          when !end.apply(low).equals(end.apply(high)) ->
          end.apply(low) + " … " + end.apply(high);
      case Interval _, NoInterval _ -> "–";
    };
  }

  /// A share as a percentage: `61 %`.
  static String percent(double share) {
    return String.format(Locale.ROOT, "%.0f %%", share * 100);
  }

  /// A p-value with three decimals, as studies print it; below what these can tell, `< 0.001`.
  static String p(double p) {
    return p < LEAST_P ? "< 0.001" : String.format(Locale.ROOT, "%.3f", p);
  }

  /// A p-value in a sentence: `p = 0.012`, `p < 0.001`.
  static String saidP(double p) {
    return p < LEAST_P ? "p < 0.001" : "p = " + p(p);
  }

  /// A plain number with `places` decimals.
  static String number(double value, int places) {
    return String.format(Locale.ROOT, "%,." + places + "f", value);
  }
}
