package dev.breakeven.whatif;

import dev.breakeven.unit.Usd;
import java.time.Duration;
import java.util.List;

/// A stretch of work that an agent can do itself or hand over: all that the break-even point
/// depends on. Sizes are in tokens of the delegating model.
///
/// @param parent the agent that would delegate
/// @param stretch the work
/// @param handover what passes between the two, and how long the executor takes
/// @param executor who would do it
public record Situation(Parent parent, Stretch stretch, Handover handover, Executor executor) {
  /// The most tokens of any one size.
  public static final long MOST_TOKENS = 10_000_000;

  /// The most calls of any one count.
  public static final long MOST_CALLS = 10_000;

  /// The agent that would delegate.
  ///
  /// @param model its model
  /// @param context its prompt where the stretch begins
  /// @param callsLeft its calls to come that read again what the stretch leaves: those after the
  ///   stretch but the first, which writes it
  public record Parent(PricedModel model, long context, long callsLeft) {
    /// Checks the bounds.
    ///
    /// @throws IllegalArgumentException if a number is out of bounds
    public Parent {
      require("context", context, 1, MOST_TOKENS);
      require("calls left", callsLeft, 0, MOST_CALLS);
    }
  }

  /// The work.
  ///
  /// @param calls the calls it takes
  /// @param growth what it adds to the context: results and words of one's own that stay
  /// @param output what its answers have, all calls together
  public record Stretch(long calls, long growth, long output) {
    /// Checks the bounds.
    ///
    /// @throws IllegalArgumentException if a number is out of bounds
    public Stretch {
      require("calls", calls, 1, MOST_CALLS);
      require("growth", growth, 0, MOST_TOKENS);
      require("output", output, 0, MOST_TOKENS);
    }

    /// The same work going on for `other` calls: what a call adds and answers stays.
    Stretch of(long other) {
      return new Stretch(
          other,
          Math.round((double) growth * other / calls),
          Math.round((double) output * other / calls));
    }
  }

  /// What passes between the two.
  ///
  /// @param instruction what the delegating agent writes to the executor
  /// @param report what comes back
  /// @param calls the calls it takes the delegating agent to hand over, at least 1
  /// @param times how long it takes from the call that hands over to the next: one time, or several
  ///   of which each is as likely; none if the next call is known to come in time
  public record Handover(long instruction, long report, long calls, List<Duration> times) {
    /// Checks the bounds and takes an immutable copy.
    ///
    /// @throws IllegalArgumentException if a number is out of bounds
    public Handover {
      require("instruction", instruction, 0, MOST_TOKENS);
      require("report", report, 0, MOST_TOKENS);
      require("calls to hand over", calls, 1, MOST_CALLS);
      times = List.copyOf(times);
      for (Duration time : times) {
        if (time.isNegative()) {
          throw new IllegalArgumentException("expected a time of 0 s or more, got " + time);
        }
      }
    }
  }

  /// Who would do it.
  public sealed interface Executor {
    /// A model that is billed for its calls: as many as the stretch has, growing as much, from a
    /// prompt of its own.
    ///
    /// @param model the model
    /// @param prefix its first prompt
    record Billed(PricedModel model, long prefix) implements Executor {
      /// Checks the bounds.
      ///
      /// @throws IllegalArgumentException if `prefix` is out of bounds
      public Billed {
        require("the executor's first prompt", prefix, 1, MOST_TOKENS);
      }
    }

    /// One whose bill is known; zero on a machine of one's own.
    ///
    /// @param usd the bill
    record Given(Usd usd) implements Executor {
      /// Checks the sign.
      ///
      /// @throws IllegalArgumentException if `usd` is negative
      public Given {
        if (usd.picodollars() < 0) {
          throw new IllegalArgumentException(
              "expected an executor's bill of 0 USD or more, got " + usd);
        }
      }
    }
  }

  private static void require(String what, long number, long least, long most) {
    if (number < least || number > most) {
      throw new IllegalArgumentException(
          "expected %s from %,d to %,d, got %,d".formatted(what, least, most, number));
    }
  }
}
