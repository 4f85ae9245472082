package dev.breakeven.report.point;

import dev.breakeven.whatif.BreakEven;
import dev.breakeven.whatif.Situation;
import dev.breakeven.whatif.Surface;
import dev.breakeven.whatif.Surface.Axis;
import dev.breakeven.whatif.Surface.Dimension;
import java.math.BigDecimal;

/// The break-even line over two variables, drawn with characters.
public final class SurfaceText {
  private static final int MARGIN = 12;
  private static final int LEAST = 20;
  private static final int MOST = 72;
  private static final int EVERY = 5;

  private final Surface surface;
  private final Situation situation;
  private final int width;

  /// The drawing of `surface`.
  ///
  /// @param situation whose it is
  /// @param width the most columns of a line
  public SurfaceText(Surface surface, Situation situation, int width) {
    this.surface = surface;
    this.situation = situation;
    this.width = width;
  }

  /// How many columns a drawing has where lines have `width`.
  public static int columns(int width) {
    return Math.clamp(width - MARGIN, LEAST, MOST);
  }

  /// The drawing.
  public String text() {
    Axis across = surface.across();
    Axis up = surface.up();
    var lines = new Lines(width);
    lines
        .say(
            "Where handing over pays: █ it does, · it does not. Modelled, prices of "
                + situation.parent().model().day()
                + ".")
        .gap()
        .say(name(up.dimension()));
    var drawing = new StringBuilder();
    for (int row = up.points() - 1; row >= 0; row--) {
      boolean labelled = row % EVERY == 0;
      String label = labelled ? value(up, row) : "";
      drawing.append(" ".repeat(MARGIN - 2 - label.length())).append(label);
      drawing.append(labelled ? "┤" : "│");
      for (int column = 0; column < across.points(); column++) {
        drawing.append(surface.gain(column, row).picodollars() >= 0 ? '█' : '·');
      }
      drawing.append('\n');
    }
    String low = value(across, 0);
    String high = value(across, across.points() - 1);
    drawing.append(" ".repeat(MARGIN - 2)).append("└").append("─".repeat(across.points()));
    drawing
        .append('\n')
        .append(" ".repeat(MARGIN - 1))
        .append(low)
        .append(" ".repeat(Math.max(1, across.points() - low.length() - high.length())))
        .append(high)
        .append('\n');
    lines.table(drawing.toString());
    lines.say(" ".repeat(MARGIN - 2), " ".repeat(MARGIN - 2), name(across.dimension())).gap();
    PointText.assumptions(situation).forEach(lines::say);
    lines.say(PointText.verdict(BreakEven.of(situation)));
    return lines.text();
  }

  static String value(Axis axis, int place) {
    long value = axis.value(place);
    return axis.dimension() == Dimension.PRICE_RATIO
        ? BigDecimal.valueOf(value, 3).stripTrailingZeros().toPlainString()
        : Amounts.bare(axis.dimension().variable(), value);
  }

  static String name(Dimension dimension) {
    return switch (dimension) {
      case CALLS -> "calls of the stretch";
      case CALLS_LEFT -> "calls still to come";
      case CONTEXT -> "context, tokens";
      case GROWTH -> "what would stay, tokens";
      case INSTRUCTION -> "instruction, tokens";
      case REPORT -> "report, tokens";
      case EXTRA_CALLS -> "calls to hand over";
      case EXECUTOR_PREFIX -> "the executor's first prompt, tokens";
      case PRICE_RATIO -> "the executor's prices, as a share of the delegating model's";
      case SECONDS -> "the executor's time";
    };
  }
}
