package dev.breakeven.report.chart;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Points in a plane, each with its intervals where there are any.
public final class Scatter {
  private static final double WIDTH = 340;
  private static final double HEIGHT = 250;
  private static final double LEFT = 52;
  private static final double RIGHT = 14;
  private static final double TOP = 26;
  private static final double BOTTOM = 42;
  private static final double RADIUS = 5;
  private static final int LABELS = 4;
  private static final double NEAR = 13;

  private final String title;
  private final Axis across;
  private final Axis up;
  private final Scale x;
  private final Scale y;

  /// A plane.
  ///
  /// @param title what the panel shows
  /// @param across the axis from left to right
  /// @param up the axis from below
  public Scatter(String title, Axis across, Axis up) {
    this.title = title;
    this.across = across;
    this.up = up;
    x = Scale.round(across.least(), across.most(), LABELS, new Scale.Span(LEFT, WIDTH - RIGHT));
    y = Scale.round(up.least(), up.most(), LABELS, new Scale.Span(HEIGHT - BOTTOM, TOP));
  }

  /// A point.
  ///
  /// @param name a short name that stands beside it
  /// @param mark its classes, such as `c1`, and `hollow` for one not filled
  /// @param place where it stands
  /// @param across the interval from left to right, null if there is none
  /// @param up the interval from below, null if there is none
  /// @param title what it stands for
  public record Point(
      String name,
      String mark,
      Place place,
      @Nullable Range across,
      @Nullable Range up,
      String title) {}

  /// A place in the plane, in the units of its axes.
  public record Place(double x, double y) {}

  /// The chart.
  public String svg(List<Point> points) {
    var svg = new Svg(WIDTH, HEIGHT, title + ": " + up.title() + " against " + across.title());
    frame(svg);
    for (var point : points) {
      intervals(svg, point);
    }
    var taken = new ArrayList<Place>();
    points.forEach(point -> taken.add(new Place(x.at(point.place().x()), y.at(point.place().y()))));
    for (var point : points) {
      mark(svg, point, taken);
    }
    return svg.whole();
  }

  private void frame(Svg svg) {
    svg.text("title", 0, 15, title);
    svg.text("end name", WIDTH - RIGHT, 15, "up: " + up.title());
    for (double value : y.labels()) {
      svg.line("grid", LEFT, y.at(value), WIDTH - RIGHT, y.at(value));
      svg.text("end", LEFT - 6, y.at(value) + 4, up.label().apply(value));
    }
    for (double value : x.labels()) {
      svg.line("tick", x.at(value), HEIGHT - BOTTOM, x.at(value), HEIGHT - BOTTOM + 4);
      svg.text("middle", x.at(value), HEIGHT - BOTTOM + 16, across.label().apply(value));
    }
    svg.line("axis", LEFT, HEIGHT - BOTTOM, WIDTH - RIGHT, HEIGHT - BOTTOM);
    svg.text("middle name", (LEFT + WIDTH - RIGHT) / 2, HEIGHT - 8, "across: " + across.title());
  }

  private void intervals(Svg svg, Point point) {
    double atX = x.at(point.place().x());
    double atY = y.at(point.place().y());
    if (point.across() != null) {
      svg.line(
          "interval " + point.mark(),
          x.at(point.across().low()),
          atY,
          x.at(point.across().high()),
          atY);
    }
    if (point.up() != null) {
      svg.line(
          "interval " + point.mark(), atX, y.at(point.up().low()), atX, y.at(point.up().high()));
    }
  }

  private void mark(Svg svg, Point point, List<Place> taken) {
    double atX = x.at(point.place().x());
    double atY = y.at(point.place().y());
    svg.begin(
        "circle",
        "class",
        "mark " + point.mark(),
        "cx",
        Svg.number(atX),
        "cy",
        Svg.number(atY),
        "r",
        Svg.number(RADIUS));
    svg.title(point.title()).end();
    var label = free(atX, atY, taken);
    taken.add(label);
    svg.text("middle label", label.x(), label.y() + 4, point.name());
  }

  /// A place beside the point where no other mark or label stands, if there is one.
  private static Place free(double atX, double atY, List<Place> taken) {
    var around =
        List.of(
            new Place(atX, atY - 13),
            new Place(atX + 13, atY),
            new Place(atX - 13, atY),
            new Place(atX, atY + 14),
            new Place(atX + 11, atY - 11),
            new Place(atX - 11, atY - 11));
    return around.stream()
        .filter(place -> place.y() > TOP - 8 && place.x() < WIDTH - 6)
        .filter(place ->
            taken.stream()
                .noneMatch(
                    other -> Math.hypot(other.x() - place.x(), other.y() - place.y()) < NEAR - 1))
        .findFirst()
        .orElse(around.getFirst());
  }
}
