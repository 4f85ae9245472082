package dev.breakeven.report.page;

import dev.breakeven.audit.Period.Delegating;
import dev.breakeven.report.chart.Waterfall;
import dev.breakeven.report.page.Section.Figure;
import dev.breakeven.report.page.Section.Panel;
import dev.breakeven.report.page.Table.Cell;
import dev.breakeven.unit.Usd;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/// What delegating saved or cost, session by session.
record BalanceSection(SpendingBars spending) {
  private static final int STEPS = 10;
  private static final int NAME = 14;

  Optional<Section> section() {
    List<Delegating> sessions =
        spending.period().delegating().stream()
            .sorted(Comparator.comparingLong(BalanceSection::size).reversed())
            .toList();
    if (sessions.isEmpty()) {
      return Optional.empty();
    }
    Usd balance = sessions.stream().map(Delegating::balance).reduce(Usd.ZERO, Usd::plus);
    long lost = sessions.stream().filter(one -> one.balance().picodollars() < 0).count();
    boolean saved = balance.picodollars() >= 0;
    var words =
        List.of(
            "%s delegated. All in all that %s %s USD, and it lost in %s of them (computed, behaviour"
                    .formatted(
                        sessions.size() == 1
                            ? "1 session"
                            : PageNumbers.count(sessions.size()) + " sessions",
                        saved ? "saved" : "lost",
                        spending.usd(saved ? balance : Usd.ZERO.minus(balance)),
                        PageNumbers.count(lost))
                + " held constant).",
            "The balance is what the same work would have cost in the conversation itself less what"
                + " the delegations cost. Sessions in which a price is not known are left out.");
    return Optional.of(
        new Section(
            "delegating",
            "Delegating",
            words,
            List.of(
                new Figure(
                    "How much dearer (+) or cheaper (−) delegating made the sessions, USD, those"
                        + " with the largest difference first. Computed, behaviour held constant.",
                    List.of(),
                    List.of(new Panel(steps(sessions, balance), List.of())),
                    List.of(table(sessions)))),
            List.of()));
  }

  private static long size(Delegating session) {
    return Math.abs(session.balance().picodollars());
  }

  private String steps(List<Delegating> sessions, Usd balance) {
    var steps = new ArrayList<Waterfall.Step>();
    int shown = sessions.size() <= STEPS + 1 ? sessions.size() : STEPS;
    for (Delegating session : sessions.subList(0, shown)) {
      steps.add(
          new Waterfall.Step(
              PageNumbers.shorten(session.session(), NAME), -dollars(session.balance())));
    }
    List<Delegating> rest = sessions.subList(shown, sessions.size());
    if (!rest.isEmpty()) {
      Usd sum = rest.stream().map(Delegating::balance).reduce(Usd.ZERO, Usd::plus);
      steps.add(new Waterfall.Step(rest.size() + " more", -dollars(sum)));
    }
    return new Waterfall("Delegating, USD (computed)", PageNumbers::axis, this::usd)
        .svg(
            new Waterfall.Sum("not delegating", 0),
            steps,
            new Waterfall.Sum("delegating", -dollars(balance)));
  }

  private String usd(double dollars) {
    return spending.usd(Usd.of(BigDecimal.valueOf(dollars).setScale(12, RoundingMode.HALF_EVEN)));
  }

  private static double dollars(Usd usd) {
    return usd.dollars().doubleValue();
  }

  private Table table(List<Delegating> sessions) {
    var rows = new ArrayList<List<Cell>>();
    for (Delegating session : sessions) {
      rows.add(
          List.of(
              Cell.of(session.session()),
              Cell.of((long) session.delegations()),
              spending.cell(session.cost()),
              spending.cell(session.balance())));
    }
    return new Table(
        "Delegating by session. USD at list prices; saved: computed, behaviour held constant.",
        Table.columns(List.of("session"), List.of("delegations", "USD", "saved USD")),
        rows);
  }
}
