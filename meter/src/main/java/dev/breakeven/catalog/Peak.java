package dev.breakeven.catalog;

import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Set;

/// The hours at which a vendor sells at another price.
///
/// @param factor on every price at these hours
/// @param hours of a day, in UTC
/// @param weekdays whether they are such from Monday to Friday only
/// @param except days that have none
public record Peak(Factor factor, List<Hours> hours, boolean weekdays, Set<LocalDate> except) {
  private static final int MINUTE = 60;

  /// Takes immutable copies.
  public Peak {
    hours = List.copyOf(hours);
    except = Set.copyOf(except);
  }

  /// A span within a day.
  ///
  /// @param from its first minute
  /// @param to the first minute after it
  public record Hours(int from, int to) {
    /// The span that `text` says, such as `01:00-04:00`.
    ///
    /// @throws IllegalArgumentException if it says none
    static Hours of(String text) {
      if (text.length() == 11 && text.charAt(5) == '-') {
        int from = minute(text, 0);
        int to = minute(text, 6);
        if (from >= 0 && from < to) {
          return new Hours(from, to);
        }
      }
      throw new IllegalArgumentException(
          "expected hours such as 01:00-04:00, the first before the second, as utc, got " + text);
    }

    private static int minute(String text, int at) {
      if (!Fields.digits(text, at, at + 2)
          || text.charAt(at + 2) != ':'
          || !Fields.digits(text, at + 3, at + 5)) {
        return -1;
      }
      int hour = Integer.parseInt(text, at, at + 2, 10);
      int minute = Integer.parseInt(text, at + 3, at + 5, 10);
      return minute >= MINUTE ? -1 : hour * MINUTE + minute;
    }

    /// As `01:00-04:00`.
    @Override
    public String toString() {
      return "%02d:%02d-%02d:%02d"
          .formatted(from / MINUTE, from % MINUTE, to / MINUTE, to % MINUTE);
    }
  }

  /// Whether `time` is within them.
  public boolean contains(Instant time) {
    var at = time.atOffset(ZoneOffset.UTC);
    DayOfWeek day = at.getDayOfWeek();
    boolean off = day == DayOfWeek.SATURDAY || day == DayOfWeek.SUNDAY;
    if ((weekdays && off) || except.contains(at.toLocalDate())) {
      return false;
    }
    int minute = at.getHour() * MINUTE + at.getMinute();
    for (Hours span : hours) {
      if (minute >= span.from && minute < span.to) {
        return true;
      }
    }
    return false;
  }
}
