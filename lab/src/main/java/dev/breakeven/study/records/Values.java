package dev.breakeven.study.records;

import dev.breakeven.study.records.TrialRecord.Label;
import dev.breakeven.trace.Usage;
import dev.breakeven.unit.Usd;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;

/// The values of records, checked; a message says what was expected and what came.
final class Values {
  private Values() {}

  static Label label(String arm, String task, String trial) {
    if (!arm.matches("[A-Za-z0-9_.]+")) {
      throw new IllegalArgumentException(
          "expected an arm name of letters, digits, _ and ., got `" + arm + "`");
    }
    if (!task.matches("[A-Za-z0-9_.-]+")) {
      throw new IllegalArgumentException(
          "expected a task name of letters, digits, _, . and -, got `" + task + "`");
    }
    return new Label(arm, task, trial);
  }

  static int count(String key, BigDecimal value) {
    try {
      int count = value.intValueExact();
      if (count >= 0) {
        return count;
      }
    } catch (ArithmeticException _) {
      // Falls through to the message that negative numbers get.
    }
    throw new IllegalArgumentException(
        "expected a whole number of 0 or more as " + key + ", got " + value.toPlainString());
  }

  static Duration seconds(String key, BigDecimal value) {
    if (value.signum() < 0 || value.compareTo(BigDecimal.valueOf(1_000_000_000)) > 0) {
      throw new IllegalArgumentException(
          "expected seconds of 0 or more as " + key + ", got " + value.toPlainString());
    }
    return Duration.ofNanos(
        value.movePointRight(9).setScale(0, RoundingMode.HALF_EVEN).longValueExact());
  }

  static Usd money(String key, BigDecimal value) {
    try {
      var usd = Usd.of(value);
      if (usd.picodollars() >= 0) {
        return usd;
      }
    } catch (ArithmeticException _) {
      // Falls through to the message that negative amounts get.
    }
    throw new IllegalArgumentException(
        "expected dollars of 0 or more with at most 12 decimals as "
            + key
            + ", got "
            + value.toPlainString());
  }

  /// The usage of a model that took part. Records do not tell for how long the cache was written;
  /// five minutes is the provider's standard and what the published study's program asked for.
  static Usage usage(long uncached, long written, long read, long output) {
    return uncached + written + read + output == 0
        ? Usage.NONE
        : Usage.of(uncached, written, 0, read, output);
  }
}
