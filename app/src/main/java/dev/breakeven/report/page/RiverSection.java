package dev.breakeven.report.page;

import dev.breakeven.attribution.Certainty;
import dev.breakeven.attribution.Charge;
import dev.breakeven.report.chart.River;
import dev.breakeven.report.page.Section.Colour;
import dev.breakeven.report.page.Section.Figure;
import dev.breakeven.report.page.Section.Panel;
import dev.breakeven.report.page.Table.Cell;
import dev.breakeven.study.TrialRow;
import dev.breakeven.trace.TokenClass;
import dev.breakeven.unit.Usd;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/// The context river: what stands in the first agent's prompt, turn by turn, and what it costs to
/// have it there.
final class RiverSection {
  /// A stream that never makes up more of the largest prompt cannot be seen.
  private static final double SEEN = 0.005;

  private final Evidence evidence;

  RiverSection(Evidence evidence) {
    this.evidence = evidence;
  }

  private record Drawn(TrialRow row, Flow flow) {}

  Optional<Section> section() {
    var figures = new ArrayList<Figure>();
    for (var task : evidence.tasks()) {
      var drawn =
          evidence.cells(task).stream()
              .flatMap(cell -> drawn(cell.typical()).stream())
              .filter(river -> river.flow().turns() > 0)
              .toList();
      if (!drawn.isEmpty()) {
        figures.add(figure(task, drawn));
      }
    }
    if (figures.isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(
        new Section(
            "river",
            "The context river",
            List.of(
                "What the first agent had in its prompt, by origin, at every turn. A prompt is sent"
                    + " whole each time, so a layer's area is the tokens billed for it: a large"
                    + " block that arrives early is paid for at every turn that follows. What lies"
                    + " below the dashed line was read from the cache, at a fraction of the price;"
                    + " what lies above was written or not cached.",
                "One trial a cell, the one of median cost. Each panel has scales of its own:"
                    + " compare the figures above it, not the areas. Executors' own contexts are"
                    + " not drawn."),
            figures,
            List.of()));
  }

  private Optional<Drawn> drawn(TrialRow row) {
    return evidence
        .of(row)
        .filter(kept -> !kept.trace().agents().isEmpty())
        .map(kept -> new Drawn(row, Flow.of(kept)));
  }

  private Figure figure(String task, List<Drawn> drawn) {
    var streams = EnumSet.noneOf(Stream.class);
    drawn.forEach(river -> streams.addAll(seen(river.flow())));
    return new Figure(
        "The context river of "
            + task
            + ". "
            + evidence.known()
            + "; how each block's size is known stands in the tables.",
        streams.stream().map(stream -> new Colour(stream.mark(), stream.title())).toList(),
        drawn.stream().map(this::panel).toList(),
        List.of());
  }

  /// The streams wide enough to be seen.
  private static Set<Stream> seen(Flow flow) {
    var seen = EnumSet.noneOf(Stream.class);
    flow.heights()
        .forEach((stream, layer) -> {
          if (layer.stream().anyMatch(height -> height > SEEN * flow.highest())) {
            seen.add(stream);
          }
        });
    return seen;
  }

  private Panel panel(Drawn river) {
    var flow = river.flow();
    var total = flow.total();
    var remark =
        "%s tokens read again: %s of %s USD"
            .formatted(
                Words.count(total.tokens(TokenClass.READ)),
                Words.usd(total.money(TokenClass.READ)),
                Words.usd(total.total()));
    var chart = new River(river.row().trial().id(), remark, flow.turns(), flow.highest());
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
                      Words.usd(charge.total()),
                      Words.usd(charge.money(TokenClass.READ)))));
    }
    return new Panel(chart.svg(layers, flow.read()), List.of(sums(river), turns(river)));
  }

  private Table sums(Drawn river) {
    var flow = river.flow();
    var rows = new ArrayList<List<Cell>>();
    var streams = EnumSet.noneOf(Stream.class);
    streams.addAll(flow.heights().keySet());
    streams.addAll(flow.charges().keySet());
    for (var stream : streams) {
      rows.add(sum(stream, flow.charge(stream)));
    }
    var certain =
        evidence.of(river.row()).orElseThrow().attribution().bills().stream()
            .map(bill -> bill.size().known())
            .distinct()
            .sorted()
            .map(Certainty::key)
            .collect(Collectors.joining(", "));
    return new Table(
        "%s by origin, all turns of the first agent together. %s; sizes of blocks: %s."
            .formatted(river.row().trial().id(), evidence.known(), certain),
        Table.columns(
            List.of("origin"),
            List.of("tokens read again", "USD for that", "entering, USD", "written, USD", "USD")),
        rows);
  }

  private static List<Cell> sum(Stream stream, Charge charge) {
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
    return Cell.of(Words.usd(amount), amount.dollars().doubleValue());
  }

  private Table turns(Drawn river) {
    var flow = river.flow();
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
        "%s, tokens in the prompt turn by turn. %s."
            .formatted(river.row().trial().id(), evidence.known()),
        Table.columns(List.of(), heads),
        rows);
  }
}
