package dev.breakeven.report.chart;

import java.util.ArrayList;
import java.util.List;

/// Maps values to places along an axis, with round numbers to label it by.
///
/// @param low the value at `from`
/// @param high the value at `to`
/// @param step the distance between labelled values
/// @param from the place of `low`
/// @param to the place of `high`
record Scale(double low, double high, double step, double from, double to) {

  /// A scale that holds `least` and `most`, ends at round numbers, and has about `labels` of them.
  static Scale round(double least, double most, int labels, Span span) {
    double reach = most > least ? most - least : Math.max(Math.abs(most), 1);
    double rough = reach / labels;
    double power = Math.pow(10, Math.floor(Math.log10(rough)));
    double share = rough / power;
    double step = power * (share <= 1 ? 1 : share <= 2 ? 2 : share <= 5 ? 5 : 10);
    double low = Math.floor(least / step) * step;
    double high = Math.max(Math.ceil(most / step - 1e-9) * step, low + step);
    return new Scale(low, high, step, span.from(), span.to());
  }

  /// Where an axis begins and ends.
  record Span(double from, double to) {}

  /// The place of `value`, which stays on the axis.
  double at(double value) {
    double part = Math.clamp((value - low) / (high - low), 0, 1);
    return from + part * (to - from);
  }

  /// The values to be labelled.
  List<Double> labels() {
    var labels = new ArrayList<Double>();
    long count = Math.round((high - low) / step);
    for (long i = 0; i <= count; i++) {
      labels.add(low + i * step);
    }
    return labels;
  }
}
