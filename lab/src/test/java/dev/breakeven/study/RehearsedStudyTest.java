package dev.breakeven.study;

import static org.assertj.core.api.Assertions.assertThat;

import dev.breakeven.attribution.Attribution;
import dev.breakeven.attribution.GroundTruth;
import dev.breakeven.catalog.Catalog;
import dev.breakeven.pricing.LocalRate;
import dev.breakeven.pricing.Pricing;
import dev.breakeven.trace.Known;
import dev.breakeven.trace.TraceReader;
import dev.breakeven.unit.Usd;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The whole way on a real repository: agents, tools, judge, books, traces.
class RehearsedStudyTest {
  @TempDir static Path folder = Path.of("");
  private static CommonsCli commonsCli;

  @BeforeAll
  static void prepare() throws InterruptedException {
    commonsCli = new CommonsCli();
  }

  @AfterAll
  static void close() {
    commonsCli.close();
  }

  @Tag("slow")
  @Test
  void equalSeedsGiveEqualTracesAndAnotherSeedOthers() throws Exception {
    var first = traces(7, "first");
    assertThat(first).hasSize(2);
    assertThat(traces(7, "second")).isEqualTo(first);
    assertThat(traces(8, "other").values()).doesNotContainAnyElementsOf(first.values());
  }

  @Test
  void callsTrialsAndTracesAddUpExactly() throws Exception {
    var out = folder.resolve("sums");
    var study = CommonsCli.study(3, "B", "C");
    try (var ledger = commonsCli.run(study, "T3", CommonsCli.rehearsed(study), out)) {
      var pricing = Pricing.of(Catalog.bundled()).with("qwen3.5:9b", LocalRate.FREE);
      var sum = Usd.ZERO;
      for (var row : ledger.trials()) {
        var file = out.resolve("traces").resolve(row.trial().id() + ".jsonl");
        try (var reader = Files.newBufferedReader(file)) {
          var trace = TraceReader.read(reader, file.toString());
          var bill = pricing.bill(trace);
          assertThat(bill.complete()).isTrue();
          assertThat(row.spent()).isEqualTo(new Spent(bill.total(), 0));
          assertThat(trace.calls()).allMatch(call -> call.answer().known() == Known.REHEARSED);
          sum = sum.plus(bill.total());
        }
      }
      assertThat(ledger.trials()).hasSize(2);
      assertThat(ledger.spent()).isEqualTo(new Spent(sum, 0));
      assertThat(sum.picodollars()).isPositive();
    }
  }

  /// Rehearsed blocks have true sizes; attribution that does not look at them must come near.
  @Test
  void attributionComesNearTheTruth() throws Exception {
    var out = folder.resolve("truth");
    var study = CommonsCli.study(5, "A", "B", "C", "D");
    commonsCli.run(study, "T1", CommonsCli.rehearsed(study), out).close();
    var pricing = Pricing.of(Catalog.bundled()).with("qwen3.5:9b", LocalRate.FREE);
    var errors = new ArrayList<Double>();
    try (var files = Files.list(out.resolve("traces"))) {
      for (var file : files.toList()) {
        try (var reader = Files.newBufferedReader(file)) {
          var trace = TraceReader.read(reader, file.toString());
          assertThat(Attribution.of(GroundTruth.withoutSizes(trace), pricing).bill())
              .isEqualTo(pricing.bill(trace));
          GroundTruth.pairs(trace, pricing).stream()
              .filter(pair -> pair.truth().charge().total().picodollars() > 0)
              .forEach(pair -> errors.add(pair.error()));
        }
      }
    }
    assertThat(errors).hasSizeGreaterThan(300);
    var sorted = new GroundTruth.Errors(errors);
    assertThat(sorted.quantile(0.5)).isLessThanOrEqualTo(0.01);
    assertThat(sorted.quantile(0.95)).isLessThanOrEqualTo(0.05);
  }

  private static Map<String, String> traces(long seed, String name)
      throws IOException, InterruptedException {
    var out = folder.resolve(name);
    var study = CommonsCli.study(seed, "A", "C");
    commonsCli.run(study, "T3", CommonsCli.rehearsed(study), out).close();
    var traces = new TreeMap<String, String>();
    try (var files = Files.list(out.resolve("traces"))) {
      for (var file : files.toList()) {
        traces.put(file.getFileName().toString(), Files.readString(file));
      }
    }
    return traces;
  }
}
