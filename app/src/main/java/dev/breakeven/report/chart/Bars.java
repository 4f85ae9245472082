package dev.breakeven.report.chart;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// Bars from left to right, each of one or more parts, below each other.
public final class Bars {
  private static final double WIDTH = 340;
  private static final double RIGHT = 58;
  private static final double TOP = 30;
  private static final double BOTTOM = 36;
  private static final double PITCH = 26;
  private static final double THICK = 16;
  private static final int LABELS = 3;

  private final String title;
  private final Axis axis;
  private final double left;

  /// Bars along an axis.
  ///
  /// @param title what the panel shows
  /// @param axis the axis; begins at 0
  /// @param left how much room the rows' names take
  public Bars(String title, Axis axis, double left) {
    this.title = title;
    this.axis = axis;
    this.left = left;
  }

  /// A bar.
  ///
  /// @param name what stands to its left
  /// @param parts its parts from the left; none where there is nothing to draw
  /// @param interval an interval of its length, null if there is none
  /// @param figure what stands to its right
  public record Bar(String name, List<Part> parts, @Nullable Range interval, String figure) {
    /// Takes an immutable copy.
    public Bar {
      parts = List.copyOf(parts);
    }

    double length() {
      return parts.stream().mapToDouble(Part::length).sum();
    }
  }

  /// A part of a bar.
  ///
  /// @param length how long, in the axis's unit
  /// @param mark its class, such as `c1`
  /// @param title what it stands for
  public record Part(double length, String mark, String title) {}

  /// The chart.
  public String svg(List<Bar> bars) {
    double height = TOP + bars.size() * PITCH + BOTTOM;
    var svg = new Svg(WIDTH, height, title + ": " + axis.title());
    var x = Scale.round(0, axis.most(), LABELS, new Scale.Span(left, WIDTH - RIGHT));
    double foot = height - BOTTOM;
    svg.text("title", 0, 15, title);
    for (double value : x.labels()) {
      svg.line("grid", x.at(value), TOP - 6, x.at(value), foot);
      svg.text("middle", x.at(value), foot + 14, axis.label().apply(value));
    }
    svg.text("middle name", (left + WIDTH - RIGHT) / 2, height - 4, axis.title());
    for (int i = 0; i < bars.size(); i++) {
      bar(svg, x, bars.get(i), TOP + i * PITCH);
    }
    svg.line("axis", left, TOP - 6, left, foot);
    return svg.whole();
  }

  private void bar(Svg svg, Scale x, Bar bar, double top) {
    double middle = top + THICK / 2;
    svg.text("end label", left - 6, middle + 4, bar.name());
    double from = 0;
    for (var part : bar.parts()) {
      double width = x.at(from + part.length()) - x.at(from);
      svg.box("bar " + part.mark(), new Svg.Box(x.at(from), top, width, THICK), part.title());
      from += part.length();
    }
    double end = x.at(bar.length());
    if (bar.interval() != null) {
      double high = x.at(bar.interval().high());
      svg.line("whisker", x.at(bar.interval().low()), middle, high, middle);
      svg.line(
          "whisker",
          x.at(bar.interval().low()),
          middle - 4,
          x.at(bar.interval().low()),
          middle + 4);
      if (bar.interval().high() <= x.high()) {
        svg.line("whisker", high, middle - 4, high, middle + 4);
      }
      end = Math.max(end, high);
    }
    svg.text("figure", end + 5, middle + 4, bar.figure());
  }
}
