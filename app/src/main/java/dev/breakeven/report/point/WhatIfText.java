package dev.breakeven.report.point;

import dev.breakeven.report.DelegatingSentences;
import dev.breakeven.report.TextTable;
import dev.breakeven.unit.Usd;
import dev.breakeven.whatif.BreakEven;
import dev.breakeven.whatif.BreakEven.Part;
import dev.breakeven.whatif.PricedModel;
import dev.breakeven.whatif.RecordedDelegation;
import dev.breakeven.whatif.Replay.Outcome;
import dev.breakeven.whatif.Rule;
import dev.breakeven.whatif.SessionWhatIf;
import dev.breakeven.whatif.SessionWhatIf.Delegated;
import dev.breakeven.whatif.SessionWhatIf.Looked;
import dev.breakeven.whatif.Situation.Executor;
import dev.breakeven.whatif.Situation.Handover;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/// What sessions answered when they were asked what would have cost less, as text.
public final class WhatIfText {
  private static final int NAME = 8;

  private final List<SessionWhatIf> sessions;
  private final Executor executor;
  private final Handover handover;
  private final int rows;
  private final Lines lines;

  /// The text of `sessions`.
  ///
  /// @param executor who would do what an agent looked for itself
  /// @param handover what would pass between the two
  /// @param rows the most rows of a table
  /// @param width the most columns of a line
  public WhatIfText(
      List<SessionWhatIf> sessions, Executor executor, Handover handover, int rows, int width) {
    this.sessions = List.copyOf(sessions);
    this.executor = executor;
    this.handover = handover;
    this.rows = rows;
    this.lines = new Lines(width);
  }

  /// First what was replayed, then what is modelled.
  public String text() {
    replayed();
    looked();
    delegated();
    return lines.text();
  }

  private void replayed() {
    var sums = new LinkedHashMap<Rule, Outcome>();
    Usd billed = Usd.ZERO;
    long calls = 0;
    long left = 0;
    for (SessionWhatIf session : sessions) {
      var replayed = session.replayed();
      billed = billed.plus(replayed.billed());
      calls += replayed.calls();
      left += replayed.leftOut();
      replayed.outcomes().forEach((rule, outcome) -> sums.merge(rule, outcome, WhatIfText::sum));
    }
    Usd base = sums.getOrDefault(new Rule.AsRecorded(), new Outcome(Usd.ZERO, 0)).usd();
    lines.say(
        "%s, %s, %s at list prices.%s"
            .formatted(
                Amounts.counted(sessions.size(), "session"),
                Amounts.counted(calls, "call"),
                Amounts.usd(billed),
                left == 0
                    ? ""
                    : " %s left out: no price, or a cache whose rules the catalog does not hold."
                        .formatted(Amounts.counted(left, "more call"))));
    if (calls == 0) {
      return;
    }
    lines.say(
        "Sent through the cache model again as they were, they come to %s, %s of what was billed."
            .formatted(Amounts.usd(base), share(base, billed)));
    lines.gap();
    lines.say(
        "Replayed, same calls: each rule by itself, against the replay as it was. They overlap, and"
            + " what a rule changes in how agents work is not in it.");
    lines.rows(
        sums.entrySet().stream()
            .filter(entry -> !(entry.getKey() instanceof Rule.AsRecorded))
            .sorted(Comparator.comparing(entry -> entry.getValue().usd()))
            .map(entry -> row(entry.getKey(), entry.getValue(), base))
            .toList());
  }

  private static Outcome sum(Outcome one, Outcome other) {
    return new Outcome(one.usd().plus(other.usd()), one.unpriced() + other.unpriced());
  }

  private static Lines.Row row(Rule rule, Outcome outcome, Usd base) {
    if (outcome.unpriced() > 0) {
      return new Lines.Row(
          RuleWords.of(rule),
          "unknown",
          Amounts.counted(outcome.unpriced(), "call") + " would have no price");
    }
    Usd gain = base.minus(outcome.usd());
    return new Lines.Row(RuleWords.of(rule), change(gain), share(outcome.usd(), base));
  }

  private static String change(Usd gain) {
    if (gain.picodollars() == 0) {
      return "no change";
    }
    return Amounts.usd(new Usd(Math.abs(gain.picodollars())))
        + (gain.picodollars() > 0 ? " less" : " more");
  }

  private static String share(Usd part, Usd whole) {
    return whole.picodollars() == 0
        ? "–"
        : String.format(Locale.ROOT, "%.1f %%", 100.0 * part.picodollars() / whole.picodollars());
  }

  private record Found(String session, Looked looked, BreakEven point) {}

