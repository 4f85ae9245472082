package dev.breakeven.report.page;

import dev.breakeven.attribution.Certainty;
import dev.breakeven.report.page.Section.Colour;
import dev.breakeven.report.page.Section.Figure;
import dev.breakeven.report.page.Section.Panel;
import dev.breakeven.study.TrialRow;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/// The context river: what stands in the first agent's prompt, turn by turn, and what it costs to
/// have it there.
final class RiverSection {
  private final ReportData evidence;

  RiverSection(ReportData evidence) {
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
    drawn.forEach(river -> streams.addAll(RiverPanel.seen(river.flow())));
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

  private Panel panel(Drawn river) {
    var certain =
        evidence.of(river.row()).orElseThrow().attribution().bills().stream()
            .map(bill -> bill.size().known())
            .distinct()
            .sorted()
            .map(Certainty::key)
            .collect(Collectors.joining(", "));
    return new RiverPanel(river.row().trial().id(), river.flow(), evidence.known(), certain)
        .panel();
  }
}
