package dev.breakeven.report;

import dev.breakeven.study.Spent;
import dev.breakeven.study.TrialRow;
import dev.breakeven.trace.Known;
import dev.breakeven.trace.TokenClass;
import dev.breakeven.trace.Usage;
import dev.breakeven.unit.Usd;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/// Results for people at a terminal: what was solved, in how many turns, for how much, and where
/// the tokens went.
public final class TextReport {
  private static final int PLACES = 4;
  private static final double NANOS = 1e9;

  private final Results results;

  /// A report on `results`.
  public TextReport(Results results) {
    this.results = results;
  }

  /// The whole report.
  public String text() {
    if (results.rows().isEmpty()) {
      return damage() + "No trial has ended yet.\n" + CutOff.text(results);
    }
    return damage()
        + heading()
        + "\n"
        + (results.takenOver() ? Imported.cells(results) : cells())
        + "\n"
        + notSolved()
        + tokens()
        + "\n"
        + headline()
        + "\n"
        + ControlReport.text(results)
        + total()
        + LostCalls.text(results)
        + CutOff.text(results);
  }

  private String damage() {
    return results.damage().stream()
        .map("Not whole: %s.%n"::formatted)
        .collect(Collectors.joining());
  }

  private String heading() {
    var plan = results.study().plan();
    var first =
        "%s · %s · pack %s · seed %d · prices of %s%n"
            .formatted(
                results.study().id(),
                results.known(),
                results.study().pack(),
                plan.seed(),
                results.pricesOf());
    if (results.takenOver()) {
      return Imported.heading(results);
    }
    first += results.branch().map(note -> note + "\n").orElse("");
    return results.facts().how() == Known.REHEARSED
        ? first
            + "Rehearsed: no model was asked. Turns, tokens, model seconds and dollars come from"
            + " model profiles and the\n"
            + "cache model; tools and judge are real.\n"
        : first;
  }

  private String cells() {
    var table =
        new TextTable(
            2,
            List.of(
                "arm",
                "task",
                "solved",
                "turns",
                "model s",
                "tools s",
                "judge s",
                "USD",
                "USD a solve"));
    for (var arm : results.study().arms()) {
      for (var task : results.study().tasks()) {
        var rows = results.cell(arm.name(), task);
        if (!rows.isEmpty()) {
          table.row(cell(arm.name(), task, rows));
        }
      }
    }
    var arms =
        results.study().arms().stream()
            .map(arm -> "%s = %s".formatted(arm.name(), results.describe(arm)))
            .collect(Collectors.joining("\n"));
    var several = results.rows().stream().anyMatch(row -> row.trial().number() > 1);
    return arms
        + "\n\n"
        + (several ? "Medians over all trials of a cell, failures included.\n\n" : "")
        + table.text();
  }

  private List<String> cell(String arm, String task, List<TrialRow> rows) {
    long solved = rows.stream().filter(TrialRow::solved).count();
    var spent = rows.stream().map(TrialRow::spent).reduce(Spent.NONE, Spent::plus);
    return List.of(
        arm,
        task,
        solved + "/" + rows.size(),
        Long.toString(Medians.ofLongs(rows, TrialRow::turns)),
        seconds(rows, row -> row.seconds().model()),
        seconds(rows, row -> row.seconds().tools()),
        seconds(rows, row -> row.seconds().judge()),
        spent.unpriced() > 0
            ? "unpriced"
            : new Usd(Medians.ofLongs(rows, row -> row.spent().usd().picodollars()))
                .rounded(PLACES),
        solved == 0 || spent.unpriced() > 0
            ? "–"
            : new Usd(spent.usd().picodollars() / solved).rounded(PLACES));
  }

  private static String seconds(
      List<TrialRow> rows, java.util.function.Function<TrialRow, Duration> kind) {
    return "%.1f".formatted(Medians.ofDoubles(rows, row -> kind.apply(row).toNanos() / NANOS));
  }

  private String notSolved() {
    var lines = new ArrayList<String>();
    for (var row : results.rows()) {
      if (!row.solved()) {
        var exits =
            row.verdict().exitCodes().entrySet().stream()
                .filter(entry -> entry.getValue() != 0)
                .map(entry -> failure(row, entry.getKey()))
                .toList();
        var reasons = new ArrayList<>(row.verdict().violations());
        reasons.addAll(exits);
        lines.add(
            "  %s ended %s%s; the judge says: %s"
                .formatted(
                    row.trial().id(),
                    row.ending().kind().key(),
                    row.ending().detail().isEmpty() ? "" : " (" + row.ending().detail() + ")",
                    reasons.isEmpty() ? "nothing was judged" : String.join(", ", reasons)));
      }
    }
    return lines.isEmpty() ? "" : "Not solved:\n" + String.join("\n", lines) + "\n\n";
  }

