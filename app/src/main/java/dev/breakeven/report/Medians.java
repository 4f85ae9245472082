package dev.breakeven.report;

import java.util.List;
import java.util.function.ToDoubleFunction;
import java.util.function.ToLongFunction;

/// Medians of small samples.
final class Medians {
  private Medians() {}

  /// The middle value, or the mean of the middle two rounded down; `rows` must not be empty.
  static <T> long ofLongs(List<T> rows, ToLongFunction<T> value) {
    var sorted = rows.stream().mapToLong(value).sorted().toArray();
    int middle = sorted.length / 2;
    return sorted.length % 2 == 1
        ? sorted[middle]
        : Math.floorDiv(Math.addExact(sorted[middle - 1], sorted[middle]), 2);
  }

  /// The middle value, or the mean of the middle two; `rows` must not be empty.
  static <T> double ofDoubles(List<T> rows, ToDoubleFunction<T> value) {
    var sorted = rows.stream().mapToDouble(value).sorted().toArray();
    int middle = sorted.length / 2;
    return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
  }
}
