package dev.breakeven.report;

import dev.breakeven.stats.Sample;
import dev.breakeven.study.TrialRow;
import dev.breakeven.study.records.RecordCheck;
import dev.breakeven.study.records.RecordCheck.CacheLaw;
import dev.breakeven.study.records.RecordCheck.PriceCheck;
import dev.breakeven.trace.TokenClass;
import dev.breakeven.unit.Usd;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;

/// What the records of a study that others ran show beyond its own tables.
public final class CheckReport {
  private final Results results;
  private final RecordCheck check;

  /// A report on `check` of `results`.
  public CheckReport(Results results, RecordCheck check) {
    this.results = results;
    this.check = check;
  }

  /// The suspicious records, one a line; empty if there are none.
  public static String suspicions(RecordCheck check) {
    return check.suspicions().stream()
        .map(suspicion ->
            "Suspicious: %s %s.%n"
                .formatted(String.join(" and ", suspicion.records()), suspicion.what()))
        .collect(Collectors.joining());
  }

  /// The whole report.
  public String text() {
    return "%s · what the records show%n%n".formatted(results.study().id())
        + suspicions(check)
        + "\n"
        + check.priceChecks().stream().map(CheckReport::price).collect(Collectors.joining())
        + "\n"
        + cache()
        + "\n"
        + ratios()
        + "\n"
        + looking()
        + "Not told by the records: usage call by call, what the contexts held, seconds by kind,"
        + " how a trial ended,\n"
        + "the order trials ran in, the calls of executors.\n";
  }

  private String looking() {
    var text = new Looking(results).text();
    return text.isEmpty() ? "" : text + "\n";
  }

  private static String price(PriceCheck check) {
    var head = "Price of %s: ".formatted(check.model());
    if (check.listPrice()) {
      return head + "the list price in all %d records that tell.%n".formatted(check.records());
    }
    if (!check.constant()) {
      return head
          + "no list price: the records say %.3f to %.3f times as much (%d records).%n"
              .formatted(check.least(), check.most(), check.records());
    }
    var prices =
        check.listed().isEmpty()
            ? ""
            : ", as if input cost %s and output %s USD a million, not %s and %s"
                .formatted(
                    plain(check.listed().getFirst() * check.most()),
                    plain(check.listed().getLast() * check.most()),
                    plain(check.listed().getFirst()),
                    plain(check.listed().getLast()));
    return head
        + "%.3f times the list price in all %d records that tell%s.%n"
            .formatted(check.most(), check.records(), prices);
  }

  private static String plain(double price) {
    return String.format(Locale.ROOT, "%.4g", price).replaceAll("\\.?0+$", "");
  }

  private String cache() {
    var table =
        new TextTable(3, List.of("arm", "task", "model", "minimum", "uncached − calls (records)"));
    for (var law : check.cacheLaws()) {
      table.row(
          List.of(
              law.arm(),
              law.task(),
              law.model(),
              law.minimum().map(least -> String.format(Locale.ROOT, "%,d", least)).orElse("–"),
              law.constants().entrySet().stream()
                  .map(entry ->
                      String.format(Locale.ROOT, "%,d (%d)", entry.getKey(), entry.getValue()))
                  .collect(Collectors.joining("  "))));
    }
    var laws = check.cacheLaws();
    var exact = laws.stream().filter(CheckReport::holds).toList();
    int records = exact.stream().mapToInt(CheckReport::records).sum();
    return "Uncached input of the first agent = a constant of the task + one token a call: exact in"
        + " every"
        + " record of %d of %d cells (%d records).%n".formatted(exact.size(), laws.size(), records)
        + "The constant is the prompts that were shorter than the model's minimum; where it takes"
        + " several values, more than one was.\n\n"
        + table.text()
        + check
            .prefixShare()
            .map(share ->
                "%nMean cached prefix: %.2f to %.2f of the last one in all %d records: contexts grow fast early.%n"
                    .formatted(share.least(), share.most(), share.records()))
            .orElse("");
  }

  private static boolean holds(CacheLaw law) {
    return law.constants().size() == 1 && records(law) > 1;
  }

  private static int records(CacheLaw law) {
    return law.constants().values().stream().mapToInt(Integer::intValue).sum();
  }

  private String ratios() {
    var base = results.study().arms().getFirst().name();
    var table =
        new TextTable(
            2,
            List.of(
                "arm",
                "task",
                "input + reads",
                "÷ " + base,
                "cache reads",
                "÷ " + base,
                "USD recorded",
                "÷ " + base,
                "USD",
                "÷ " + base));
    for (var arm : results.study().arms()) {
      for (var task : results.study().tasks()) {
        var own = solved(arm.name(), task);
        var solo = solved(base, task);
        if (!own.isEmpty() && !solo.isEmpty()) {
          table.row(ratios(arm.name(), task, own, solo));
        }
      }
    }
    return "First agents' tokens and trials' costs, medians of solved trials, against arm "
        + base
        + ":\n\n"
        + table.text();
  }

  private List<String> ratios(String arm, String task, List<TrialRow> own, List<TrialRow> solo) {
    var cells = new ArrayList<>(List.of(arm, task));
    add(cells, own, solo, 0, row -> tokens(row, TokenClass.UNCACHED, TokenClass.READ));
    add(cells, own, solo, 0, row -> tokens(row, TokenClass.READ));
    add(cells, own, solo, 4, row -> results.recorded(row).map(CheckReport::dollars).orElse(0.0));
    add(cells, own, solo, 4, row -> dollars(row.spent().usd()));
    return cells;
  }

  private static void add(
      List<String> cells,
      List<TrialRow> own,
      List<TrialRow> solo,
      int places,
      ToDoubleFunction<TrialRow> figure) {
    double mine = median(own, figure);
    double base = median(solo, figure);
    cells.add(mine == 0 ? "–" : Figures.number(mine, places));
    cells.add(mine == 0 || base == 0 ? "–" : Figures.number(mine / base, 2));
  }

  private static double median(List<TrialRow> rows, ToDoubleFunction<TrialRow> figure) {
    return Sample.median(rows.stream().mapToDouble(figure).toArray());
  }

  private static double dollars(Usd usd) {
    return usd.dollars().doubleValue();
  }

  private List<TrialRow> solved(String arm, String task) {
    return results.cell(arm, task).stream().filter(TrialRow::solved).toList();
  }

  private static double tokens(TrialRow row, TokenClass... classes) {
    long sum = 0;
    for (var part : row.parts()) {
      for (var tokenClass : classes) {
        sum += part.role().assists() ? 0 : part.usage().count(tokenClass);
      }
    }
    return sum;
  }
}
