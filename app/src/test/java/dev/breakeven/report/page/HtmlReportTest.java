package dev.breakeven.report.page;

import static org.assertj.core.api.Assertions.assertThat;

import dev.breakeven.catalog.Catalog;
import dev.breakeven.pricing.LocalRate;
import dev.breakeven.pricing.Pricing;
import dev.breakeven.report.Golden;
import dev.breakeven.report.Samples;
import dev.breakeven.trace.Trace;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class HtmlReportTest {
  private static final String INSTRUCTION =
      "{\"instruction\":\"Rename <T> and </script><script>alert(1)</script>\"}";

  /// The report on the made-up results, with traces of two of its trials.
  static String sample() {
    Map<String, Trace> traces =
        Map.of(
            "A-T1-1",
            Delegating.solo(),
            "A-T1-2",
            Delegating.solo(),
            "B-T1-1",
            Delegating.once(INSTRUCTION));
    var pricing = Pricing.of(Catalog.bundled()).with("qwen3.5:9b", LocalRate.FREE);
    return new HtmlReport(Samples.results(), traces, pricing).text();
  }

  @Test
  void theWholePageStandsAsExpected() throws IOException {
    var page =
        Pattern.compile("(?<=<style>).*?(?=</style>)|(?<=<script>).*?(?=</script>)", Pattern.DOTALL)
            .matcher(sample())
            .replaceAll("…");
    Golden.hold("report/report.html", page);
  }

  @Test
  void nothingIsFetched() {
    assertThat(sample())
        .contains("default-src 'none'")
        .doesNotContain("http:", "https:", "@import", "url(", " src=");
    assertThat(all("href=\"([^\"]*)\"", sample()))
        .allMatch(link -> link.startsWith("#") || link.equals("data:,"));
  }

  @Test
  void whatModelsAndUsersWroteIsEscaped() {
    assertThat(all("<script", sample())).hasSize(1);
    assertThat(sample())
        .contains("Rename &lt;T&gt; and &lt;/script&gt;")
        .contains("model, of \"mine\"");
  }

  @Test
  void everyCaptionOfARehearsedRunSaysSo() {
    var captions = all("<(?:fig)?caption>(?:<span>)?(.*?)</", sample());
    assertThat(captions).hasSizeGreaterThan(10);
    assertThat(captions)
        .allMatch(text -> text.contains("Rehearsed") || text.equals("What decided this run."));
  }

  @Test
  void everyFigureHasItsNumbersAsATable() {
    var figures = all("(?s)<figure>(.*?)</figure>", sample());
    assertThat(figures).hasSizeGreaterThanOrEqualTo(6);
    assertThat(figures)
        .allMatch(figure -> figure.contains("<svg"))
        .allMatch(figure ->
            figure.contains("<table") || figure.contains("The table below has the numbers."));
  }

  @Test
  void everyTableHasACaptionAndHeadingsWithAScope() {
    var tables = all("(?s)(<table.*?</table>)", sample());
    assertThat(tables).allMatch(table -> table.contains("<caption>"));
    assertThat(all("<th(?![^>]*scope=)[ >]", sample())).isEmpty();
  }

  @Test
  void everyPictureIsNamed() {
    assertThat(all("(<svg[^>]*>)", sample()))
        .isNotEmpty()
        .allMatch(svg -> svg.contains("role=\"img\"") && svg.contains("aria-label=\""));
  }

  @Test
  void aCellOfUnknownPriceIsUnpricedAndNotFree() {
    assertThat(sample()).contains("unpriced").contains("left out of these pictures");
  }

  @Test
  void anEmptyRunSaysSo() {
    var page = new HtmlReport(Samples.none(), Map.of(), Pricing.of(Catalog.bundled())).text();
    assertThat(page).contains("No trial has ended yet.").doesNotContain("<svg");
  }

  @Test
  void withoutTracesWhatNeedsThemIsLeftOut() {
    var page = new HtmlReport(Samples.results(), Map.of(), Pricing.of(Catalog.bundled())).text();
    assertThat(page)
        .contains("Cost against success")
        .doesNotContain("The context river", "Where each delegation");
  }

  private static List<String> all(String pattern, String text) {
    return Pattern.compile(pattern)
        .matcher(text)
        .results()
        .map(found -> found.groupCount() > 0 ? found.group(1) : found.group())
        .toList();
  }
}
