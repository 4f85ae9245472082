package dev.breakeven.stats;

import java.util.function.ToDoubleFunction;

/// One figure by which things are judged, and which way is better.
public sealed interface Objective<T> {

  /// The figure of one thing; may be infinite, never NaN.
  ToDoubleFunction<? super T> figure();

  /// Less is better, as of a cost.
  record Minimise<T>(ToDoubleFunction<? super T> figure) implements Objective<T> {}

  /// More is better, as of a success rate.
  record Maximise<T>(ToDoubleFunction<? super T> figure) implements Objective<T> {}

  /// The figure of `thing`, turned so that less is better.
  private double burden(T thing) {
    double value = figure().applyAsDouble(thing);
    if (Double.isNaN(value)) {
      throw new IllegalArgumentException("expected a figure to compare by, got NaN for " + thing);
    }
    return switch (this) {
      case Minimise<T> _ -> value;
      case Maximise<T> _ -> -value;
    };
  }

  /// Below 0 if `first` is better than `second` by this objective, 0 if equal.
  default int compare(T first, T second) {
    double a = burden(first);
    double b = burden(second);
    return a < b ? -1 : a > b ? 1 : 0;
  }
}
