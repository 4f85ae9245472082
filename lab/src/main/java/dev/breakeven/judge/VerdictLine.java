package dev.breakeven.judge;

import dev.breakeven.judge.Verdict.CheckResult;
import dev.breakeven.judge.Verdict.Finding;
import dev.breakeven.judge.Verdict.Violation;
import java.util.List;
import java.util.TreeMap;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// A verdict as one line of JSON for an agent: what failed, with the first findings, without
/// durations and paths of this machine, so that equal work gets equal lines.
final class VerdictLine {
  private static final int FIRST = 20;
  private static final int LONGEST = 240;
  private static final JsonMapper JSON = JsonMapper.shared();

  private VerdictLine() {}

  static String of(Verdict verdict) {
    ObjectNode line = JSON.createObjectNode();
    line.put("solved", isSolved(verdict));
    ObjectNode checks = line.putObject("checks");
    for (CheckResult result : verdict.checks()) {
      ObjectNode check = checks.putObject(result.check());
      if (result.exitCode() < 0) {
        check.put("run", false);
      } else {
        check.put("exit", result.exitCode());
      }
      new TreeMap<>(result.counts()).forEach(check::put);
    }
    ArrayNode violations = line.putArray("violations");
    for (Violation violation : violations(verdict)) {
      violations.add(
          shortened(violation.rule() + " " + violation.path() + ": " + violation.detail()));
    }
    List<Finding> findings =
        verdict.checks().stream()
            .filter(result -> result.exitCode() >= 0)
            .flatMap(result -> result.findings().stream())
            .toList();
    ArrayNode first = line.putArray("findings");
    findings.stream().limit(FIRST).forEach(finding -> first.add(text(finding)));
    if (findings.size() > FIRST) {
      line.put("more", findings.size() - FIRST);
    }
    return JSON.writeValueAsString(line);
  }

  static boolean isSolved(Verdict verdict) {
    return switch (verdict) {
      case Verdict.Solved _ -> true;
      case Verdict.NotSolved _ -> false;
    };
  }

  private static List<Violation> violations(Verdict verdict) {
    return switch (verdict) {
      case Verdict.Solved _ -> List.of();
      case Verdict.NotSolved found -> found.violations();
    };
  }

  private static String text(Finding finding) {
    String place = finding.path().isEmpty() ? "" : finding.path() + ":" + finding.line() + " ";
    return shortened(place + finding.rule() + " " + finding.message());
  }

  private static String shortened(String text) {
    return text.length() > LONGEST ? text.substring(0, LONGEST) + "…" : text;
  }
}
