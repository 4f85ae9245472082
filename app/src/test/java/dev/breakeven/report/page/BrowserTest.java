package dev.breakeven.report.page;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.breakeven.report.page.Chromium.Visit;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// The report in a real browser.
///
/// A script added to the page measures it from within and leaves what it found as JSON.
class BrowserTest {
  private static final double READABLE = 4.5;

  @TempDir private Path folder = Path.of("");
  private Optional<Chromium> chromium = Optional.empty();

  @BeforeEach
  void find() {
    chromium = Chromium.installed();
    assumeTrue(chromium.isPresent(), "no Chromium on the PATH: the page is not tested in it");
  }

  @Test
  void thePageOpensFromAFileWithoutAWordOnTheConsole() throws Exception {
    var visit = visit(HtmlReportTest.sample());
    assertThat(visit.console()).isEmpty();
    assertThat(visit.dom()).contains("The context river");
  }

  @Test
  void whatGoesWrongOnAPageIsNoticed() throws Exception {
    var broken = HtmlReportTest.sample().replace("</body>", "<script>nowhere()</script></body>");
    assertThat(visit(broken).console()).anyMatch(line -> line.contains("nowhere is not defined"));
    var fetching =
        HtmlReportTest.sample().replace("</body>", "<img src=\"x.png\" alt=\"\"></body>");
    assertThat(visit(fetching).console())
        .anyMatch(line -> line.contains("Content Security Policy"));
  }

  @Test
  void everyChartIsDrawn() throws Exception {
    var found = measured(HtmlReportTest.sample());
    assertThat(found.get("charts").intValue()).isGreaterThan(6);
    assertThat(found.get("drawn")).isEqualTo(found.get("charts"));
  }

  @Test
  void aTableIsSortedByItsHeadingsButton() throws Exception {
    var found = measured(HtmlReportTest.sample());
    assertThat(found.get("focused").booleanValue()).isTrue();
    assertThat(found.get("ascending").stringValue()).isEqualTo("ascending");
    assertThat(found.get("least").stringValue()).isEqualTo("C-T2-1");
    assertThat(found.get("descending").stringValue()).isEqualTo("descending");
    assertThat(found.get("most").stringValue()).isEqualTo("B-T1-1");
  }

  @Test
  void wordsAreReadableInLightAndInDark() throws Exception {
    var light = measured(HtmlReportTest.sample(), "--blink-settings=preferredColorScheme=1");
    var dark = measured(HtmlReportTest.sample(), "--blink-settings=preferredColorScheme=0");
    assertThat(light.get("paper").doubleValue()).isGreaterThan(0.9);
    assertThat(dark.get("paper").doubleValue()).isLessThan(0.1);
    assertThat(light.get("contrast").doubleValue()).isGreaterThan(READABLE);
    assertThat(dark.get("contrast").doubleValue()).isGreaterThan(READABLE);
  }

  @Test
  void aPhoneShowsThePageWithoutScrollingSideways() throws Exception {
    fitsAPhone(HtmlReportTest.sample());
  }

  private void fitsAPhone(String shown) throws IOException, InterruptedException {
    var page = probed(shown).replace("&", "&amp;").replace("\"", "&quot;");
    var phone = "<iframe width=\"375\" height=\"800\" srcdoc=\"" + page + "\"></iframe>";
    var found = found(visit("<!doctype html><meta charset=\"utf-8\"><body>" + phone + "</body>"));
    assertThat(found.get("width").intValue()).isEqualTo(375);
    assertThat(found.get("overflow").intValue()).isZero();
    assertThat(found.get("drawn")).isEqualTo(found.get("charts"));
  }

  @Test
  void thePageOfAnAuditIsAsGood() throws Exception {
    var page = AuditReportTest.page();
    assertThat(visit(page).console()).isEmpty();
    var light = measured(page, "--blink-settings=preferredColorScheme=1");
    var dark = measured(page, "--blink-settings=preferredColorScheme=0");
    assertThat(light.get("charts").intValue()).isGreaterThan(8);
    assertThat(light.get("drawn")).isEqualTo(light.get("charts"));
    assertThat(light.get("contrast").doubleValue()).isGreaterThan(READABLE);
    assertThat(dark.get("paper").doubleValue()).isLessThan(0.1);
    assertThat(dark.get("contrast").doubleValue()).isGreaterThan(READABLE);
    fitsAPhone(page);
  }

  private JsonNode measured(String page, String... flags) throws IOException, InterruptedException {
    return found(visit(probed(page), flags));
  }

  private Visit visit(String page, String... flags) throws IOException, InterruptedException {
    var own = Files.createTempDirectory(folder, "visit");
    var file = Files.writeString(own.resolve("report.html"), page);
    return chromium.orElseThrow().open(file, own, flags);
  }

  /// The page with a script that measures it.
  private static String probed(String page) throws IOException {
    try (var in = Objects.requireNonNull(BrowserTest.class.getResourceAsStream("probe.js"))) {
      var probe = new String(in.readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);
      return page.replace("</body>", "<script>" + probe + "</script></body>");
    }
  }

  private static JsonNode found(Visit visit) {
    var json = Pattern.compile("<pre id=\"probe\">([^<]*)</pre>").matcher(visit.dom());
    assertThat(json.find()).as("what the probe found; console: %s", visit.console()).isTrue();
    return JsonMapper.shared().readTree(json.group(1));
  }
}
