package dev.breakeven.model;

import dev.breakeven.trace.Usage;

/// What a failed attempt costs, as far as its provider let us know.
public sealed interface Charge {
  /// Nothing: the provider refused the request or never got it.
  record Nothing() implements Charge {}

  /// What the provider reported before the answer was lost. Where an answer was cut, its output is
  /// what had been counted by then.
  ///
  /// @param usage what was reported
  record Reported(Usage usage) implements Charge {}

  /// The provider got the request and may bill it, but said nothing of how much.
  record Unknown() implements Charge {}

  /// Whether money may have been spent.
  default boolean spent() {
    return switch (this) {
      case Nothing _ -> false;
      case Reported _, Unknown _ -> true;
    };
  }
}
