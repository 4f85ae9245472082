package dev.breakeven.report.point;

import dev.breakeven.report.chart.Area;
import dev.breakeven.report.chart.Axis;
import dev.breakeven.report.page.PlainPage;
import dev.breakeven.whatif.BreakEven;
import dev.breakeven.whatif.Situation;
import dev.breakeven.whatif.Surface;
import java.util.ArrayList;
import java.util.List;

/// The break-even line over two variables as one HTML file that asks for nothing else.
public final class SurfacePage {
  private final Surface surface;
  private final Situation situation;

  /// The page of `surface`.
  ///
  /// @param situation whose it is
  public SurfacePage(Surface surface, Situation situation) {
    this.surface = surface;
    this.situation = situation;
  }

  /// The file's content.
  public String text() {
    var words = new ArrayList<>(PointText.assumptions(situation));
    words.add(0, PointText.verdict(BreakEven.of(situation)));
    return PlainPage.of(
        "From where on handing over pays",
        "Modelled, prices of " + situation.parent().model().day(),
        words,
        "Filled: handing over costs less. Modelled at %d by %d points; all else as said above."
            .formatted(surface.across().points(), surface.up().points()),
        new Area(axis(surface.across()), axis(surface.up())).svg(pays()));
  }

  private List<List<Boolean>> pays() {
    var rows = new ArrayList<List<Boolean>>();
    for (int row = 0; row < surface.up().points(); row++) {
      var cells = new ArrayList<Boolean>();
      for (int column = 0; column < surface.across().points(); column++) {
        cells.add(surface.gain(column, row).picodollars() >= 0);
      }
      rows.add(cells);
    }
    return rows;
  }

  private static Axis axis(Surface.Axis axis) {
    boolean share = axis.dimension() == Surface.Dimension.PRICE_RATIO;
    double scale = share ? 1000 : 1;
    return new Axis(
        SurfaceText.name(axis.dimension()),
        axis.low() / scale,
        axis.high() / scale,
        value ->
            share
                ? String.valueOf(Math.round(value * 100) / 100.0)
                : Amounts.bare(axis.dimension().variable(), Math.round(value)));
  }
}
