package dev.breakeven.report.page;

import dev.breakeven.attribution.Attribution;
import dev.breakeven.audit.Period;
import dev.breakeven.audit.View;
import dev.breakeven.importer.Health;
import dev.breakeven.importer.Health.Count;
import dev.breakeven.pricing.Pricing;
import dev.breakeven.report.FloorSentences;
import dev.breakeven.report.audit.AuditSentences;
import dev.breakeven.trace.Trace;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// The audit of a period as one HTML file that asks for nothing else.
public final class AuditReport {
  private final Period period;
  private final Health health;
  private final Optional<Trace> dearest;
  private final Pricing pricing;

  /// A report.
  ///
  /// @param period what was read
  /// @param health how well it could be read
  /// @param dearest the trace of the dearest session, where there is one
  /// @param pricing what its calls are priced by
  public AuditReport(Period period, Health health, Optional<Trace> dearest, Pricing pricing) {
    this.period = period;
    this.health = health;
    this.dearest = dearest;
    this.pricing = pricing;
  }

  /// The file's content.
  public String text() {
    var spending = new SpendingBars(period);
    var sections = new ArrayList<Section>();
    sections.add(new TotalsSection(spending).section());
    sections.add(new CausesSection(spending).section());
    new DaysSection(spending).section().ifPresent(sections::add);
    sections.add(new PlacesSection(spending).section());
    new DearestSection(spending).section().ifPresent(sections::add);
    dearest.flatMap(this::river).ifPresent(sections::add);
    new BalanceSection(spending).section().ifPresent(sections::add);
    new SavingsSection(spending).section().ifPresent(sections::add);
    sections.add(new ReadSection(period, health).section());
    return HtmlReport.text(
        new Page(
            "What your sessions cost",
            subtitle(),
            warning(),
            List.of("Sessions of " + String.join(", ", period.by(View.SOURCE).keySet()) + "."),
            sections,
            Assets.bundled()));
  }

  private String subtitle() {
    List<String> days = period.by(View.DAY).keySet().stream().filter(DaysSection::isDated).toList();
    String when =
        days.isEmpty() ? "without dates" : days.getFirst() + " to " + days.getLast() + " (UTC)";
    return "%s · %s · %s at list prices"
        .formatted(
            when,
            PageNumbers.count(period.sessions())
                + (period.sessions() == 1 ? " session" : " sessions"),
            period.bill().known()
                ? FloorSentences.atLeast(period.bill())
                    + new SpendingBars(period).usd(period.bill().total())
                    + " USD"
                : "an unknown amount");
  }

  private List<String> warning() {
    var warning = new ArrayList<String>();
    long rehearsed = health.count(Count.REHEARSED);
    if (rehearsed > 0) {
      warning.add(AuditSentences.rehearsed(rehearsed));
    }
    long unpriced = period.bill().unpricedCalls();
    if (unpriced > 0) {
      warning.add(
          "%s of %s calls have no price and are in no amount below; the last section says why."
              .formatted(PageNumbers.count(unpriced), PageNumbers.count(period.calls())));
    }
    return warning;
  }

  private Optional<Section> river(Trace trace) {
    if (trace.agents().isEmpty()) {
      return Optional.empty();
    }
    var flow =
        Flow.of(ReportData.Kept.of(trace, Attribution.of(trace, pricing), pricing.catalog()));
    if (flow.turns() == 0) {
      return Optional.empty();
    }
    String session = trace.labels().getOrDefault("session", "session");
    var panel =
        new RiverPanel(
                PageNumbers.shorten(session, 40),
                flow,
                "Tokens as billed, at list prices",
                "estimated")
            .panel();
    return Optional.of(
        new Section(
            "river",
            "The dearest session",
            List.of(
                "What the first agent of the dearest session had in its prompt, by origin, at every"
                    + " turn. A prompt is sent whole each time, so a layer's area is the tokens"
                    + " billed for it. What lies below the dashed line was read from the cache, at"
                    + " a fraction of the price; what lies above was written or not cached. Other"
                    + " agents' contexts are not drawn."),
            List.of(
                new Section.Figure(
                    "The context river of session "
                        + session
                        + ". Totals as billed, at list prices; sizes of blocks estimated.",
                    RiverPanel.seen(flow).stream()
                        .map(stream -> new Section.Colour(stream.mark(), stream.title()))
                        .toList(),
                    List.of(panel),
                    List.of())),
            List.of()));
  }
}
