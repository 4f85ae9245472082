package dev.breakeven.report.page;

import static org.assertj.core.api.Assertions.assertThat;

import dev.breakeven.attribution.Hints;
import dev.breakeven.audit.Period;
import dev.breakeven.audit.SessionAuditor;
import dev.breakeven.audit.View;
import dev.breakeven.cache.CacheRules;
import dev.breakeven.catalog.Catalog;
import dev.breakeven.importer.HealthLog;
import dev.breakeven.pricing.LocalRate;
import dev.breakeven.pricing.Pricing;
import dev.breakeven.trace.Agent;
import dev.breakeven.trace.TokenClass;
import dev.breakeven.trace.Trace;
import dev.breakeven.unit.Usd;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class AuditReportTest {
  private static final String MARKUP = "</title><script>alert(1)</script>";

  /// Sessions of two sources, one of which delegates; a project whose name is markup.
  static Period period() {
    var period = new Period();
    for (Trace trace : List.of(solo(), delegating())) {
      period.add(auditor().audit(trace));
    }
    return period;
  }

  private static SessionAuditor auditor() {
    var catalog = Catalog.bundled();
    return new SessionAuditor(pricing(), new Hints(CacheRules.of(catalog, "anthropic"), Map.of()));
  }

  private static Pricing pricing() {
    return Pricing.of(Catalog.bundled()).with("qwen3.5:9b", LocalRate.FREE);
  }

  private static Trace solo() {
    return labelled(Delegating.solo(20_000), "s1", MARKUP, "codex");
  }

  private static Trace delegating() {
    return labelled(Delegating.once("{}"), "s2", "/home/ann/shop", "claude-code");
  }

  private static Trace labelled(Trace trace, String session, String project, String source) {
    var labels = new TreeMap<>(trace.labels());
    labels.putAll(Map.of("session", session, "project", project, "source", source));
    return new Trace(labels, trace.agents(), trace.blocks(), trace.calls(), trace.outcome());
  }

  /// The page on [#period].
  static String page() {
    var health = new HealthLog();
    health.unknown("line of <a kind>");
    health.broken("a.jsonl:3", "expected a line of JSON");
    return new AuditReport(period(), health.health(), Optional.of(delegating()), pricing()).text();
  }

  /// The cells of the row that begins with `name` in the table whose caption begins with `caption`,
  /// as they are sorted.
  private static List<String> row(String caption, String name) {
    var tables = all("(?s)<caption><span>" + Pattern.quote(caption) + "(.*?)</table>", page());
    assertThat(tables).as(caption).hasSize(1);
    var table = tables.getFirst();
    var rows = all("(?s)<tr><td[^>]*>" + Pattern.quote(name) + "</td>(.*?)</tr>", table);
    assertThat(rows).as(name + " in " + table).hasSize(1);
    return Pattern.compile("<td[^>]*?(?: data-order=\"([^\"]*)\")?>([^<]*)</td>")
        .matcher(rows.getFirst())
        .results()
        .map(cell -> cell.group(1) == null ? cell.group(2).replace(",", "") : cell.group(1))
        .toList();
  }

  private static String order(Usd usd) {
    return Double.toString(usd.dollars().doubleValue());
  }

  @Test
  void figuresAreThoseOfThePeriod() {
    var period = period();
    assertThat(period.bill().total().picodollars()).isPositive();
    assertThat(row("All sessions", "USD at list prices"))
        .containsExactly(order(period.bill().total()));
    assertThat(row("All sessions", "calls")).containsExactly(Long.toString(period.calls()));
    assertThat(row("All sessions", "read from the cache"))
        .containsExactly(Long.toString(period.tokens(TokenClass.READ)));
    var captions =
        Map.of(
            View.CAUSE, "By cause",
            View.MODEL, "By model",
            View.ROLE, "By role",
            View.SOURCE, "By source",
            View.DAY, "By day");
    captions.forEach((view, caption) ->
        period
            .by(view)
            .forEach((name, amount) -> {
              var cells = row(caption, name.replace("'", "&#39;"));
              String tokens = amount.allTokens() == 0 ? "0.0" : Long.toString(amount.allTokens());
              assertThat(cells.get(0)).as(name).isEqualTo(tokens);
              boolean priced = amount.total().picodollars() != 0 || amount.allTokens() == 0;
              assertThat(cells.get(1)).as(name).isEqualTo(priced ? order(amount.total()) : "0.0");
            }));
  }

  @Test
  void aViewOfOneRowIsASentence() {
    var tools = period().by(View.TOOL);
    assertThat(tools).hasSize(1);
    assertThat(page())
        .contains("By tool of the agents: all of it is of " + tools.keySet().iterator().next());
  }

  @Test
  void savingsSayThatTheyAreComputedAndThresholdsThatTheyAreModelled() {
    var period = period();
    assertThat(period.savings()).isNotEmpty();
    assertThat(period.delegating()).hasSize(1);
    var captions = all("<(?:fig)?caption>(?:<span>)?(.*?)</", page());
    assertThat(captions)
        .filteredOn(text -> text.startsWith("What each would have saved"))
        .singleElement()
        .asString()
        .contains("computed, behaviour held constant", "overlap and do not add up");
    assertThat(captions)
        .filteredOn(text -> text.startsWith("Delegating by session"))
        .singleElement()
        .asString()
        .contains("modelled");
    period
        .savings()
        .forEach((advice, usd) -> assertThat(page()).contains("data-order=\"" + order(usd) + "\""));
    assertThat(page()).doesNotContain("saved USD", "delegating saved", "delegating lost");
  }

  @Test
  void whatCouldNotBeReadIsThere() {
    assertThat(page()).contains("a.jsonl:3: expected a line of JSON", "line of &lt;a kind&gt;");
  }

  @Test
  void whatLogsHoldIsEscapedAndNothingIsFetched() {
    assertThat(all("<script", page())).hasSize(1);
    assertThat(page())
        .contains("&lt;/title&gt;&lt;script&gt;")
        .contains("default-src 'none'")
        .doesNotContain("http:", "https:", "@import", "url(", " src=");
  }

  @Test
  void everyPictureIsNamedAndEveryTableHasACaption() {
    assertThat(all("(<svg[^>]*>)", page()))
        .hasSizeGreaterThan(8)
        .allMatch(svg -> svg.contains("role=\"img\"") && svg.contains("aria-label=\""));
    assertThat(all("(?s)(<table.*?</table>)", page()))
        .allMatch(table -> table.contains("<caption>"));
  }

  @Test
  void anUnpricedPeriodDrawsNoMoneyOverTime() {
    var period = new Period();
    var agents =
        solo().agents().stream()
            .map(agent -> new Agent(agent.id(), agent.role(), "no-such-model", null, null))
            .toList();
    var solo = solo();
    var strange = new Trace(solo.labels(), agents, solo.blocks(), solo.calls(), Map.of());
    period.add(auditor().audit(strange));
    var page =
        new AuditReport(period, new HealthLog().health(), Optional.empty(), pricing()).text();
    assertThat(page)
        .contains("have no price and are in no amount below", "no price</text>")
        .doesNotContain("USD a day");
  }

  private static List<String> all(String pattern, String text) {
    return Pattern.compile(pattern)
        .matcher(text)
        .results()
        .map(found -> found.groupCount() > 0 ? found.group(1) : found.group())
        .toList();
  }
}
