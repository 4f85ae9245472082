package dev.breakeven.audit;

import dev.breakeven.unit.Usd;

/// Something that was paid for and need not have been, and what is known of it.
///
/// @param kind what it is
/// @param source the tool whose log shows it
/// @param subject what it is about where there are several: a tool's name for results of tools;
///   empty else
/// @param stake what is at stake at the models' own prices; of a session it can be negative, where
///   doing otherwise would have cost more there
/// @param times how often it happened
/// @param tokens how many tokens of the prompts it is about, in all
/// @param worst where the most of it is
public record Finding(
    Kind kind, String source, String subject, Usd stake, long times, long tokens, Place worst) {

  /// What a finding is. None needs to know what comes later: each is one rule for all sessions of a
  /// tool, those in which it loses included.
  public enum Kind {
    /// The cache of the main conversation expired in pauses that an hour would have bridged.
    SHORT_LIFE(Level.REPLAYED),
    /// The same, of all agents, where one life is set for all of them.
    SHORT_LIFE_FOR_ALL(Level.REPLAYED),
    /// The main conversation wrote for an hour and hardly paused.
    LONG_LIFE(Level.REPLAYED),
    /// The same, of all agents.
    LONG_LIFE_FOR_ALL(Level.REPLAYED),
    /// The cache expired in pauses of 5 to 60 minutes, and its life cannot be set.
    PAUSE(Level.MEASURED),
    /// The cache expired in pauses of an hour or more.
    LONG_PAUSE(Level.MEASURED),
    /// The cache was lost as another model went on.
    MODEL_SWITCH(Level.MEASURED),
    /// The cache was lost as the tool definitions changed.
    TOOLS_CHANGED(Level.MEASURED),
    /// Results of a tool of more than [Savings#TOOL_CAP] tokens.
    LARGE_RESULTS(Level.MODELLED),
    /// Reports of more than [Savings#REPORT_CAP] tokens.
    LONG_REPORTS(Level.MODELLED),
    /// Prompts of more than [#SUM_UP_AT] tokens.
    LONG_CONTEXT(Level.MODELLED),
    /// What sub-agents read before they begin to work.
    AGENT_FRAME(Level.MODELLED);

    private final Level level;

    Kind(Level level) {
      this.level = level;
    }

    /// How its stake is known.
    public Level level() {
      return level;
    }

    /// The name used in files: `short_life`.
    public String key() {
      return name().toLowerCase(java.util.Locale.ROOT);
    }
  }

  /// How a stake is known.
  public enum Level {
    /// It was billed for that.
    MEASURED,
    /// The same calls, billed under the other rule.
    REPLAYED,
    /// By a formula, with assumptions that the guide names.
    MODELLED;

    /// As people say it: `replayed`.
    public String words() {
      return name().toLowerCase(java.util.Locale.ROOT);
    }
  }

  /// Where the most of a finding is.
  ///
  /// @param session the session's id
  /// @param file its log
  /// @param call the call's id, in whose prompt or answer it is
  /// @param tokens how large what is found there is
  public record Place(String session, String file, String call, long tokens) {}

  /// The size of a prompt at which a finding has the conversation summed up.
  public static final long SUM_UP_AT = 200_000;

  /// The same thing in another session.
  Finding plus(Finding other) {
    return new Finding(
        kind,
        source,
        subject,
        stake.plus(other.stake),
        times + other.times,
        tokens + other.tokens,
        other.stake.compareTo(stake) > 0 ? other.worst : worst);
  }
}
