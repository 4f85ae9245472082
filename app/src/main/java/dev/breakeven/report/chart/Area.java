package dev.breakeven.report.chart;

import java.util.List;

/// A plane of which a part is filled: where something holds.
public final class Area {
  private static final double WIDTH = 560;
  private static final double HEIGHT = 380;
  private static final double LEFT = 66;
  private static final double RIGHT = 14;
  private static final double TOP = 26;
  private static final double BOTTOM = 42;
  private static final int LABELS = 5;

  private final Axis across;
  private final Axis up;
  private final Scale x;
  private final Scale y;

  /// A plane.
  ///
  /// @param across the axis from left to right
  /// @param up the axis from below
  public Area(Axis across, Axis up) {
    this.across = across;
    this.up = up;
    x = Scale.round(across.least(), across.most(), LABELS, new Scale.Span(LEFT, WIDTH - RIGHT));
    y = Scale.round(up.least(), up.most(), LABELS, new Scale.Span(HEIGHT - BOTTOM, TOP));
  }

  /// The chart.
  ///
  /// @param holds for rows from below and columns from the left, at equal distances from end to end
  ///   of the axes, whether it holds there
  public String svg(List<List<Boolean>> holds) {
    var svg = new Svg(WIDTH, HEIGHT, up.title() + " against " + across.title());
    for (int row = 0; row < holds.size(); row++) {
      fill(svg, holds.get(row), row, holds.size());
    }
    for (double value : y.labels()) {
      svg.line("grid", LEFT, y.at(value), WIDTH - RIGHT, y.at(value));
      svg.text("end", LEFT - 6, y.at(value) + 4, up.label().apply(value));
    }
    for (double value : x.labels()) {
      svg.line("tick", x.at(value), HEIGHT - BOTTOM, x.at(value), HEIGHT - BOTTOM + 4);
      svg.text("middle", x.at(value), HEIGHT - BOTTOM + 16, across.label().apply(value));
    }
    svg.line("axis", LEFT, HEIGHT - BOTTOM, WIDTH - RIGHT, HEIGHT - BOTTOM);
    svg.text("title", 0, 15, "up: " + up.title());
    svg.text("middle name", (LEFT + WIDTH - RIGHT) / 2, HEIGHT - 8, "across: " + across.title());
    return svg.whole();
  }

  /// The cells of a row that hold, those side by side as one box.
  private void fill(Svg svg, List<Boolean> cells, int row, int rows) {
    double top = y.at(edge(up, row + 1, rows));
    double bottom = y.at(edge(up, row, rows));
    int from = 0;
    while (from < cells.size()) {
      int to = from;
      while (to < cells.size() && cells.get(to)) {
        to++;
      }
      if (to > from) {
        double left = x.at(edge(across, from, cells.size()));
        double right = x.at(edge(across, to, cells.size()));
        svg.leaf(
            "rect",
            "class",
            "c1",
            "x",
            Svg.number(left),
            "y",
            Svg.number(top),
            "width",
            Svg.number(right - left),
            "height",
            Svg.number(bottom - top + 0.3));
      }
      from = Math.max(to, from + 1);
    }
  }

  /// Where a cell begins: halfway to the point before it.
  private static double edge(Axis axis, int place, int count) {
    double step = (axis.most() - axis.least()) / (count - 1);
    return Math.clamp(axis.least() + (place - 0.5) * step, axis.least(), axis.most());
  }
}
