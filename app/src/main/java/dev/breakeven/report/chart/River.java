package dev.breakeven.report.chart;

import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;

/// Layers over steps: how much of each kind there was at each step.
///
/// Every step is as wide as every other and level, so areas are sums: the area of a layer is its
/// height added up over the steps.
public final class River {
  private static final double WIDTH = 340;
  private static final double HEIGHT = 210;
  private static final double LEFT = 40;
  private static final double RIGHT = 10;
  private static final double TOP = 42;
  private static final double BOTTOM = 38;
  private static final int LABELS = 4;
  private static final double THOUSAND = 1e3;

  private final String title;
  private final String remark;
  private final Scale y;
  private final int steps;
  private final Scale x;

  /// A river on a bed of a given size, so that several can be compared.
  ///
  /// @param title what the panel shows
  /// @param remark a line below the title
  /// @param steps how many steps the bed holds
  /// @param most the greatest height it holds
  public River(String title, String remark, int steps, double most) {
    this.title = title;
    this.remark = remark;
    this.steps = steps;
    y = Scale.round(0, most, LABELS, new Scale.Span(HEIGHT - BOTTOM, TOP));
    x = new Scale(0, steps, steps, LEFT, WIDTH - RIGHT);
  }

  /// A layer.
  ///
  /// @param mark its class
  /// @param heights its height at each step
  /// @param title what it stands for
  public record Layer(String mark, List<Long> heights, String title) {
    /// Takes an immutable copy.
    public Layer {
      heights = List.copyOf(heights);
    }
  }

  /// The chart.
  ///
  /// @param layers from below
  /// @param waterline a height at each step, drawn as a line
  public String svg(List<Layer> layers, List<Long> waterline) {
    var svg = new Svg(WIDTH, HEIGHT, title + ": tokens in the prompt by origin, turn by turn");
    svg.text("title", 0, 15, title);
    svg.text("remark", 0, 30, remark);
    for (double value : y.labels()) {
      svg.line("grid", LEFT, y.at(value), WIDTH - RIGHT, y.at(value));
      svg.text("end", LEFT - 5, y.at(value) + 4, thousands(value));
    }
    var bed = new long[waterline.size()];
    for (var layer : layers) {
      svg.begin("path", "class", "layer " + layer.mark(), "d", area(bed, layer.heights()));
      svg.title(layer.title()).end();
      for (int i = 0; i < bed.length; i++) {
        bed[i] += layer.heights().get(i);
      }
    }
    if (!waterline.isEmpty()) {
      var line = waterline.stream().mapToLong(Long::longValue).toArray();
      svg.leaf("path", "class", "waterline", "d", line("M", line));
    }
    svg.line("axis", LEFT, y.at(0), WIDTH - RIGHT, y.at(0));
    for (int turn : turns()) {
      svg.text("middle", x.at(turn - 0.5), HEIGHT - BOTTOM + 15, Integer.toString(turn));
    }
    svg.text("middle name", (LEFT + WIDTH - RIGHT) / 2, HEIGHT - 6, "turn");
    return svg.whole();
  }

  private List<Integer> turns() {
    if (steps <= 6) {
      return IntStream.rangeClosed(1, steps).boxed().toList();
    }
    var round = Scale.round(0, steps, 5, new Scale.Span(0, 1));
    return round.labels().stream()
        .map(value -> Math.max(1, (int) Math.round(value)))
        .filter(turn -> turn <= steps)
        .toList();
  }

  private String area(long[] bed, List<Long> heights) {
    var tops = new long[bed.length];
    for (int i = 0; i < tops.length; i++) {
      tops[i] = bed[i] + heights.get(i);
    }
    var path = new StringBuilder(line("M", tops));
    for (int i = bed.length - 1; i >= 0; i--) {
      path.append('L').append(point(i + 1, bed[i])).append('L').append(point(i, bed[i]));
    }
    return path.append('Z').toString();
  }

  private String line(String begin, long... heights) {
    var path = new StringBuilder();
    for (int i = 0; i < heights.length; i++) {
      path.append(i == 0 ? begin : "L").append(point(i, heights[i]));
      path.append('L').append(point(i + 1, heights[i]));
    }
    return path.toString();
  }

  private String point(int step, long height) {
    return Svg.number(x.at(step)) + " " + Svg.number(y.at((double) height));
  }

  private static String thousands(double value) {
    return value < THOUSAND
        ? String.format(Locale.ROOT, "%.0f", value)
        : String.format(Locale.ROOT, "%.0fk", value / THOUSAND);
  }
}