  private void looked() {
    var found = new ArrayList<Found>();
    long unknown = 0;
    for (SessionWhatIf session : sessions) {
      for (Looked looked : session.looked()) {
        if (looked.point().isPresent()) {
          found.add(new Found(session.session(), looked, looked.point().get()));
        } else {
          unknown++;
        }
      }
    }
    lines.gap();
    if (found.isEmpty() && unknown == 0) {
      lines.say("No stretch of looking: two calls in a row or more that only read.");
      return;
    }
    List<Found> paid =
        found.stream()
            .filter(one -> PointText.pays(one.point()))
            .sorted(Comparator.comparing((Found one) -> one.point().gain()).reversed())
            .toList();
    Usd gain = paid.stream().map(one -> one.point().gain()).reduce(Usd.ZERO, Usd::plus);
    lines.say(
        "Modelled: %s of looking, handed to %s that is told %s and reports %s.%s"
            .formatted(
                Amounts.counted(found.size(), "stretch").replace("stretchs", "stretches"),
                executor(),
                Amounts.counted(handover.instruction(), "token"),
                Amounts.counted(handover.report(), "token"),
                unknown == 0 ? "" : " %d more have no price.".formatted(unknown)));
    lines.say(
        paid.isEmpty()
            ? "None would have paid."
            : "%d would have paid, %s less together; a later one counts as if the earlier had been handed over."
                .formatted(paid.size(), Amounts.usd(gain)));
    if (!paid.isEmpty()) {
      lines.table(table(paid));
    }
  }

  private String executor() {
    return switch (executor) {
      case Executor.Given(Usd usd) -> "an executor for " + Amounts.usd(usd);
      case Executor.Billed(PricedModel model, long _) ->
          model.id() + " (prices of " + model.day() + ")";
    };
  }

  private String table(List<Found> paid) {
    var table =
        new TextTable(
            2,
            List.of(
                "session",
                "from call",
                "calls",
                "context",
                "stays",
                "left",
                "alone",
                "delegated",
                "less"));
    for (Found one : paid.stream().limit(rows).toList()) {
      var stretch = one.looked().stretch();
      table.row(
          List.of(
              name(one.session()),
              stretch.first().id(),
              number(stretch.stretch().calls()),
              number(stretch.context()),
              number(stretch.stretch().growth()),
              number(stretch.callsLeft()),
              Amounts.usd(one.point().aloneTotal()),
              Amounts.usd(one.point().delegatedTotal()),
              Amounts.usd(one.point().gain())));
    }
    return table.text();
  }

  private static String number(long count) {
    return String.format(Locale.ROOT, "%,d", count);
  }

  private static String name(String session) {
    return session.length() <= NAME ? session : session.substring(0, NAME);
  }

  private void delegated() {
    var all = new ArrayList<Map.Entry<String, Delegated>>();
    sessions.forEach(
        session -> session.delegated().forEach(one -> all.add(Map.entry(session.session(), one))));
    if (all.isEmpty()) {
      return;
    }
    lines.gap();
    long silent = all.stream().filter(one -> !one.getValue().recorded().logged()).count();
    lines.say(
        "Modelled: %s. Each says how many calls working alone must have taken for it to have paid;"
                .formatted(Amounts.counted(all.size(), "delegation"))
            + " how many it would have taken is not in the log.");
    if (silent > 0) {
      lines.say(
          "Unknown: %s left no call in the log, so there is nothing to weigh."
              .formatted(Amounts.counted(silent, "delegation's executor")));
    }
    var known =
        all.stream()
            .filter(one -> one.getValue().point().isPresent())
            .sorted(
                Comparator.comparing(
                        (Map.Entry<String, Delegated> one) -> executorUsd(one.getValue()))
                    .reversed())
            .toList();
    if (known.isEmpty()) {
      return;
    }
    var table =
        new TextTable(
            2, List.of("session", "by call", "executor calls", "executor", "in all", "pays from"));
    for (var one : known.stream().limit(rows).toList()) {
      table.row(row(one.getKey(), one.getValue()));
    }
    lines.table(table.text());
  }

  private static Usd executorUsd(Delegated one) {
    return one.point()
        .map(point -> point.delegated().getOrDefault(Part.EXECUTOR, Usd.ZERO))
        .orElse(Usd.ZERO);
  }

  private static List<String> row(String session, Delegated one) {
    RecordedDelegation recorded = one.recorded();
    return List.of(
        name(session),
        recorded.handedOver().id(),
        recorded.work().map(work -> number(work.calls())).orElse("–"),
        Amounts.usd(executorUsd(one)),
        one.point().map(point -> Amounts.usd(point.delegatedTotal())).orElse("–"),
        DelegatingSentences.paysFrom(one.calls()));
  }
}
