package dev.breakeven.cli;

import dev.breakeven.catalog.Catalog;
import dev.breakeven.report.Results;
import dev.breakeven.report.page.HtmlReport;
import dev.breakeven.study.TrialRow;
import dev.breakeven.trace.Trace;
import dev.breakeven.trace.TraceReader;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
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
  /// A trace that is not what a trace should be is named in it and left out of its pictures.
  static void write(Results results, Path folder, Path file) throws IOException {
    var pricing = StudyPrices.of(results.study(), Catalog.bundled());
    PageFile.require("--out", file);
    var damage = new ArrayList<String>();
    var traces = traces(results.rows(), folder, damage);
    var report = new HtmlReport(results.damaged(damage), traces, pricing);
    Files.writeString(file, report.text(), StandardCharsets.UTF_8);
  }

  private static Map<String, Trace> traces(List<TrialRow> rows, Path folder, List<String> damage)
      throws IOException {
    var traces = new HashMap<String, Trace>();
    for (var row : rows) {
      var file = folder.resolve(TRACES).resolve(row.trial().id() + ".jsonl");
      if (Files.exists(file)) {
        try (var in = Files.newBufferedReader(file)) {
          traces.put(row.trial().id(), TraceReader.read(in, file.toString()));
        } catch (IllegalArgumentException | CharacterCodingException e) {
          damage.add(
              "the trace of %s cannot be read (%s)".formatted(row.trial().id(), e.getMessage()));
        }
      }
    }
    return traces;
  }
}
