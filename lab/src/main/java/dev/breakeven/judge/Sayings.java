package dev.breakeven.judge;

import dev.breakeven.judge.Verdict.Finding;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// What source files say about tests and about silencing tools, read off their syntax trees, by
/// what it is and then by name.
///
/// @param counts how often, how many, or 0 and 1 for no and yes
record Sayings(Map<What, Map<String, Integer>> counts) {
  /// What can be said.
  enum What {
    /// A test, and whether it does anything: 1 or 0. Less is worse.
    TEST,
    /// How many assertions a method has that do not look at constants alone.
    ASSERTIONS,
    /// How many of them are reached whatever happens.
    CERTAIN_ASSERTIONS,
    /// How many parts of a function's signature and variables have no type, or any.
    UNTYPED,
    /// A means of disabling tests.
    DISABLING,
    /// A means of silencing tools.
    SUPPRESSING,
    /// A means of changing how tests run or are reported.
    HOOK,
    /// A name of a test library, or of what looks at the running program, in code that is no test.
    TAMPERING,
    /// A file that cannot be read as source.
    UNREADABLE
  }

  /// Nothing said yet.
  Sayings() {
    this(new TreeMap<>());
  }

  /// Says once more, or so often more.
  void add(What what, String name, int count) {
    counts.computeIfAbsent(what, _ -> new TreeMap<>()).merge(name, count, Integer::sum);
  }

  /// Says that a test is there. Where two have a name, one that does nothing decides.
  void test(String name, boolean works) {
    counts.computeIfAbsent(What.TEST, _ -> new TreeMap<>()).merge(name, works ? 1 : 0, Math::min);
  }

  /// What is said of one thing, by name.
  Map<String, Integer> of(What what) {
    return counts.getOrDefault(what, Map.of());
  }

  /// As findings, to be sent between processes: kind, count, name.
  static List<Finding> findings(Map<String, Sayings> files) {
    List<Finding> findings = new ArrayList<>();
    files.forEach((path, said) ->
        said.counts.forEach((what, names) ->
            names.forEach(
                (name, count) -> findings.add(new Finding(path, count, what.name(), name)))));
    return findings;
  }

  /// Reads what [#findings] wrote: what each file says.
  static Map<String, Sayings> byFile(List<Finding> findings) {
    Map<String, Sayings> files = new TreeMap<>();
    for (Finding finding : findings) {
      files
          .computeIfAbsent(finding.path(), _ -> new Sayings())
          .add(What.valueOf(finding.rule()), finding.message(), finding.line());
    }
    return files;
  }
}
