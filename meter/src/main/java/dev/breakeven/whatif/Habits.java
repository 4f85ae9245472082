package dev.breakeven.whatif;

import java.time.Duration;
import java.util.List;

/// How agents look around and delegate, as far as the break-even point depends on it: taken from
/// recorded sessions, or assumed.
///
/// @param model who would delegate
/// @param executor to whom
/// @param looking how the first looks around by itself
/// @param passing what passes between the two
public record Habits(String model, String executor, Looking looking, Passing passing) {
  /// Stretches of looking, as medians.
  ///
  /// @param context the prompt where one begins, in tokens
  /// @param callsLeft the calls after it that read again what it left
  /// @param calls the calls of one
  /// @param growth what a call adds to the context, in tokens
  /// @param output what a call's answer has, in tokens
  /// @param stretches how many there were; 0 where this is assumed
  public record Looking(
      long context, long callsLeft, long calls, double growth, double output, long stretches) {}

  /// Delegations, as medians.
  ///
  /// @param instruction what an executor is told, in tokens
  /// @param report what comes back, in tokens
  /// @param prefix an executor's first prompt, in tokens
  /// @param times how long executors took, each; none where this is assumed
  /// @param delegations how many there were; 0 where this is assumed
  public record Passing(
      long instruction, long report, long prefix, List<Duration> times, long delegations) {
    /// Takes an immutable copy.
    public Passing {
      times = List.copyOf(times);
    }
  }

  /// What is assumed without sessions: a coding agent in the middle of its work that looks around
  /// for eight calls of 1,200 tokens, and an executor with the tools of a coding agent and little
  /// else.
  public static final Habits ASSUMED =
      new Habits(
          "claude-opus-5-5",
          "claude-haiku-5-5",
          new Looking(60_000, 20, 8, 1_200, 180, 0),
          new Passing(400, 500, 6_000, List.of(), 0));
}