  private static String failure(TrialRow row, String check) {
    var counts =
        row.verdict().counts().entrySet().stream()
            .filter(entry -> entry.getKey().startsWith(check + "."))
            .map(entry -> entry.getValue() + " " + entry.getKey().substring(check.length() + 1))
            .collect(Collectors.joining(", "));
    return counts.isEmpty() ? check : check + " (" + counts + ")";
  }

  private String tokens() {
    var table =
        new TextTable(
            4,
            List.of(
                "arm",
                "task",
                "role",
                "model",
                "uncached",
                "write 5m",
                "write 1h",
                "read",
                "output",
                "USD"));
    for (var arm : results.study().arms()) {
      for (var task : results.study().tasks()) {
        for (var part : Parts.of(results.cell(arm.name(), task))) {
          table.row(tokenRow(arm.name(), task, part));
        }
      }
    }
    return "Tokens by role and class, all trials of a cell together ("
        + results.known()
        + "):\n\n"
        + table.text();
  }

  private static List<String> tokenRow(String arm, String task, TrialRow.Part part) {
    var cells = new ArrayList<>(List.of(arm, task, part.role().key(), part.model()));
    for (var tokenClass : TokenClass.values()) {
      cells.add(count(part.usage(), tokenClass));
    }
    cells.add(usd(part.spent()));
    return cells;
  }

  private static String count(Usage usage, TokenClass tokenClass) {
    return usage
        .reported(tokenClass)
        .map(tokens -> String.format(Locale.ROOT, "%,d", tokens.count()))
        .orElse("–");
  }

  private static String usd(Spent spent) {
    if (spent.unpriced() > 0) {
      return spent.usd().picodollars() == 0
          ? "unpriced"
          : spent.usd().rounded(PLACES) + " + " + spent.unpriced() + " calls unpriced";
    }
    return spent.usd().rounded(PLACES);
  }

  private static String amount(Spent spent) {
    if (spent.unpriced() == 0) {
      return spent.usd().rounded(PLACES) + " USD";
    }
    String calls = spent.unpriced() + (spent.unpriced() == 1 ? " call" : " calls") + " unpriced";
    return spent.usd().picodollars() == 0
        ? calls
        : "at least " + spent.usd().rounded(PLACES) + " USD + " + calls;
  }

  /// The published study's own headline: what the first agent reads, against the first arm's.
  private String headline() {
    var arms = results.study().arms();
    var base = arms.getFirst().name();
    var heads = new ArrayList<>(List.of("arm"));
    for (var task : results.study().tasks()) {
      heads.add(task);
      heads.add("÷ " + base);
    }
    var table = new TextTable(1, heads);
    for (var arm : arms) {
      var cells = new ArrayList<>(List.of(arm.name()));
      for (var task : results.study().tasks()) {
        var own = results.cell(arm.name(), task);
        var solo = results.cell(base, task);
        cells.add(own.isEmpty() ? "–" : String.format(Locale.ROOT, "%,d", reads(own)));
        cells.add(
            own.isEmpty() || solo.isEmpty() || reads(solo) == 0
                ? "–"
                : String.format(Locale.ROOT, "%.2f", (double) reads(own) / reads(solo)));
      }
      table.row(cells);
    }
    return "Uncached input + cache reads of the first agent, median of a cell ("
        + results.known()
        + "), and the ratio to arm "
        + base
        + ":\n\n"
        + table.text();
  }

  private static long reads(List<TrialRow> rows) {
    return Medians.ofLongs(
        rows,
        row ->
            row.parts().stream()
                .filter(part -> !part.role().assists())
                .mapToLong(part ->
                    part.usage().count(TokenClass.UNCACHED) + part.usage().count(TokenClass.READ))
                .sum());
  }

  private String total() {
    var spent = results.rows().stream().map(TrialRow::spent).reduce(Spent.NONE, Spent::plus);
    var lost = LostCalls.spent(results);
    var cutOff = results.spent().usd().minus(spent.usd()).minus(lost.usd());
    if (results.takenOver()) {
      return Imported.total(results, amount(spent));
    }
    int trials = results.rows().size();
    return "%d %s, %s (%s)%s%s%n"
        .formatted(
            trials,
            trials == 1 ? "trial" : "trials",
            amount(spent),
            results.known(),
            lost.usd().picodollars() == 0
                ? ""
                : "; " + lost.usd().rounded(PLACES) + " USD more for answers that were lost",
            cutOff.picodollars() == 0
                ? ""
                : "; " + cutOff.rounded(PLACES) + " USD more in attempts that were cut off");
  }
}
