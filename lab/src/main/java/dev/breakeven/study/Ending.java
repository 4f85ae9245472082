package dev.breakeven.study;

import dev.breakeven.agent.Stopped;
import java.util.Locale;

/// How a trial ended. Whether its work is good is another matter: the judge's verdict says that.
///
/// @param kind which of the ways there are
/// @param detail what there is to say of it, empty if nothing
public record Ending(Kind kind, String detail) {
  /// The ways a trial can end.
  public enum Kind {
    /// The agent says the work is done.
    DONE,
    /// The agent says it cannot go on.
    BLOCKED,
    /// The agent stopped without saying either.
    SILENT,
    /// The agent's answer was cut or refused.
    CUT,
    /// The agent made all the calls it may.
    CAPPED,
    /// The conversation no longer fits the model's context.
    OUT_OF_CONTEXT,
    /// It ended, and the records of it do not say how.
    UNRECORDED,
    /// The study's budget allows no further call.
    OUT_OF_BUDGET,
    /// The model's provider could not be reached; not a failure of the arm.
    PROVIDER_LOST,
    /// A fault of ours; not a failure of the arm.
    BROKEN;

    /// The name used in files: `out_of_budget`.
    public String key() {
      return name().toLowerCase(Locale.ROOT);
    }

    /// Whether the trial took one of its cell's tries: what its arm had no chance in did not.
    boolean costsATry() {
      return this != PROVIDER_LOST && this != BROKEN;
    }

    /// Whether the trial tells something of its arm.
    public boolean counts() {
      return switch (this) {
        case DONE, BLOCKED, SILENT, CUT, CAPPED, OUT_OF_CONTEXT, UNRECORDED -> true;
        case OUT_OF_BUDGET, PROVIDER_LOST, BROKEN -> false;
      };
    }
  }

  /// How a trial ends whose first agent stopped so.
  static Ending of(Stopped stopped) {
    return switch (stopped) {
      case Stopped.Done _ -> new Ending(Kind.DONE, "");
      case Stopped.Blocked(var text) -> new Ending(Kind.BLOCKED, text);
      case Stopped.Silent(var text) -> new Ending(Kind.SILENT, text);
      case Stopped.Cut(var reason, var _) -> new Ending(Kind.CUT, reason.key());
      case Stopped.Capped(var turns, var _) -> new Ending(Kind.CAPPED, turns + " turns");
      case Stopped.OutOfContext(var detail, var _) -> new Ending(Kind.OUT_OF_CONTEXT, detail);
      case Stopped.OutOfBudget(var limit) -> new Ending(Kind.OUT_OF_BUDGET, limit);
      case Stopped.ProviderLost(var detail) -> new Ending(Kind.PROVIDER_LOST, detail);
    };
  }
}
