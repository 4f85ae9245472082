package dev.breakeven.report.chart;

import java.util.List;
import java.util.function.DoubleFunction;

/// How one sum becomes another, step by step: each step begins where the one above ended.
public final class Waterfall {
  private static final double WIDTH = 340;
  private static final double LEFT = 128;
  private static final double RIGHT = 62;
  private static final double TOP = 30;
  private static final double BOTTOM = 20;
  private static final double PITCH = 22;
  private static final double THICK = 14;
  private static final int LABELS = 3;

  private final String title;
  private final DoubleFunction<String> axis;
  private final DoubleFunction<String> label;

  /// A waterfall.
  ///
  /// @param title what the panel shows
  /// @param axis how a value is written at the axis
  /// @param label how a value is written beside its bar
  public Waterfall(String title, DoubleFunction<String> axis, DoubleFunction<String> label) {
    this.title = title;
    this.axis = axis;
    this.label = label;
  }

  /// One of the two sums.
  ///
  /// @param name what it is
  /// @param value how much, 0 or more
  public record Sum(String name, double value) {}

  /// A step.
  ///
  /// @param name its reason
  /// @param change how much more, or less
  public record Step(String name, double change) {}

  /// The chart from `from` over `steps` to `to`; the steps add up to the difference.
  public String svg(Sum from, List<Step> steps, Sum to) {
    double height = TOP + (steps.size() + 2) * PITCH + BOTTOM;
    var svg = new Svg(WIDTH, height, title + ": from " + from.name() + " to " + to.name());
    double least = 0;
    double most = Math.max(from.value(), to.value());
    double at = from.value();
    for (var step : steps) {
      at += step.change();
      least = Math.min(least, at);
      most = Math.max(most, at);
    }
    var x = Scale.round(least, most, LABELS, new Scale.Span(LEFT, WIDTH - RIGHT));
    svg.text("title", 0, 15, title);
    for (double value : x.labels()) {
      svg.line("grid", x.at(value), TOP - 6, x.at(value), height - BOTTOM);
      svg.text("middle", x.at(value), height - 5, axis.apply(value));
    }
    row(svg, x, TOP, new Bar(from.name(), 0, from.value(), "total", label.apply(from.value())));
    at = from.value();
    for (int i = 0; i < steps.size(); i++) {
      var step = steps.get(i);
      double next = at + step.change();
      var sign = step.change() > 0 ? "+" : step.change() < 0 ? "−" : "";
      var figure = sign + label.apply(Math.abs(step.change()));
      var mark = step.change() > 0 ? "more" : "less";
      double top = TOP + (i + 1) * PITCH;
      svg.line("link", x.at(at), top - PITCH + THICK, x.at(at), top);
      row(svg, x, top, new Bar(step.name(), at, next, mark, figure));
      at = next;
    }
    double top = TOP + (steps.size() + 1) * PITCH;
    svg.line("link", x.at(at), top - PITCH + THICK, x.at(at), top);
    row(svg, x, top, new Bar(to.name(), 0, to.value(), "total", label.apply(to.value())));
    return svg.whole();
  }

  private record Bar(String name, double from, double to, String mark, String figure) {}

  private static void row(Svg svg, Scale x, double top, Bar bar) {
    double begin = Math.min(x.at(bar.from()), x.at(bar.to()));
    double end = Math.max(x.at(bar.from()), x.at(bar.to()));
    svg.text("end label", LEFT - 6, top + 11, bar.name());
    svg.box(
        "bar " + bar.mark(),
        new Svg.Box(begin, top, Math.max(end - begin, 1), THICK),
        bar.name() + ": " + bar.figure());
    svg.text("figure", end + 5, top + 11, bar.figure());
  }
}
