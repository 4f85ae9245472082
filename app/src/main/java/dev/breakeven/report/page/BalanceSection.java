package dev.breakeven.report.page;

import dev.breakeven.audit.Period.Delegating;
import dev.breakeven.report.DelegatingSentences;
import dev.breakeven.report.page.Table.Cell;
import dev.breakeven.whatif.Crossover;
import dev.breakeven.whatif.DelegatingThreshold.Weighed;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/// From where on delegating has paid, session by session.
record BalanceSection(SpendingBars spending) {
  Optional<Section> section() {
    List<Delegating> sessions =
        spending.period().delegating().stream()
            .sorted(Comparator.comparing((Delegating one) -> one.cost().total()).reversed())
            .toList();
    if (sessions.isEmpty()) {
      return Optional.empty();
    }
    var words = new ArrayList<String>();
    words.add(
        "%s delegated. Whether that saved anything is not in the logs, because nobody did the same work alone. What is in them says how many calls working alone must have taken for it to have paid (modelled): more than the executors took, where the last column is larger than the one before."
            .formatted(
                sessions.size() == 1
                    ? "1 session"
                    : PageNumbers.count(sessions.size()) + " sessions"));
    DelegatingSentences.unlogged(spending.period().unlogged()).ifPresent(words::add);
    return Optional.of(
        new Section("delegating", "Delegating", words, List.of(), List.of(table(sessions))));
  }

  private Table table(List<Delegating> sessions) {
    var rows = new ArrayList<List<Cell>>();
    for (Delegating session : sessions) {
      var weighed = session.threshold().weighed();
      rows.add(
          List.of(
              Cell.of(session.session()),
              Cell.of(session.threshold().delegations()),
              Cell.of(session.threshold().unlogged().delegations()),
              spending.cell(session.cost()),
              weighed.map(one -> Cell.of(one.executorCalls())).orElse(Cell.of(PageNumbers.NONE)),
              paidFrom(weighed)));
    }
    return new Table(
        "Delegating by session. USD of the whole session, at list prices; “paid from” is modelled,"
            + " in calls of working alone.",
        Table.columns(
            List.of("session"),
            List.of("delegations", "not in the log", "session USD", "executor calls", "paid from")),
        rows);
  }

  private static Cell paidFrom(Optional<Weighed> weighed) {
    String text = DelegatingSentences.paysFrom(weighed.map(Weighed::calls));
    return weighed.map(Weighed::calls).orElse(null) instanceof Crossover.From(long least)
        ? Cell.of(text, (double) least)
        : Cell.of(text);
  }
}
