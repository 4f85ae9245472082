package dev.breakeven.study.comparison;

import java.util.Locale;

/// Over which trials of a cell means, medians and tests go. Cost per success always charges all.
public enum TrialSelection {
  /// Those whose work the judge found good.
  SOLVED,
  /// All that tell something of their arm, failures included.
  ALL;

  /// The name used in options and files: `solved`.
  public String key() {
    return name().toLowerCase(Locale.ROOT);
  }

  /// Whether a trial that was solved, or not, is among them.
  public boolean takes(boolean solved) {
    return switch (this) {
      case SOLVED -> solved;
      case ALL -> true;
    };
  }
}
