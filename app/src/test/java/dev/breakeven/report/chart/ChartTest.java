package dev.breakeven.report.chart;

import static org.assertj.core.api.Assertions.assertThat;

import dev.breakeven.report.Golden;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ChartTest {
  private static final Axis DOLLARS = new Axis("USD", 0, 0.51, value -> Svg.number(value));

  @Test
  void pointsStandInAPlaneWithTheirIntervals() throws IOException {
    var chart = new Scatter("T1", DOLLARS, new Axis("rate", 0, 1, value -> Svg.number(value)));
    var points =
        List.of(
            new Scatter.Point(
                "A",
                "c1",
                new Scatter.Place(0.44, 1),
                new Range(0.4, 0.48),
                new Range(0.29, 1),
                "A: solved"),
            new Scatter.Point(
                "B", "c2 hollow", new Scatter.Place(0.45, 0), null, null, "B: not solved"));
    Golden.hold("report/scatter.svg", chart.svg(points));
  }

  @Test
  void barsAreDividedAndReachTheirLength() throws IOException {
    var bars =
        List.of(
            new Bars.Bar(
                "A",
                List.of(new Bars.Part(0.2, "s1", "in: 0.2"), new Bars.Part(0.1, "s2", "out: 0.1")),
                new Range(0.25, Double.POSITIVE_INFINITY),
                "0.3"),
            new Bars.Bar("B", List.of(), null, "no success"));
    Golden.hold("report/bars.svg", new Bars("T1", DOLLARS, 28).svg(bars));
  }

  @Test
  void columnsAreDividedAndNamedWhereThereIsRoom() throws IOException {
    var columns = new ArrayList<Columns.Column>();
    for (int day = 1; day <= 12; day++) {
      columns.add(
          new Columns.Column(
              "2026-11-" + (10 + day),
              day % 3 == 0
                  ? List.of()
                  : List.of(new Bars.Part(0.02 * day, "c1", "a"), new Bars.Part(0.1, "c2", "b"))));
    }
    Golden.hold("report/columns.svg", new Columns("USD a day", DOLLARS).svg(columns));
  }

  @Test
  void stepsLeadFromOneSumToTheOther() throws IOException {
    var steps = List.of(new Waterfall.Step("turns", 0.3), new Waterfall.Step("price", -0.7));
    var chart =
        new Waterfall("from A to B", value -> Svg.number(value), value -> Svg.number(value));
    Golden.hold(
        "report/waterfall.svg",
        chart.svg(new Waterfall.Sum("A", 0.5), steps, new Waterfall.Sum("B", 0.1)));
  }

  @Test
  void layersOfARiverLieOnEachOther() throws IOException {
    var layers =
        List.of(
            new River.Layer("o1", List.of(1000L, 1000L, 1000L), "system"),
            new River.Layer("o5", List.of(0L, 500L, 2500L), "results"));
    Golden.hold(
        "report/river.svg",
        new River("A-T1-1", "2,500 tokens read again", 3, 3500)
            .svg(layers, List.of(0L, 1000L, 1500L)));
  }

  @Test
  void whatAChartNamesIsEscaped() {
    var bar = new Bars.Bar("<b>&\"", List.of(new Bars.Part(1, "c1", "</svg>")), null, "<i>");
    assertThat(new Bars("</title>", DOLLARS, 28).svg(List.of(bar)))
        .contains("&lt;b&gt;&amp;&quot;")
        .contains("<title>&lt;/svg&gt;</title>")
        .contains("aria-label=\"&lt;/title&gt;: USD\"")
        .doesNotContain("<i>")
        .doesNotContain("<b>");
  }

  @Test
  void labelsOfAnAxisAreRoundAndHoldTheValues() {
    var span = new Scale.Span(0, 100);
    assertThat(Scale.round(0, 0.51, 4, span).labels())
        .usingElementComparator((a, b) -> Math.abs(a - b) < 1e-9 ? 0 : 1)
        .containsExactly(0.0, 0.2, 0.4, 0.6);
    assertThat(Scale.round(-0.6, 0.4, 3, span).low()).isLessThanOrEqualTo(-0.6);
    var empty = Scale.round(0, 0, 3, span);
    assertThat(empty.high()).isGreaterThan(empty.low());
    assertThat(empty.at(Double.POSITIVE_INFINITY)).isEqualTo(100);
  }
}
