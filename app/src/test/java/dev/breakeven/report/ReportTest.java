package dev.breakeven.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

class ReportTest {
  @Test
  void textIsForPeople() throws IOException {
    Golden.hold("report/results.txt", new TextReport(Samples.results()).text());
  }

  @Test
  void csvHasARowATrial() throws IOException {
    Golden.hold("report/results.csv", new CsvReport(Samples.results()).text());
  }

  @Test
  void csvBeginsWithThePublishedStudysColumns() {
    assertThat(new CsvReport(Samples.results()).text())
        .startsWith(
            "arm,task,trial,success,blocked,wall_sec,iterations,cost_usd,opus_in,opus_out,"
                + "opus_cache_w,opus_cache_r,haiku_in,haiku_out,haiku_cache_w,haiku_cache_r,"
                + "qwen_present,verify_exit,");
  }

  @Test
  void jsonHoldsTheSame() throws IOException {
    var text = new JsonReport(Samples.results()).text();
    var tree = JsonMapper.shared().readTree(text);
    assertThat(tree.get("trials")).hasSize(4);
    assertThat(tree.get("trials").get(0).get("cost_usd").decimalValue())
        .isEqualByComparingTo("0.438255");
    assertThat(tree.get("trials").get(3).get("cost_usd").isNull()).isTrue();
    Golden.hold("report/results.json", text);
  }

  @Test
  void whatWasCutOffAndTheControlAreShown() throws IOException {
    Golden.hold("report/control.txt", new TextReport(Samples.controlled()).text());
  }

  @Test
  void jsonTellsOfUnfinishedAttempts() {
    var unfinished =
        JsonMapper.shared().readTree(new JsonReport(Samples.controlled()).text()).get("unfinished");
    assertThat(unfinished).hasSize(3);
    assertThat(unfinished.get(1).get("trial").asString()).isEqualTo("B-T1-1");
    assertThat(unfinished.get(1).get("unanswered_usd_at_most").decimalValue())
        .isEqualByComparingTo("0.4321");
  }

  @Test
  void nothingYetIsSaid() {
    assertThat(new TextReport(Samples.none()).text()).isEqualTo("No trial has ended yet.\n");
    assertThat(new CsvReport(Samples.none()).text()).isEmpty();
  }

  @Test
  void otherPricesOfARehearsalStillSayRehearsed() {
    var results = Samples.results();
    var report = new PriceReport(results, results, "at the prices of 2026-07-01");
    assertThat(report.text()).startsWith("sample · rehearsed · the same tokens");
    assertThat(report.crossovers("A", "B", List.of())).startsWith("sample · rehearsed · where A");
  }
}
