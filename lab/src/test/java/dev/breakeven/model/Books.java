package dev.breakeven.model;

import dev.breakeven.trace.Usage;
import java.time.Duration;
import java.time.Instant;

/// What a client's user writes down of answers and lost attempts; its time passes only in pauses.
final class Books implements Attempts, Retrying.Waiting {
  private Instant now = Instant.parse("2026-11-24T12:00:00Z");
  private Usage sum = Usage.NONE;
  private int unknown;
  private int free;

  void add(Usage usage) {
    sum = sum.plus(usage);
  }

  @Override
  public void lost(LostAttempt attempt) {
    switch (attempt.charge()) {
      case AttemptCharge.Nothing _ -> free++;
      case AttemptCharge.Unknown _ -> unknown++;
      case AttemptCharge.Reported(var usage) -> add(usage);
      case AttemptCharge.AtLeast(var usage) -> add(usage);
    }
  }

  @Override
  public Instant instant() {
    return now;
  }

  @Override
  public void pause(Duration wait) {
    now = now.plus(wait);
  }

  Usage sum() {
    return sum;
  }

  /// Attempts of which nothing was reported.
  int unknown() {
    return unknown;
  }

  /// Attempts that cost nothing.
  int free() {
    return free;
  }
}
