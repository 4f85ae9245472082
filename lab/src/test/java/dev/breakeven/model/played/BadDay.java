package dev.breakeven.model.played;

import java.util.List;
import java.util.Random;
import java.util.stream.Stream;

/// On which requests a provider fails, and how: drawn from a seed for each of them, in the order
/// they come.
public final class BadDay {
  private static final List<Fault> ALL =
      Stream.of(Fault.values()).filter(fault -> fault != Fault.NONE).toList();

  /// A provider that never fails.
  public static final BadDay NONE = new BadDay(0, 0);

  private final int percent;
  private final List<Fault> faults;
  private final Random dice;

  private BadDay(int percent, List<Fault> faults, long seed) {
    this.percent = percent;
    this.faults = faults;
    this.dice = new Random(seed);
  }

  /// Fails at `percent` of a hundred requests.
  public BadDay(int percent, long seed) {
    this(percent, ALL, seed);
  }

  /// Fails at `percent` of a hundred requests, and always at once.
  public static BadDay withoutWaiting(int percent, long seed) {
    return new BadDay(
        percent,
        ALL.stream().filter(fault -> fault != Fault.STUCK && fault != Fault.SILENT).toList(),
        seed);
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
    return faults.get(dice.nextInt(faults.size()));
  }
}
