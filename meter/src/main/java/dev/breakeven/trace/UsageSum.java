package dev.breakeven.trace;

import static dev.breakeven.trace.Usage.ABSENT;

/// A [Usage] that is added up in place, for many calls.
final class UsageSum {
  private long uncached = ABSENT;
  private long write5m = ABSENT;
  private long write1h = ABSENT;
  private long read = ABSENT;
  private long output = ABSENT;

  /// Adds `usage`, class by class; one that it does not report stays as it is.
  ///
  /// @throws ArithmeticException if a sum is out of range
  void add(Usage usage) {
    if (usage.uncached() != ABSENT) {
      uncached = Math.addExact(Math.max(0, uncached), usage.uncached());
    }
    if (usage.write5m() != ABSENT) {
      write5m = Math.addExact(Math.max(0, write5m), usage.write5m());
    }
    if (usage.write1h() != ABSENT) {
      write1h = Math.addExact(Math.max(0, write1h), usage.write1h());
    }
    if (usage.read() != ABSENT) {
      read = Math.addExact(Math.max(0, read), usage.read());
    }
    if (usage.output() != ABSENT) {
      output = Math.addExact(Math.max(0, output), usage.output());
    }
  }

  Usage usage() {
    return new Usage(uncached, write5m, write1h, read, output);
  }
}
