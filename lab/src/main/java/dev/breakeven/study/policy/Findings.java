package dev.breakeven.study.policy;

import dev.breakeven.agent.Said;
import dev.breakeven.judge.Verdict;
import dev.breakeven.judge.Verdict.CheckResult;
import dev.breakeven.trace.Origin;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.stream.Collectors;

/// What a verdict says, as text for an agent: what failed, then what was found, as much as fits.
final class Findings {
  /// How every such text begins.
  static final String HEAD = "The judge has looked at the work: ";

  private Findings() {}

  /// `verdict` in at most `most` characters, to be told to an agent.
  static Said said(Verdict verdict, int most) {
    return new Said(Origin.FINDINGS, text(verdict, most));
  }

  /// `verdict` in at most `most` characters. A line that does not fit is left out, and counted.
  static String text(Verdict verdict, int most) {
    var lines = lines(verdict);
    var text = new StringBuilder(HEAD + inShort(verdict));
    int left = lines.size();
    for (var line : lines) {
      if (text.length() + 1 + line.length() + 20 > most) {
        return text + "\n(" + left + " more)";
      }
      text.append('\n').append(line);
      left--;
    }
    return text.toString();
  }

  /// The checks and files that are not as they should be, without what was found there.
  static String names(Verdict verdict) {
    var failed =
        verdict.checks().stream().filter(check -> !check.passed()).map(CheckResult::check).toList();
    var files =
        verdict.checks().stream()
            .flatMap(check -> check.findings().stream())
            .map(Verdict.Finding::path)
            .filter(path -> !path.isEmpty())
            .distinct()
            .collect(Collectors.joining(", "));
    return HEAD
        + (solved(verdict) ? "solved" : "not solved")
        + "\nfailed: "
        + (failed.isEmpty() ? "no check, but a rule was broken" : String.join(", ", failed))
        + (files.isEmpty() ? "" : "\nin: " + files);
  }

  /// `solved`, or what failed: `not solved: junit (2 failed, 10 passed)`.
  static String inShort(Verdict verdict) {
    if (solved(verdict)) {
      return "solved";
    }
    var failed =
        verdict.checks().stream()
            .filter(check -> !check.passed())
            .map(Findings::counted)
            .collect(Collectors.joining(", "));
    return "not solved: " + (failed.isEmpty() ? "a rule was broken" : failed);
  }

  static boolean solved(Verdict verdict) {
    return switch (verdict) {
      case Verdict.Solved _ -> true;
      case Verdict.NotSolved _ -> false;
    };
  }

  private static String counted(CheckResult check) {
    if (check.exitCode() < 0) {
      return check.check() + " (not run)";
    }
    var counts =
        new TreeMap<>(check.counts())
            .entrySet().stream()
                .map(count -> count.getValue() + " " + count.getKey())
                .collect(Collectors.joining(", "));
    return check.check() + (counts.isEmpty() ? "" : " (" + counts + ")");
  }

  private static List<String> lines(Verdict verdict) {
    var lines = new ArrayList<String>();
    if (verdict instanceof Verdict.NotSolved(var _, var violations)) {
      for (var violation : violations) {
        lines.add("%s %s: %s".formatted(violation.rule(), violation.path(), violation.detail()));
      }
    }
    for (var check : verdict.checks()) {
      for (var finding : check.findings()) {
        var place = finding.path().isEmpty() ? "" : finding.path() + ":" + finding.line() + " ";
        lines.add(place + finding.rule() + " " + finding.message());
      }
    }
    return lines;
  }
}
