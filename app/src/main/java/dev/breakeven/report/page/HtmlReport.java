package dev.breakeven.report.page;

import dev.breakeven.pricing.Pricing;
import dev.breakeven.report.Results;
import dev.breakeven.trace.Known;
import dev.breakeven.trace.Trace;
import gg.jte.ContentType;
import gg.jte.TemplateEngine;
import gg.jte.output.StringOutput;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// Results as one HTML file that asks for nothing else: its pictures, its style and its script are
/// in it.
public final class HtmlReport {
  private static final TemplateEngine TEMPLATES =
      TemplateEngine.createPrecompiled(
          null,
          ContentType.Html,
          HtmlReport.class.getClassLoader(),
          HtmlReport.class.getPackageName());

  private final Results results;
  private final ReportData evidence;

  /// A report on `results`.
  ///
  /// @param traces the trials' traces by the trial's id, as far as they were kept
  /// @param pricing what the traces' calls are priced by
  public HtmlReport(Results results, Map<String, Trace> traces, Pricing pricing) {
    this.results = results;
    this.evidence = new ReportData(results, traces, pricing);
  }

  /// The file's content.
  public String text() {
    return text(page());
  }

  /// `page` as a file's content.
  static String text(Page page) {
    var out = new StringOutput();
    TEMPLATES.render("page.jte", page, out);
    return out.toString();
  }

  private Page page() {
    return new Page(
        results.study().id(),
        "%s · pack %s · %d trials"
            .formatted(results.known(), results.study().pack(), results.rows().size()),
        results.facts().how() == Known.REHEARSED
            ? List.of(
                "Rehearsed: no model was asked. Turns, tokens, model seconds and dollars come from"
                    + " model profiles and the cache model; tools and judge are real.")
            : List.of(),
        results.study().arms().stream()
            .map(arm -> arm.name() + " = " + results.describe(arm))
            .toList(),
        sections(),
        Assets.bundled());
  }

  private List<Section> sections() {
    var method = new MethodSection(evidence).section();
    if (evidence.cells().isEmpty()) {
      var nothing =
          new Section(
              "results", "Results", List.of("No trial has ended yet."), List.of(), List.of());
      return List.of(nothing, method);
    }
    var sections = new ArrayList<Section>();
    var damage = evidence.results().damage();
    if (!damage.isEmpty()) {
      sections.add(
          new Section(
              "damage",
              "Not whole",
              damage.stream()
                  .map(sentence -> "What follows leaves something out: " + sentence + ".")
                  .toList(),
              List.of(),
              List.of()));
    }
    sections.add(new ResultsSection(evidence).section());
    sections.add(new CostSection(evidence).section());
    sections.add(new RolesSection(evidence).section());
    new DifferenceSection(evidence).section().ifPresent(sections::add);
    new LookingSection(evidence).section().ifPresent(sections::add);
    new RiverSection(evidence).section().ifPresent(sections::add);
    new DelegationSection(evidence).section().ifPresent(sections::add);
    sections.add(new TrialsSection(evidence).section());
    sections.add(method);
    return sections;
  }
}
