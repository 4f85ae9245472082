package dev.breakeven.audit;

import dev.breakeven.trace.Day;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// The rows of a view that is by day, for calls in their order: a row is looked up when the day
/// changes.
final class DayRows {
  private final Rows rows;
  private final String suffix;
  private @Nullable Day day;
  private Sum today = new Sum();

  /// @param suffix what stands behind the day in a row's name
  DayRows(Rows rows, String suffix) {
    this.rows = rows;
    this.suffix = suffix;
  }

  /// The row of the day of `time`.
  Sum at(Instant time) {
    if (day == null || !day.holds(time)) {
      day = Day.of(time);
      today = rows.row(day.date() + suffix);
    }
    return today;
  }
}
