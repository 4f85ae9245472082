package dev.breakeven.trace;

import dev.breakeven.unit.Usd;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// One request to a model and its answer.
///
/// @param id unique in its trace: the agent's id, `#`, and its turn
/// @param agent the agent that asked
/// @param turn its turn, counted from 1
/// @param prompt what was sent
/// @param answer what came back
/// @param timing when
public record Call(String id, String agent, int turn, Prompt prompt, Answer answer, Timing timing) {

  /// What came back.
  ///
  /// @param blocks ids of the answer's blocks, in order
  /// @param stop the provider's reason for stopping, in its own word; null if it never said
  /// @param usage what was billed
  /// @param known how the usage is known
  /// @param recorded the cost that whoever logged the call put down beside it, null where none was;
  ///   no price of ours goes into it, and it goes into no bill of ours
  /// @param bought how it was bought
  public record Answer(
      List<Integer> blocks,
      @Nullable String stop,
      Usage usage,
      Known known,
      @Nullable Usd recorded,
      Purchase bought) {
    /// Takes an immutable copy.
    public Answer {
      blocks = List.copyOf(blocks);
    }

    /// An answer that was bought in the standard way.
    public Answer(
        List<Integer> blocks,
        @Nullable String stop,
        Usage usage,
        Known known,
        @Nullable Usd recorded) {
      this(blocks, stop, usage, known, recorded, Purchase.STANDARD);
    }

    /// An answer that was bought in the standard way, beside which nobody put down a cost.
    public Answer(List<Integer> blocks, @Nullable String stop, Usage usage, Known known) {
      this(blocks, stop, usage, known, null);
    }
  }

  /// When a call ran. A rehearsed call's times are on its trial's virtual clock.
  ///
  /// @param start when the request was sent
  /// @param first how long until the answer began
  /// @param total how long until it was complete
  public record Timing(Instant start, Duration first, Duration total) {
    /// Checks the durations.
    ///
    /// @throws IllegalArgumentException if one is negative
    public Timing {
      if (first.isNegative() || total.isNegative()) {
        throw new IllegalArgumentException(
            "expected durations of 0 or more, got first " + first + " and total " + total);
      }
    }

    /// When the answer was complete.
    public Instant end() {
      return start.plus(total);
    }
  }
}
