package dev.breakeven.study.records;

import dev.breakeven.study.records.TrialRecord.Measures;
import dev.breakeven.study.records.TrialRecord.ModelUse;
import dev.breakeven.study.records.TrialRecord.Outcome;
import dev.breakeven.trace.Usage;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/// Reads records as CSV with the published study's columns, which `results --format csv` prints
/// too; columns beyond these are left alone. docs/formats/records.md.
final class CsvRecords {
  private static final String OPUS = "claude-opus-4-7";
  private static final String HAIKU = "claude-haiku-4-5";
  private static final String QWEN = "qwen3.5:9b";
  private static final List<String> NEEDED =
      List.of("arm", "task", "trial", "success", "wall_sec", "iterations", "opus_in", "haiku_in");

  private final String file;
  private final List<String> head;

  private CsvRecords(String file, List<String> head) {
    this.file = file;
    this.head = head;
  }

  static void read(
      String file, List<String> lines, List<TrialRecord> trials, List<String> malformed) {
    var head = lines.isEmpty() ? List.<String>of() : cells(lines.getFirst());
    if (!head.containsAll(NEEDED)) {
      malformed.add(
          file + ":1: expected a head with the columns " + NEEDED + " and more, got " + head);
      return;
    }
    var reader = new CsvRecords(file, head);
    for (int i = 1; i < lines.size(); i++) {
      if (lines.get(i).isBlank()) {
        continue;
      }
      try {
        trials.add(reader.record(i + 1, cells(lines.get(i))));
      } catch (IllegalArgumentException e) {
        malformed.add(file + ":" + (i + 1) + ": " + e.getMessage());
      }
    }
  }

  private TrialRecord record(int line, List<String> cells) {
    if (cells.size() != head.size()) {
      throw new IllegalArgumentException("expected " + head.size() + " cells, got " + cells.size());
    }
    var row = new LinkedHashMap<String, String>();
    for (int i = 0; i < cells.size(); i++) {
      row.put(head.get(i), cells.get(i));
    }
    return new TrialRecord(
        file + ":" + line,
        Values.label(text(row, "arm"), text(row, "task"), text(row, "trial")),
        new Outcome(
            number(row, "success").signum() != 0,
            number(row, "blocked").signum() != 0,
            Optional.empty(),
            text(row, "verify_exit").isEmpty()
                ? OptionalInt.empty()
                : OptionalInt.of(Values.count("verify_exit", number(row, "verify_exit"))),
            Map.of()),
        new Measures(
            Values.seconds("wall_sec", number(row, "wall_sec")),
            Values.count("iterations", number(row, "iterations")),
            text(row, "cost_usd").isEmpty()
                ? Optional.empty()
                : Optional.of(Values.money("cost_usd", number(row, "cost_usd")))),
        models(row));
  }

  private static List<ModelUse> models(Map<String, String> row) {
    var models = new ArrayList<ModelUse>();
    for (var column : List.of(Map.entry("opus", OPUS), Map.entry("haiku", HAIKU))) {
      var usage = usage(row, column.getKey());
      if (!usage.equals(Usage.NONE)) {
        models.add(new ModelUse(column.getValue(), usage, Optional.empty()));
      }
    }
    if (number(row, "qwen_present").signum() != 0) {
      models.add(new ModelUse(QWEN, Usage.NONE, Optional.empty()));
    }
    return models;
  }

  private static Usage usage(Map<String, String> row, String model) {
    return Values.usage(
        tokens(row, model + "_in"),
        tokens(row, model + "_cache_w"),
        tokens(row, model + "_cache_r"),
        tokens(row, model + "_out"));
  }

  private static long tokens(Map<String, String> row, String column) {
    return Values.count(column, number(row, column));
  }

  private static String text(Map<String, String> row, String column) {
    return row.getOrDefault(column, "").strip();
  }

  private static BigDecimal number(Map<String, String> row, String column) {
    var text = text(row, column);
    try {
      return text.isEmpty() ? BigDecimal.ZERO : new BigDecimal(text);
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException(
          "expected a number as " + column + ", got `" + text + "`", e);
    }
  }

  /// The cells of one line, quoted as RFC 4180 says; a quoted cell does not go over lines here.
  private static List<String> cells(String line) {
    var cells = new ArrayList<String>();
    var cell = new StringBuilder();
    boolean quoted = false;
    for (int i = 0; i < line.length(); i++) {
      char c = line.charAt(i);
      if (c == '"' && quoted && i + 1 < line.length() && line.charAt(i + 1) == '"') {
        cell.append(c);
        i++;
      } else if (c == '"') {
        quoted = !quoted;
      } else if (c == ',' && !quoted) {
        cells.add(cell.toString());
        cell.setLength(0);
      } else {
        cell.append(c);
      }
    }
    cells.add(cell.toString());
    return cells;
  }
}
