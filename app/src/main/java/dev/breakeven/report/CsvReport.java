package dev.breakeven.report;

import java.math.BigDecimal;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Results as CSV (RFC 4180 quoting, line feeds): one row a trial.
public final class CsvReport {
  private final Results results;

  /// A report on `results`.
  public CsvReport(Results results) {
    this.results = results;
  }

  /// The head and all rows; the head alone where no trial has ended.
  public String text() {
    var columns = new TrialColumns(results);
    var lines = new StringBuilder();
    for (var row : results.rows()) {
      var values = columns.of(row);
      if (lines.isEmpty()) {
        lines.append(String.join(",", values.keySet())).append('\n');
      }
      lines
          .append(values.values().stream().map(CsvReport::cell).collect(Collectors.joining(",")))
          .append('\n');
    }
    return lines.toString();
  }

  private static String cell(@Nullable Object value) {
    var text =
        switch (value) {
          case null -> "";
          case BigDecimal number -> number.toPlainString();
          default -> value.toString();
        };
    return text.matches("[^,\"\r\n]*") ? text : "\"" + text.replace("\"", "\"\"") + "\"";
  }
}
