package dev.breakeven.model;

import dev.breakeven.trace.Usage;

/// What a failed attempt costs, as far as its provider let us know.
public sealed interface AttemptCharge {
  /// Nothing: the provider refused the request or never got it.
  record Nothing() implements AttemptCharge {}

  /// All of what the provider billed: it reported that, but there is no answer to be had from it.
  ///
  /// @param usage what was reported
  record Reported(Usage usage) implements AttemptCharge {}

  /// What the provider had reported when its answer broke off: the prompt, and as much output as
  /// was counted by then. The bill may hold more.
  ///
  /// @param usage what was reported
  record AtLeast(Usage usage) implements AttemptCharge {}

  /// The provider got the request and may bill it, but said nothing of how much.
  record Unknown() implements AttemptCharge {}

  /// Whether money may have been spent.
  default boolean spent() {
    return switch (this) {
      case Nothing _ -> false;
      case Reported _, AtLeast _, Unknown _ -> true;
    };
  }
}
