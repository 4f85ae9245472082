package dev.breakeven.attribution;

import java.util.Locale;

/// A line of a trial's bill, as [Breakdown] draws it up. Each picodollar is in one line.
public enum Item {
  /// What the first agent wrote to its executors.
  INSTRUCTIONS(false),
  /// What else the first agent wrote; grows with its turns.
  OTHER_OUTPUT(true),
  /// Reports entering the first agent's prompt.
  REPORTS(false),
  /// What else entered the first agent's prompt; grows with its turns.
  OTHER_GROWTH(true),
  /// What the first agent had in its prompt again, at the price of reading it; grows with its
  /// turns.
  REREADS(true),
  /// What was billed above that price because the cache had lost it.
  MISSES(false),
  /// All calls of executors, and the electricity of local models.
  EXECUTOR(false),
  /// Uncached prompt tokens, where only totals are known.
  UNCACHED(false),
  /// Tokens written to the cache, where only totals are known.
  WRITES(false),
  /// Tokens read from the cache, where only totals are known.
  READS(false),
  /// Tokens of answers, where only totals are known.
  OUTPUT(false);

  private final boolean everyTurn;

  Item(boolean everyTurn) {
    this.everyTurn = everyTurn;
  }

  /// Whether more turns mean more of it.
  boolean everyTurn() {
    return everyTurn;
  }

  /// The name used in tables: `other_output`.
  public String key() {
    return name().toLowerCase(Locale.ROOT);
  }
}
