package dev.breakeven.judge;

import dev.breakeven.judge.Verdict.Finding;
import dev.breakeven.task.Check.Lenience;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Takes out of a tool's answer the findings that a pack overlooks, as the untouched repository has
/// them.
final class Overlooking {
  /// How many findings of a tool are kept.
  private static final int MOST = 200;

  /// What tools of Python exit with that have findings and no trouble of their own.
  private static final int FOUND = 1;

  private Overlooking() {}

  /// The answer without them.
  ///
  /// @param counted the count that says how many findings there are
  static ToolAnswer of(Lenience lenience, String counted, ToolAnswer answer) {
    Set<String> overlooked = Set.copyOf(lenience.overlooked());
    List<Finding> kept =
        answer.findings().stream().filter(found -> !overlooked.contains(name(found))).toList();
    Map<String, Long> counts = new HashMap<>(answer.counts());
    long gone = (long) answer.findings().size() - kept.size();
    if (gone > 0) {
      counts.merge(counted, -gone, Long::sum);
      counts.put("overlooked", gone);
    }
    boolean good = answer.exitCode() == FOUND && gone > 0 && kept.isEmpty();
    return new ToolAnswer(good ? 0 : answer.exitCode(), counts, kept.stream().limit(MOST).toList());
  }

  /// How a pack names a finding that it overlooks.
  static String name(Finding finding) {
    return finding.path() + " " + finding.rule();
  }
}
