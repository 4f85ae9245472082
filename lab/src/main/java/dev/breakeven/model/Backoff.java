package dev.breakeven.model;

import java.time.Duration;

/// How long a client keeps trying.
///
/// @param attempts the most attempts at one request
/// @param paid the most of them that were answered with something that may be billed and cannot be
///   used: who answers so once mostly does so again
/// @param first the longest wait after the first failure; it doubles with each further one
/// @param most the longest wait of all, unless the provider asks for a longer one
/// @param overall the longest time from the first attempt to the start of the last
public record Backoff(int attempts, int paid, Duration first, Duration most, Duration overall) {
  /// Eight attempts, three of them paid for and useless, from one second to one minute apart,
  /// within ten minutes.
  public static final Backoff USUAL =
      new Backoff(8, 3, Duration.ofSeconds(1), Duration.ofMinutes(1), Duration.ofMinutes(10));

  /// As many attempts that were paid for as others.
  public Backoff(int attempts, Duration first, Duration most, Duration overall) {
    this(attempts, attempts, first, most, overall);
  }

  /// Checks the numbers.
  ///
  /// @throws IllegalArgumentException if there is no attempt or a time is negative
  public Backoff {
    if (attempts < 1
        || paid < 1
        || first.isNegative()
        || most.isNegative()
        || overall.isNegative()) {
      throw new IllegalArgumentException(
          "expected an attempt or more and times of 0 or more, got %d, %s, %s and %s"
              .formatted(attempts, first, most, overall));
    }
  }

  /// How long to wait after attempt `number` failed: between half of the longest wait and all of
  /// it, so that clients that failed together do not return together.
  ///
  /// @param number the attempt, counted from 1
  /// @param chance from 0 to 1
  Duration wait(int number, double chance) {
    long longest = first.toMillis();
    for (int i = 1; i < number && longest < most.toMillis(); i++) {
      longest *= 2;
    }
    longest = Math.min(longest, most.toMillis());
    return Duration.ofMillis(longest / 2 + (long) (longest / 2.0 * chance));
  }
}
