package dev.breakeven.report.point;

import dev.breakeven.whatif.Habits;

/// Where the numbers of a situation come from, in words.
public final class HabitWords {
  private HabitWords() {}

  /// In one or two sentences.
  ///
  /// @param sessions how many sessions were read, 0 for none
  public static String of(Habits habits, long sessions) {
    if (sessions == 0) {
      return "What was not given is assumed; --from takes it from your" + " own sessions.";
    }
    var looking = habits.looking();
    var passing = habits.passing();
    return "What was not given: medians of "
        + Amounts.counted(sessions, "session")
        + ". The stretch from "
        + (looking.stretches() == 0
            ? "none that only looked, so it is assumed"
            : stretches(looking.stretches()) + " that only looked")
        + "; what passes from "
        + (passing.delegations() == 0
            ? "no delegation, so it is assumed."
            : Amounts.counted(passing.delegations(), "delegation") + ".");
  }

  static String stretches(long count) {
    return count == 1 ? "1 stretch" : "%,d stretches".formatted(count);
  }
}
