package dev.breakeven.judge;

import dev.breakeven.judge.Verdict.Finding;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// What a tool answered, whichever process it ran in.
///
/// @param exitCode 0 if it had nothing to say against the work
/// @param counts what it counted, by name
/// @param findings what it found, sorted
/// @param tests how each test ended that it ran, by the test's identity: `passed` or else
record ToolAnswer(
    int exitCode, Map<String, Long> counts, List<Finding> findings, Map<String, String> tests) {
  private static final Comparator<Finding> ORDER =
      Comparator.comparing(Finding::path)
          .thenComparingInt(Finding::line)
          .thenComparing(Finding::rule)
          .thenComparing(Finding::message);

  ToolAnswer {
    counts = Map.copyOf(counts);
    findings = findings.stream().sorted(ORDER).toList();
    tests = Map.copyOf(tests);
  }

  /// The answer of a tool that runs no tests.
  ToolAnswer(int exitCode, Map<String, Long> counts, List<Finding> findings) {
    this(exitCode, counts, findings, Map.of());
  }

  /// As texts, to be sent between processes.
  List<String> encoded() {
    List<String> texts = new ArrayList<>();
    texts.add(Integer.toString(exitCode));
    texts.add(Integer.toString(counts.size()));
    new TreeMap<>(counts)
        .forEach((name, count) -> {
          texts.add(name);
          texts.add(Long.toString(count));
        });
    for (Finding finding : findings) {
      texts.add(finding.path());
      texts.add(Integer.toString(finding.line()));
      texts.add(finding.rule());
      texts.add(finding.message());
    }
    return texts;
  }

  /// Reads what [#encoded()] wrote.
  static ToolAnswer decoded(List<String> texts) {
    Iterator<String> next = texts.iterator();
    int exitCode = Integer.parseInt(next.next());
    Map<String, Long> counts = new TreeMap<>();
    for (int left = Integer.parseInt(next.next()); left > 0; left--) {
      counts.put(next.next(), Long.parseLong(next.next()));
    }
    List<Finding> findings = new ArrayList<>();
    while (next.hasNext()) {
      findings.add(
          new Finding(next.next(), Integer.parseInt(next.next()), next.next(), next.next()));
    }
    return new ToolAnswer(exitCode, counts, findings);
  }
}
