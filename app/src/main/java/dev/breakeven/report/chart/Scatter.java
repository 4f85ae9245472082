package dev.breakeven.report.chart;

import java.util.ArrayList;
import java.util.HashMap;
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
  private static final double APART = 11;

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
    var places = places(points);
    for (int i = 0; i < points.size(); i++) {
      intervals(svg, points.get(i), places.get(i));
    }
    var taken = new ArrayList<>(places);
    for (int i = 0; i < points.size(); i++) {
      mark(svg, points.get(i), places.get(i), taken);
    }
    return svg.whole();
  }

  /// Where points stand on the panel. Those of one height that have intervals from left to right
  /// are set a little apart, towards the middle, for their lines would hide each other.
  private List<Place> places(List<Point> points) {
    var places = new ArrayList<Place>();
    var heights = new HashMap<Double, Integer>();
    for (var point : points) {
      double height = y.at(point.place().y());
      int before = point.across() == null ? 0 : heights.merge(height, 1, Integer::sum) - 1;
      int down = height < (TOP + HEIGHT - BOTTOM) / 2 ? 1 : -1;
      places.add(new Place(x.at(point.place().x()), height + down * before * APART));
    }
    return places;
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

  private void intervals(Svg svg, Point point, Place place) {
    double atX = place.x();
    double atY = place.y();
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

  private static void mark(Svg svg, Point point, Place place, List<Place> taken) {
    double atX = place.x();
    double atY = place.y();
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
