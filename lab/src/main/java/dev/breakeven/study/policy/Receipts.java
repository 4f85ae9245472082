package dev.breakeven.study.policy;

import dev.breakeven.judge.Verdict;
import dev.breakeven.tool.Delegate;
import dev.breakeven.tool.Tool;
import dev.breakeven.tool.Truncation;
import dev.breakeven.workspace.FolderDiff;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// Receipts for an executor's work: six lines that the host writes from what it saw itself, in the
/// place of what the executor says of its work. What stands behind a receipt is kept, and the tool
/// `show` hands out as many lines of it as are asked for.
final class Receipts {
  /// The six lines are shorter; this only keeps a file name from making them long.
  static final Truncation LONGEST = new Truncation(1_500);

  private static final int MOST_NAMED = 8;
  private static final int MOST_COMMANDS = 3;
  private static final int LONGEST_COMMAND = 60;
  private static final int MOST_FINDINGS = 8_000;
  private static final Pattern EXIT = Pattern.compile("\\[exit ([0-9]+)\\]$");

  private final Site site;
  private final List<String> kept = new ArrayList<>();
  private final List<String> commands = new ArrayList<>();

  Receipts(Site site) {
    this.site = site;
  }

  /// `tools`, each of which notes what it was asked to run.
  List<Tool> noting(List<Tool> tools) {
    return tools.stream().<Tool>map(tool -> new Noting(tool, commands)).toList();
  }

  /// `executor`, whose report is kept and a receipt given for it.
  Delegate.Executor of(Delegate.Executor executor) {
    return instruction -> {
      commands.clear();
      var report = executor.run(instruction);
      var verdict = site.judge();
      var diff = site.diff();
      kept.add(behind(report, verdict, diff));
      return String.join(
          "\n",
          "verdict: " + Findings.inShort(verdict),
          "files: " + files(diff),
          "commands: " + commands(),
          "tests: " + tests(verdict),
          "said: " + said(report),
          "id: r" + kept.size());
    };
  }

  /// The tool that shows what stands behind a receipt.
  Tool show() {
    return new Show(kept);
  }

  private static String behind(String report, Verdict verdict, FolderDiff diff) {
    return Findings.text(verdict, MOST_FINDINGS)
        + "\n\nThe executor's last words:\n"
        + report.strip()
        + "\n\nAll that differs from where the task began:\n"
        + diff.text();
  }

  private static String files(FolderDiff diff) {
    var named =
        diff.files().stream()
            .limit(MOST_NAMED)
            .map(file -> "%s +%d -%d".formatted(file.path(), file.added(), file.removed()))
            .collect(Collectors.joining(", "));
    int more = diff.files().size() - MOST_NAMED;
    return named.isEmpty() ? "none changed" : named + (more > 0 ? " and " + more + " more" : "");
  }

  private String commands() {
    if (commands.isEmpty()) {
      return "none run";
    }
    var last = commands.subList(Math.max(0, commands.size() - MOST_COMMANDS), commands.size());
    return commands.size() + " run, the last: " + String.join("; ", last);
  }

  private static String tests(Verdict verdict) {
    long passed = 0;
    long all = 0;
    for (var check : verdict.checks()) {
      passed += check.counts().getOrDefault("passed", 0L);
      all += check.counts().getOrDefault("passed", 0L) + check.counts().getOrDefault("failed", 0L);
    }
    return all == 0 ? "none counted" : passed + " of " + all + " pass";
  }

  private static String said(String report) {
    return report.contains("BLOCKED")
        ? "BLOCKED"
        : report.contains("DONE") ? "DONE" : "neither DONE nor BLOCKED";
  }

  /// A tool whose commands are noted with their exit codes.
  private record Noting(Tool tool, List<String> commands) implements Tool {
    @Override
    public String name() {
      return tool.name();
    }

    @Override
    public String description() {
      return tool.description();
    }

    @Override
    public Map<String, Object> schema() {
      return tool.schema();
    }

    @Override
    public Result run(Map<String, Object> input) throws InterruptedException {
      var result = tool.run(input);
      if (tool.name().equals("bash") && input.get("command") instanceof String command) {
        var exit = EXIT.matcher(result.text());
        var line = command.strip().lines().findFirst().orElse("");
        commands.add(
            (line.length() > LONGEST_COMMAND ? line.substring(0, LONGEST_COMMAND) + "…" : line)
                + (result.error()
                    ? " (failed)"
                    : " (exit " + (exit.find() ? exit.group(1) : "0") + ")"));
      }
      return result;
    }
  }
}
