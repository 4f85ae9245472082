package dev.breakeven.report.page;

import dev.breakeven.stats.Confidence;
import dev.breakeven.stats.Estimate;
import dev.breakeven.stats.Interval;
import dev.breakeven.stats.NoInterval;
import dev.breakeven.unit.Usd;
import java.util.Locale;

/// Numbers as people read them.
final class PageNumbers {
  /// Stands where there is no number.
  static final String NONE = "–";

  private static final int PLACES = 4;
  private static final double PERCENT = 100;

  private PageNumbers() {}

  static String count(long count) {
    return String.format(Locale.ROOT, "%,d", count);
  }

  static String decimal(double value, int places) {
    return String.format(Locale.ROOT, "%." + places + "f", value);
  }

  /// Dollars without their unit; a true minus sign before what is below zero.
  static String usd(double dollars) {
    if (Double.isInfinite(dollars)) {
      return "∞";
    }
    var digits = decimal(Math.abs(dollars), PLACES);
    return dollars < 0 && !digits.equals("0.0000") ? "−" + digits : digits;
  }

  static String usd(Usd amount) {
    return usd(amount.dollars().doubleValue());
  }

  /// Dollars at an axis: as few decimals as tell its labels apart.
  static String axis(double dollars) {
    var digits = decimal(dollars, PLACES).replaceAll("0+$", "");
    return digits.endsWith(".") ? digits.substring(0, digits.length() - 1) : digits;
  }

  static String percent(double share) {
    return decimal(PERCENT * share, 0) + " %";
  }

  /// `0.0123 to 0.0456`, or why there is no interval.
  static String dollars(Confidence confidence) {
    return switch (confidence) {
      case Interval interval when isPoint(interval) -> "none: the values show no spread";
      case Interval interval -> usd(interval.low()) + " to " + usd(interval.high());
      case NoInterval(var reason) -> "none: " + reason;
    };
  }

  /// Whether an interval is a point as it is written, and so tells of no spread.
  static boolean isPoint(Interval interval) {
    return usd(interval.low()).equals(usd(interval.high()));
  }

  /// Dollars of a difference, with their sign: plus means more expensive.
  static String signed(double dollars) {
    var digits = usd(dollars);
    return dollars > 0 && !digits.equals("0.0000") ? "+" + digits : digits;
  }

  static String rate(Interval interval) {
    return decimal(PERCENT * interval.low(), 0) + " to " + percent(interval.high());
  }

  /// `0.0234 USD (0.0123 to 0.0345)`, without the brackets where there is no interval.
  static String estimate(Estimate estimate) {
    return switch (estimate.confidence()) {
      case Interval interval when isPoint(interval) -> usd(estimate.value()) + " USD";
      case Interval interval -> usd(estimate.value()) + " USD (" + dollars(interval) + ")";
      case NoInterval _ -> usd(estimate.value()) + " USD";
    };
  }

  /// The beginning of a text, on one line.
  static String shorten(String text, int length) {
    var line = text.replaceAll("\\s+", " ").strip();
    return line.length() <= length ? line : line.substring(0, length - 1) + "…";
  }
}
