package dev.breakeven.report;

import dev.breakeven.study.TrialRow;
import dev.breakeven.study.TrialRow.Part;
import dev.breakeven.trace.Role;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;

/// What several trials used, by role and model.
final class Parts {
  private Parts() {}

  private record Key(Role role, String model) {}

  static List<Part> of(List<TrialRow> rows) {
    var sums = new LinkedHashMap<Key, Part>();
    for (var row : rows) {
      for (var part : row.parts()) {
        sums.merge(new Key(part.role(), part.model()), part, Parts::plus);
      }
    }
    return new ArrayList<>(sums.values());
  }

  private static Part plus(Part one, Part other) {
    return new Part(
        one.role(),
        one.model(),
        one.calls() + other.calls(),
        one.usage().plus(other.usage()),
        one.spent().plus(other.spent()),
        one.modelTime().plus(other.modelTime()));
  }
}
