package dev.breakeven.catalog;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/// A span of days, in UTC.
///
/// @param from its first day; null where the beginning is not established, which counts as always
/// @param to the first day after it; null where no end is known
public record Period(@Nullable LocalDate from, @Nullable LocalDate to) {
  /// Checks the order.
  ///
  /// @throws IllegalArgumentException if `to` is not after `from`
  public Period {
    if (from != null && to != null && !from.isBefore(to)) {
      throw new IllegalArgumentException("expected from before to, got from " + from + " to " + to);
    }
  }

  /// Whether `day` is in it.
  public boolean contains(LocalDate day) {
    return (from == null || !day.isBefore(from)) && (to == null || day.isBefore(to));
  }

  /// Whether some day is in both this and `other`.
  public boolean overlaps(Period other) {
    return startsBefore(other.to) && other.startsBefore(to);
  }

  private boolean startsBefore(@Nullable LocalDate end) {
    return from == null || end == null || from.isBefore(end);
  }

  /// As `2026-07-09 to before 2026-08-21`.
  @Override
  public String toString() {
    return (from == null ? "an unknown day" : from)
        + (to == null ? " onwards" : " to before " + to);
  }
}
