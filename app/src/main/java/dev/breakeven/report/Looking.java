package dev.breakeven.report;

import dev.breakeven.study.TrialRow;
import dev.breakeven.trace.Role;
import dev.breakeven.trace.TokenClass;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;

/// Whether delegating took any looking away from the model that delegates: what came into its
/// context beside its own words, held against the same model working alone.
///
/// Only trials that were solved and had a first agent with cache writes are counted.
public final class Looking {
  /// What the formula of the break-even point makes of it.
  public static final String RULE =
      "What the strong model has worked out itself is paid for: while what would have stayed in its"
          + " context is no more than the instruction and the report, no executor's price makes"
          + " handing it over pay (modelled; docs/method-break-even.md). Handing over the looking"
          + " can.";

  private final Results results;

  /// The looking in `results`.
  public Looking(Results results) {
    this.results = results;
  }

  /// The means of a cell's solved trials.
  ///
  /// @param arm its arm
  /// @param task its task
  /// @param trials how many trials they are of
  /// @param calls calls of the first agent
  /// @param tokens what came into its context beside its own words: cache writes less output
  /// @param base the arm where the same model works alone; empty for that arm itself
  /// @param ratio the tokens over those of `base`; 1 for that arm itself
  public record Cell(
      String arm,
      String task,
      int trials,
      double calls,
      double tokens,
      Optional<String> base,
      double ratio) {}

  /// The cells of delegating arms, each task's after that of the same model working alone; empty
  /// where no such pair was solved.
  public List<Cell> cells() {
    List<Cell> cells = new ArrayList<>();
    for (var task : results.study().tasks()) {
      for (var base : results.study().arms()) {
        var alone = solved(base.name(), task, Role.SOLO);
        if (alone.isEmpty()) {
          continue;
        }
        List<Cell> others = new ArrayList<>();
        for (var arm : results.study().arms()) {
          var own = solved(arm.name(), task, Role.ORCHESTRATOR);
          if (!own.isEmpty() && model(own).equals(model(alone))) {
            others.add(cell(arm.name(), task, own, Optional.of(base.name()), intake(alone)));
          }
        }
        if (!others.isEmpty()) {
          cells.add(cell(base.name(), task, alone, Optional.empty(), intake(alone)));
          cells.addAll(others);
        }
      }
    }
    return cells;
  }

  private static Cell cell(
      String arm, String task, List<TrialRow> rows, Optional<String> base, double alone) {
    return new Cell(
        arm,
        task,
        rows.size(),
        mean(rows, TrialRow::turns),
        intake(rows),
        base,
        intake(rows) / alone);
  }

  /// In how many delegating cells the orchestrator took in at least nine tenths of what the same
  /// model took in alone, in a sentence.
  ///
  /// @param cells not empty
  public static String sentence(List<Cell> cells) {
    var delegating = cells.stream().filter(cell -> cell.base().isPresent()).toList();
    long asMuch = delegating.stream().filter(cell -> cell.ratio() >= 0.9).count();
    double least = delegating.stream().mapToDouble(Cell::ratio).min().orElseThrow();
    double most = delegating.stream().mapToDouble(Cell::ratio).max().orElseThrow();
    return String.format(
        Locale.ROOT,
        "Against the same model alone, what the delegating model took in beside its own words was"
            + " %.2f to %.2f times as much, and at least 0.9 times in %d of %d cells.",
        least,
        most,
        asMuch,
        delegating.size());
  }

  /// The table and what it shows as text; empty where there is nothing to hold it against.
  String text() {
    var cells = cells();
    if (cells.isEmpty()) {
      return "";
    }
    var table = new TextTable(2, List.of("arm", "task", "trials", "calls", "tokens", "÷ alone"));
    for (var cell : cells) {
      table.row(
          List.of(
              cell.arm(),
              cell.task(),
              Integer.toString(cell.trials()),
              Figures.number(cell.calls(), 1),
              Figures.number(cell.tokens(), 0),
              Figures.number(cell.ratio(), 2)));
    }
    return """
    Did delegating take the looking away? Calls of the first agent, and the tokens that came into its context
    beside its own words (cache writes less output), means of solved trials:

    %s
    %s
    """
        .formatted(table.text(), wrapped(sentence(cells) + " " + RULE));
  }

  private static String wrapped(String text) {
    var line = new StringBuilder();
    var lines = new ArrayList<String>();
    for (var word : text.split(" ")) {
      if (line.length() + word.length() > 110) {
        lines.add(line.toString().strip());
        line.setLength(0);
      }
      line.append(word).append(' ');
    }
    lines.add(line.toString().strip());
    return lines.stream().collect(Collectors.joining("\n"));
  }

  private List<TrialRow> solved(String arm, String task, Role role) {
    return results.cell(arm, task).stream()
        .filter(TrialRow::solved)
        .filter(row -> first(row).stream().anyMatch(part -> part.role() == role))
        .filter(row -> written(row) > 0)
        .toList();
  }

  private static List<TrialRow.Part> first(TrialRow row) {
    return row.parts().stream().filter(part -> !part.role().assists()).toList();
  }

  private static String model(List<TrialRow> rows) {
    return first(rows.getFirst()).getFirst().model();
  }

  private static double intake(List<TrialRow> rows) {
    return mean(
        rows,
        row ->
            written(row)
                - first(row).stream()
                    .mapToLong(part -> part.usage().count(TokenClass.OUTPUT))
                    .sum());
  }

  private static long written(TrialRow row) {
    return first(row).stream()
        .mapToLong(part ->
            part.usage().count(TokenClass.WRITE_5M) + part.usage().count(TokenClass.WRITE_1H))
        .sum();
  }

  private static double mean(List<TrialRow> rows, ToDoubleFunction<TrialRow> figure) {
    return rows.stream().mapToDouble(figure).average().orElseThrow();
  }
}
