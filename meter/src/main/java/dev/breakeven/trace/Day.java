package dev.breakeven.trace;

import java.time.Instant;
import java.time.LocalDate;

/// A day in UTC. Whether a call was sent on it is told without a division or a date.
///
/// @param number counted from 0 for 1970-01-01
public record Day(long number) {
  private static final long SECONDS = 86_400;

  /// The day of `time`.
  public static Day of(Instant time) {
    return new Day(Math.floorDiv(time.getEpochSecond(), SECONDS));
  }

  /// Whether `time` is on this day.
  public boolean holds(Instant time) {
    long second = time.getEpochSecond() - number * SECONDS;
    return second >= 0 && second < SECONDS;
  }

  /// The day as a date.
  public LocalDate date() {
    return LocalDate.ofEpochDay(number);
  }
}
