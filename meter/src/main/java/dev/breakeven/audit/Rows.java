package dev.breakeven.audit;

import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;

/// The rows of one view while they are added up.
final class Rows {
  private final Map<String, Sum> sums = new HashMap<>();

  /// The sum of the row `name`.
  Sum row(String name) {
    Sum sum = sums.get(name);
    if (sum == null) {
      sum = new Sum();
      sums.put(name, sum);
    }
    return sum;
  }

  /// All rows that hold anything.
  Map<String, Amount> amounts() {
    var amounts = new TreeMap<String, Amount>();
    sums.forEach((name, sum) -> {
      if (!sum.isZero()) {
        amounts.put(name, sum.amount());
      }
    });
    return amounts;
  }
}
