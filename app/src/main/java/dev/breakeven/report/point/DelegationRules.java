package dev.breakeven.report.point;

import dev.breakeven.whatif.BreakEven;
import dev.breakeven.whatif.Crossover;
import dev.breakeven.whatif.Habits;
import dev.breakeven.whatif.Situation;
import dev.breakeven.whatif.Variable;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// Rules of delegating for an agent's instruction file, each with the numbers behind it and how
/// next week's log will show whether it helped.
public final class DelegationRules {
  private final BreakEven point;
  private final Map<Variable, Crossover> crossovers;
  private final Habits habits;
  private final long sessions;
  private final int width;

  /// Rules from `point`.
  ///
  /// @param habits where its numbers come from
  /// @param sessions how many sessions these were taken from, 0 where they are assumed
  /// @param width the most columns of a line
  public DelegationRules(BreakEven point, Habits habits, long sessions, int width) {
    this.point = point;
    this.crossovers = point.crossovers();
    this.habits = habits;
    this.sessions = sessions;
    this.width = width;
  }

  /// A rule.
  ///
  /// @param rule what the agent is told
  /// @param because the numbers behind it
  /// @param shows how a log will show whether it helped
  private record DelegationRule(String rule, String because, String shows) {}

  /// The paragraph, then the numbers.
  public String text() {
    List<DelegationRule> rules = rules();
    var lines = new Lines(width);
    lines.say("## Delegating").gap();
    rules.forEach(rule -> lines.say("- ", "  ", rule.rule()));
    lines.gap().say("Why (modelled), and how next week's log shows whether it helped:");
    rules.forEach(rule -> {
      lines.say("- ", "  ", rule.because());
      lines.say("  ", "  ", rule.shows());
    });
    lines.gap();
    PointText.assumptions(point.situation()).forEach(lines::say);
    lines.say(HabitWords.of(habits, sessions));
    return lines.text();
  }

  private List<DelegationRule> rules() {
    var rules = new ArrayList<DelegationRule>();
    looking(rules);
    rules.add(
        new DelegationRule(
            "Do not hand over edits you already know: make them.",
            "An instruction that carries the edit is answered at the price of making it, and then"
                + " read again as long as the edit would have been. While it and the report are no"
                + " shorter than what would have stayed, no executor's price makes it pay.",
            "`breakeven audit`: what instructions cost, as a share of the bill, falls."));
    report(rules);
    time(rules);
    return rules;
  }

  private void looking(List<DelegationRule> rules) {
    Situation situation = point.situation();
    String told =
        "With %s of context and %s to come, "
            .formatted(
                Amounts.counted(situation.parent().context(), "token"),
                Amounts.counted(situation.parent().callsLeft(), "call"));
    long usual = situation.stretch().calls();
    switch (crossovers.getOrDefault(Variable.CALLS, new Crossover.Never())) {
      case Crossover.From(long least) ->
          rules.add(
              new DelegationRule(
                  "Hand over searches and reading that you expect to take %d calls or more."
                      .formatted(least),
                  told
                      + "handing over pays from %d calls on; a stretch of %d costs %s instead of %s."
                          .formatted(
                              least,
                              usual,
                              Amounts.usd(point.delegatedTotal()),
                              Amounts.usd(point.aloneTotal())),
                  "`breakeven whatif`: fewer stretches of %d calls or more that would have paid."
                      .formatted(least)));
      case Crossover.Between(long least, long most) ->
          rules.add(
              new DelegationRule(
                  "Hand over searches and reading that you expect to take %d to %d calls."
                      .formatted(least, most),
                  told + "handing over pays between the two; longer ones cost the executor more.",
                  "`breakeven whatif`: fewer such stretches that would have paid."));
      case Crossover.Always _, Crossover.UpTo _ ->
          rules.add(
              new DelegationRule(
                  "Hand over searches and reading, even a single call's.",
                  told + "it pays from the first call on.",
                  "`breakeven whatif`: fewer stretches that would have paid."));
      case Crossover.Never _ ->
          rules.add(
              new DelegationRule(
                  "Do not hand over searches and reading to this executor.",
                  told + "no number of calls makes it pay.",
                  "`breakeven whatif`: no delegation that needed more calls alone than it took."));
    }
  }

  private void report(List<DelegationRule> rules) {
    if (crossovers.get(Variable.REPORT) instanceof Crossover.UpTo(long most)) {
      long asked = Math.min(point.situation().handover().report(), most);
      rules.add(
          new DelegationRule(
              "Ask for at most %s back: findings with file and line, no file contents."
                  .formatted(Amounts.most(Variable.REPORT, asked)),
              "Above %s the report alone costs more than the search; each token of it is written"
                      .formatted(Amounts.most(Variable.REPORT, most))
                  + " once and read in every call to come.",
              "`breakeven audit`: reports and their re-reads cost less per delegation."));
    }
  }

  private void time(List<DelegationRule> rules) {
    Duration life = point.situation().parent().model().life();
    if (life == null) {
      return;
    }
    double late = point.chanceOfExpiry();
    rules.add(
        new DelegationRule(
            "Give an executor work that it can finish within %s."
                .formatted(Amounts.time(life.toSeconds())),
            "Later the cached context is gone, and writing it again costs %s.%s"
                .formatted(
                    Amounts.usd(point.expiry()),
                    habits.passing().delegations() == 0
                        ? ""
                        : " %d %% of your delegations took longer."
                            .formatted(Math.round(100 * late))),
            "`breakeven audit`: re-writes after expiry cost less."));
  }
}
