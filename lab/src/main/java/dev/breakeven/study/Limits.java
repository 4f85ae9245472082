package dev.breakeven.study;

import dev.breakeven.unit.Usd;
import java.util.Optional;

/// The most that may be spent; an empty one is no limit.
///
/// @param study by all trials together
/// @param trial by each trial
/// @param call by each call
public record Limits(Optional<Usd> study, Optional<Usd> trial, Optional<Usd> call) {
  /// No limit at all.
  public static final Limits NONE =
      new Limits(Optional.empty(), Optional.empty(), Optional.empty());

  /// What [Ending#detail] says where the study's budget ended a trial.
  static final String STUDY = "study";

  static final String TRIAL = "trial";
  static final String CALL = "call";

  /// Whether there is any.
  public boolean any() {
    return study.isPresent() || trial.isPresent() || call.isPresent();
  }

  static boolean within(Optional<Usd> limit, Usd amount) {
    return limit.isEmpty() || amount.compareTo(limit.get()) <= 0;
  }
}
