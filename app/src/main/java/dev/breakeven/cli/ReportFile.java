package dev.breakeven.cli;

import dev.breakeven.catalog.Catalog;
import dev.breakeven.report.Results;
import dev.breakeven.report.page.HtmlReport;
import dev.breakeven.study.TrialRow;
import dev.breakeven.trace.Trace;
import dev.breakeven.trace.TraceReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// The HTML report of a run as a file.
final class ReportFile {
  /// Its name within a run's folder.
  static final String NAME = "report.html";

  private static final String TRACES = "traces";

  private ReportFile() {}

  /// Writes the report on `results`, whose traces are in `folder`, to `file`.
  ///
  /// @throws UserError if a trace is not what a trace should be
  static void write(Results results, Path folder, Path file) throws IOException {
    var pricing = StudyPrices.of(results.study(), Catalog.bundled());
    var report = new HtmlReport(results, traces(results.rows(), folder), pricing);
    Files.writeString(file, report.text(), StandardCharsets.UTF_8);
  }

  private static Map<String, Trace> traces(List<TrialRow> rows, Path folder) throws IOException {
    var traces = new HashMap<String, Trace>();
    for (var row : rows) {
      var file = folder.resolve(TRACES).resolve(row.trial().id() + ".jsonl");
      if (Files.exists(file)) {
        try (var in = Files.newBufferedReader(file)) {
          traces.put(row.trial().id(), TraceReader.read(in, file.toString()));
        } catch (IllegalArgumentException e) {
          throw new UserError(String.valueOf(e.getMessage()), e);
        }
      }
    }
    return traces;
  }
}
