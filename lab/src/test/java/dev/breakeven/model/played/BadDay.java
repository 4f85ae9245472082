package dev.breakeven.model.played;

import java.util.Random;

/// On which requests a provider fails, and how: drawn from a seed for each of them, in the order
/// they come.
public final class BadDay {
  /// A provider that never fails.
  public static final BadDay NONE = new BadDay(0, 0);

  private final int percent;
  private final Random dice;

  /// Fails at `percent` of a hundred requests.
  public BadDay(int percent, long seed) {
    this.percent = percent;
    this.dice = new Random(seed);
  }

  /// A way to fail, or not to.
  enum Fault {
    NONE,
    BUSY,
    FAILED,
    OVERLOADED,
    GONE,
    CUT,
    STUCK,
    SILENT,
    INVALID,
    EMPTY
  }

  synchronized Fault next() {
    if (dice.nextInt(100) >= percent) {
      return Fault.NONE;
    }
    var faults = Fault.values();
    return faults[1 + dice.nextInt(faults.length - 1)];
  }
}
