package dev.breakeven.stats;

import java.util.List;

/// The front of Pareto, *Manuale di economia politica*, 1906: what nothing else beats.
public final class Pareto {
  private Pareto() {}

  /// The things that no other dominates, in the order given.
  ///
  /// One dominates another if it is at least as good by every objective and better by one. So
  /// things with equal figures stay or go together. Needs one objective or more.
  public static <T> List<T> front(List<T> things, List<Objective<T>> objectives) {
    if (objectives.isEmpty()) {
      throw new IllegalArgumentException("expected at least one objective, got none");
    }
    return things.stream()
        .filter(one -> things.stream().noneMatch(other -> dominates(other, one, objectives)))
        .toList();
  }

  private static <T> boolean dominates(T one, T other, List<Objective<T>> objectives) {
    boolean better = false;
    for (var objective : objectives) {
      int order = objective.compare(one, other);
      if (order > 0) {
        return false;
      }
      better |= order < 0;
    }
    return better;
  }
}
