package dev.breakeven.model;

import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// No answer could be had from a model's provider.
public final class ModelFailure extends Exception {
  private static final long serialVersionUID = 1;

  private final Kind kind;
  private final transient AttemptCharge charge;
  private final @Nullable Duration retryAfter;

  /// Says what was asked of whom and what came back; a last word that costs nothing.
  public ModelFailure(String message) {
    this(Kind.OTHER, message, new AttemptCharge.Nothing());
  }

  /// Says what was asked of whom and what came back, with the cause; a last word that costs
  /// nothing.
  public ModelFailure(String message, Throwable cause) {
    this(message);
    initCause(cause);
  }

  /// A failure of one attempt.
  ///
  /// @param kind what went wrong
  /// @param message what was asked of whom, what came back, and what to do
  /// @param charge what the attempt costs
  public ModelFailure(Kind kind, String message, AttemptCharge charge) {
    this(kind, message, charge, null);
  }

  /// A failure of one attempt, with the wait that the provider asks for.
  ///
  /// @param kind what went wrong
  /// @param message what was asked of whom, what came back, and what to do
  /// @param charge what the attempt costs
  /// @param retryAfter how long to wait before the next attempt; null if the provider did not say
  public ModelFailure(
      Kind kind, String message, AttemptCharge charge, @Nullable Duration retryAfter) {
    super(message);
    this.kind = kind;
    this.charge = charge;
    this.retryAfter = retryAfter;
  }

  /// What went wrong.
  public Kind kind() {
    return kind;
  }

  /// What the attempt costs. [Retrying] reports each attempt to its [Attempts]; what it throws in
  /// the end costs nothing more.
  public AttemptCharge charge() {
    return charge;
  }

  /// How long the provider asks to wait, empty if it did not say.
  public Optional<Duration> retryAfter() {
    return Optional.ofNullable(retryAfter);
  }

  /// What went wrong with an attempt.
  public enum Kind {
    /// The request cannot be understood or is not allowed: 400 and its like.
    BAD_REQUEST(false),
    /// The prompt and the answer it may have do not fit the model's context.
    TOO_LONG(false),
    /// The key is missing, wrong or not enough: 401, 403.
    UNAUTHORIZED(false),
    /// No such model or address: 404.
    NOT_FOUND(false),
    /// The account has no money left: 402, or 429 that says so.
    NO_CREDIT(false),
    /// Too many requests: 429.
    BUSY(true),
    /// The provider has more to do than it can: 503, 529.
    OVERLOADED(true),
    /// The provider failed: 500 and its like.
    SERVER_FAILED(true),
    /// No connection could be made.
    UNREACHABLE(true),
    /// The connection ended before the answer did.
    CUT(true),
    /// The answer was not complete in time.
    TIMEOUT(true),
    /// The answer is not what the provider's documents describe.
    UNREADABLE(true),
    /// The answer holds nothing.
    EMPTY(true),
    /// The provider left out a part of the prompt.
    TRUNCATED(false),
    /// The answer holds something that no trace can hold.
    UNSUPPORTED(false),
    /// We stopped waiting.
    CANCELLED(false),
    /// Something else.
    OTHER(false);

    private final boolean passing;

    Kind(boolean passing) {
      this.passing = passing;
    }

    /// The name used in files: `bad_request`.
    public String key() {
      return name().toLowerCase(Locale.ROOT);
    }

    /// Whether the same request may succeed later.
    public boolean passing() {
      return passing;
    }
  }
}
