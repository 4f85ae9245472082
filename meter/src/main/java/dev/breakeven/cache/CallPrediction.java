package dev.breakeven.cache;

import java.time.Duration;

/// What one call should have read from the cache by the model, and what it was billed for.
///
/// @param call the call's id
/// @param predicted tokens read by the model
/// @param recorded tokens read by the provider's count
/// @param prompt all tokens of its prompt
/// @param gap from the start of the call before, of the same agent; zero for a first one
/// @param difference why the two differ
public record CallPrediction(
    String call, long predicted, long recorded, long prompt, Duration gap, Difference difference) {
  /// Why a prediction missed, as far as the record lets infer.
  public enum Difference {
    /// It did not.
    NONE,
    /// An agent's first call: it read what sessions outside the record had written.
    FIRST,
    /// The newest entry was not readable yet, and an older one of the same conversation was read.
    NOT_YET_READABLE,
    /// Part of the prefix was changed within its life, and the trace does not show it.
    CHANGED,
    /// Nothing was left, though the model held that somebody kept the beginning alive.
    EXPIRED,
    /// Something was left, though the model held that it had expired.
    OUTLIVED,
    /// More was read than the record shows written: a request that is not in it had written more.
    UNRECORDED
  }

  /// Whether the prediction holds to the token.
  public boolean exact() {
    return predicted == recorded;
  }

  /// How far off it is, as a share of the prompt.
  public double error() {
    return prompt == 0 ? 0 : (double) Math.abs(predicted - recorded) / (double) prompt;
  }
}
