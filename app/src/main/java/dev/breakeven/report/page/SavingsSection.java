package dev.breakeven.report.page;

import dev.breakeven.audit.Advice;
import dev.breakeven.audit.Savings;
import dev.breakeven.pricing.Bill;
import dev.breakeven.report.audit.AuditSentences;
import dev.breakeven.report.page.Section.Figure;
import dev.breakeven.report.page.Section.Panel;
import dev.breakeven.report.page.SpendingBars.Row;
import dev.breakeven.report.page.Table.Cell;
import dev.breakeven.unit.Usd;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// What could have been saved.
record SavingsSection(SpendingBars spending) {
  private static final String HOW = "computed, behaviour held constant";

  Optional<Section> section() {
    List<Map.Entry<Advice, Usd>> savings =
        spending.period().savings().entrySet().stream()
            .sorted(Map.Entry.<Advice, Usd>comparingByValue().reversed())
            .toList();
    if (savings.isEmpty()) {
      return Optional.empty();
    }
    var bars =
        spending.bars(
            "Less, USD (computed)",
            savings.stream()
                .map(entry -> new Row(name(entry.getKey()), Bill.of(entry.getValue())))
                .toList(),
            "less");
    return Optional.of(
        new Section(
            "savings",
            "What could have been saved",
            new AuditSentences(spending.period()).savings(),
            List.of(
                new Figure(
                    "What each would have saved in these sessions, USD: "
                        + HOW
                        + ": the same calls, answers and times. Savings overlap and do not add up."
                        + " The table below has the numbers.",
                    List.of(),
                    List.of(new Panel(bars, List.of())),
                    List.of())),
            List.of(table(savings))));
  }

  private Table table(List<Map.Entry<Advice, Usd>> savings) {
    var rows = new ArrayList<List<Cell>>();
    for (var entry : savings) {
      rows.add(
          List.of(
              Cell.of(AuditSentences.words(entry.getKey())),
              Cell.of(assumed(entry.getKey())),
              Cell.of(HOW),
              spending.cell(entry.getValue()),
              spending.shareCell(entry.getValue())));
    }
    return new Table(
        "Savings on list prices, each for itself; they overlap and do not add up.",
        Table.columns(
            List.of("with", "what is assumed", "how known"), List.of("USD less", "share")),
        rows);
  }

  private static String name(Advice advice) {
    return switch (advice) {
      case LIVE_LONGER -> "cache life of 1 h";
      case KEEP_ALIVE -> "keeping the cache alive";
      case LIVE_SHORTER -> "cache life of 5 min";
      case SHORTER_RESULTS -> "shorter tool results";
      case SHORTER_REPORTS -> "shorter reports";
      case SPLIT_OFF -> "splitting off";
      case COMPACT_EARLIER -> "summing up earlier";
    };
  }

  private static String assumed(Advice advice) {
    return switch (advice) {
      case LIVE_LONGER ->
          "writes cost more; what expired within the hour is read; only where it pays";
      case KEEP_ALIVE ->
          "before every 5 min of a pause are over, a request reads what is cached and is answered"
              + " one token; only pauses in which it pays";
      case LIVE_SHORTER ->
          "writes cost less; what was read after 5 min is written again; only where it" + " pays";
      case SHORTER_RESULTS -> "what was cut is not asked for again";
      case SHORTER_REPORTS -> "the shorter report says enough";
      case SPLIT_OFF ->
          ("an executor of the same model begins with the agent's first prompt, takes the same"
                  + " turns and reports; both talk %,d tokens, nothing it saw is looked at again; only"
                  + " where it pays")
              .formatted(Savings.SPLIT_TALK);
      case COMPACT_EARLIER ->
          "each summary has %,d tokens, and nothing it replaces is read again"
              .formatted(Savings.SUMMARY);
    };
  }
}
