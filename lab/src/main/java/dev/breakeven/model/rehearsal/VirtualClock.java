package dev.breakeven.model.rehearsal;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.atomic.AtomicReference;

/// A clock that moves only when a rehearsed model works. Tools and the judge do not move it, so
/// that two runs of one trial show the same times.
public final class VirtualClock implements InstantSource {
  private final AtomicReference<Instant> now;

  /// A clock that stands at `start`.
  public VirtualClock(Instant start) {
    now = new AtomicReference<>(start);
  }

  @Override
  public Instant instant() {
    return now.get();
  }

  /// Moves it on.
  ///
  /// @throws IllegalArgumentException if `duration` is negative
  public void advance(Duration duration) {
    if (duration.isNegative()) {
      throw new IllegalArgumentException("expected a duration of 0 or more, got " + duration);
    }
    now.updateAndGet(instant -> instant.plus(duration));
  }
}
