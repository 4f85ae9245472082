package dev.breakeven.report.chart;

import java.util.List;

/// Columns from left to right, each of one or more parts on top of each other: sums over time.
public final class Columns {
  private static final double WIDTH = 340;
  private static final double HEIGHT = 210;
  private static final double LEFT = 46;
  private static final double RIGHT = 10;
  private static final double TOP = 30;
  private static final double BOTTOM = 24;
  private static final double WIDEST = 36;
  private static final double FILLED = 0.8;
  private static final int LABELS = 4;
  private static final double LABEL_WIDTH = 68;

  private final String title;
  private final Axis up;

  /// Columns along an axis.
  ///
  /// @param title what the panel shows
  /// @param up the axis from below; begins at 0
  public Columns(String title, Axis up) {
    this.title = title;
    this.up = up;
  }

  /// A column.
  ///
  /// @param name what stands below it, where there is room
  /// @param parts its parts from below
  public record Column(String name, List<Bars.Part> parts) {
    /// Takes an immutable copy.
    public Column {
      parts = List.copyOf(parts);
    }
  }

  /// The chart of `columns`, all of them of equal width.
  public String svg(List<Column> columns) {
    var svg = new Svg(WIDTH, HEIGHT, title + ": " + up.title());
    double foot = HEIGHT - BOTTOM;
    var y = Scale.round(0, up.most(), LABELS, new Scale.Span(foot, TOP));
    svg.text("title", 0, 15, title);
    svg.text("end name", WIDTH - RIGHT, 15, "up: " + up.title());
    for (double value : y.labels()) {
      svg.line("grid", LEFT, y.at(value), WIDTH - RIGHT, y.at(value));
      svg.text("end", LEFT - 5, y.at(value) + 4, up.label().apply(value));
    }
    double pitch = (WIDTH - RIGHT - LEFT) / Math.max(1, columns.size());
    double width = Math.min(WIDEST, pitch * FILLED);
    int every = (int) Math.ceil(LABEL_WIDTH / pitch);
    for (int i = 0; i < columns.size(); i++) {
      double middle = LEFT + (i + 0.5) * pitch;
      double from = 0;
      for (var part : columns.get(i).parts()) {
        double top = y.at(from + part.length());
        var box = new Svg.Box(middle - width / 2, top, width, y.at(from) - top);
        svg.box("column " + part.mark(), box, part.title());
        from += part.length();
      }
      if (i % every == 0 && middle + LABEL_WIDTH / 2 <= WIDTH) {
        svg.text("middle", middle, foot + 16, columns.get(i).name());
      }
    }
    svg.line("axis", LEFT, foot, WIDTH - RIGHT, foot);
    return svg.whole();
  }
}
