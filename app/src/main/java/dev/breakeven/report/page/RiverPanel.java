package dev.breakeven.report.page;

import dev.breakeven.pricing.Bill;
import dev.breakeven.report.chart.River;
import dev.breakeven.report.page.Section.Panel;
import dev.breakeven.report.page.Table.Cell;
import dev.breakeven.trace.TokenClass;
import dev.breakeven.unit.Usd;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// One context river and its numbers.
///
/// @param name whose it is
/// @param flow what is drawn
/// @param known how its tokens and dollars are known, as a clause
/// @param certain how the sizes of its blocks are known
record RiverPanel(String name, Flow flow, String known, String certain) {
  /// A stream that never makes up more of the largest prompt cannot be seen.
  private static final double SEEN = 0.005;

  /// Beyond that many turns nobody reads them one by one.
  private static final int MOST_TURNS = 500;

  /// The streams of `flow` wide enough to be seen.
  static Set<Stream> seen(Flow flow) {
    var seen = EnumSet.noneOf(Stream.class);
    flow.heights()
        .forEach((stream, layer) -> {
          if (layer.stream().anyMatch(height -> height > SEEN * flow.highest())) {
            seen.add(stream);
          }
        });
    return seen;
  }

  Panel panel() {
    var total = flow.total();
    var remark =
        "%s tokens read again: %s of %s USD"
            .formatted(
                PageNumbers.count(total.tokens(TokenClass.READ)),
                PageNumbers.usd(total.money(TokenClass.READ)),
                PageNumbers.usd(total.total()));
    var chart = new River(name, remark, flow.turns(), flow.highest());
    var layers = new ArrayList<River.Layer>();
    for (Map.Entry<Stream, List<Long>> layer : flow.heights().entrySet()) {
      var charge = flow.charge(layer.getKey());
      layers.add(
          new River.Layer(
              layer.getKey().mark(),
              layer.getValue(),
              "%s: %s USD, %s of it read again"
                  .formatted(
                      layer.getKey().title(),
                      PageNumbers.usd(charge.total()),
                      PageNumbers.usd(charge.money(TokenClass.READ)))));
    }
    var tables = new ArrayList<>(List.of(sums()));
    if (flow.turns() <= MOST_TURNS) {
      tables.add(turns());
    }
    return new Panel(chart.svg(layers, flow.read()), tables);
  }

  private Table sums() {
    var rows = new ArrayList<List<Cell>>();
    var streams = EnumSet.noneOf(Stream.class);
    streams.addAll(flow.heights().keySet());
    streams.addAll(flow.charges().keySet());
    for (var stream : streams) {
      rows.add(sum(stream, flow.charge(stream)));
    }
    return new Table(
        "%s by origin, all turns of the first agent together. %s; sizes of blocks: %s."
            .formatted(name, known, certain),
        Table.columns(
            List.of("origin"),
            List.of("tokens read again", "USD for that", "entering, USD", "written, USD", "USD")),
        rows);
  }

  private static List<Cell> sum(Stream stream, Bill charge) {
    var reading = charge.money(TokenClass.READ);
    var output = charge.money(TokenClass.OUTPUT);
    return List.of(
        Cell.of(stream.title()),
        Cell.of(charge.tokens(TokenClass.READ)),
        usd(reading),
        usd(charge.total().minus(reading).minus(output)),
        usd(output),
        usd(charge.total()));
  }

  private static Cell usd(Usd amount) {
    return Cell.of(PageNumbers.usd(amount), amount.dollars().doubleValue());
  }

  private Table turns() {
    var heads = new ArrayList<>(List.of("turn", "prompt", "read"));
    flow.heights().keySet().forEach(stream -> heads.add(stream.title()));
    var rows = new ArrayList<List<Cell>>();
    for (int turn = 0; turn < flow.turns(); turn++) {
      var row =
          new ArrayList<>(
              List.of(
                  Cell.of(turn + 1L), Cell.of(flow.height(turn)), Cell.of(flow.read().get(turn))));
      for (var layer : flow.heights().values()) {
        row.add(Cell.of(layer.get(turn)));
      }
      rows.add(row);
    }
    return new Table(
        "%s, tokens in the prompt turn by turn. %s.".formatted(name, known),
        Table.columns(List.of(), heads),
        rows);
  }
}
