package dev.breakeven.model;

import dev.breakeven.trace.Call;
import dev.breakeven.trace.Known;
import dev.breakeven.trace.Purchase;
import dev.breakeven.trace.Usage;
import java.util.List;
import java.util.Locale;

/// What a model answered.
///
/// @param content the answer's pieces
/// @param stop why it stopped
/// @param usage what was billed
/// @param known how the usage is known
/// @param timing when
/// @param sizes the size of each new block where it is known by itself (rehearsed); see [Sizes]
/// @param bought how it was bought, as far as the answer says
public record ModelAnswer(
    List<Content> content,
    Stop stop,
    Usage usage,
    Known known,
    Call.Timing timing,
    Sizes sizes,
    Purchase bought) {
  /// Takes an immutable copy.
  public ModelAnswer {
    content = List.copyOf(content);
  }

  /// An answer that was bought in the standard way.
  public ModelAnswer(
      List<Content> content, Stop stop, Usage usage, Known known, Call.Timing timing, Sizes sizes) {
    this(content, stop, usage, known, timing, sizes, Purchase.STANDARD);
  }

  /// Why a model stopped.
  public enum Stop {
    /// It wants a tool's answer.
    TOOL_USE,
    /// It is done.
    END_TURN,
    /// It reached `maxTokens`.
    MAX_TOKENS,
    /// It refused.
    REFUSAL,
    /// The provider let it rest: it goes on when it gets its own answer back.
    PAUSE,
    /// It ended for a reason that is not known here, so nobody can say that it is done.
    UNKNOWN;

    /// The name used in files: `tool_use`.
    public String key() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /// Sizes in tokens of the blocks of a request and its answer, in prompt order (tool definitions
  /// as one block, system prompt, then each message's content); empty lists where a provider gives
  /// only totals.
  ///
  /// @param prompt one number a block of the prompt
  /// @param answer one number a piece of the answer
  public record Sizes(List<Long> prompt, List<Long> answer) {
    /// Nothing known but totals.
    public static final Sizes UNKNOWN = new Sizes(List.of(), List.of());

    /// Takes immutable copies.
    public Sizes {
      prompt = List.copyOf(prompt);
      answer = List.copyOf(answer);
    }
  }
}
