package dev.breakeven.cache;

import java.time.Duration;

/// How long a cache entry lives after it was last used.
public enum EntryLife {
  /// The default, written at 1.25 times the input price by most models.
  FIVE_MINUTES(Duration.ofMinutes(5)),
  /// The long one, written at twice the input price by most models.
  ONE_HOUR(Duration.ofHours(1));

  private final Duration duration;

  EntryLife(Duration duration) {
    this.duration = duration;
  }

  /// How long that is.
  public Duration duration() {
    return duration;
  }
}
