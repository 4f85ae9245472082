package dev.breakeven.report;

import dev.breakeven.study.Ending;
import dev.breakeven.study.TrialRow;
import dev.breakeven.trace.Known;
import dev.breakeven.trace.Role;
import dev.breakeven.trace.TokenClass;
import dev.breakeven.trace.Usage;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/// One row a trial: the published study's columns under their own meaning, then ours. A value is a
/// string, a number, or null where there is none.
///
/// The published columns name models: `opus_…` counts claude-opus-4-7, `haiku_…` claude-haiku-4-5,
/// `qwen_present` says whether qwen3.5:9b took part. `trial` counts from 0 as it did there.
final class TrialColumns {
  private static final String OPUS = "claude-opus-4-7";
  private static final String HAIKU = "claude-haiku-4-5";
  private static final String QWEN = "qwen3.5:9b";

  private final Known how;
  private final SortedSet<String> counts = new TreeSet<>();
  private final SortedSet<String> checks = new TreeSet<>();

  /// Columns for `rows`: which verdict counts there are depends on them.
  TrialColumns(List<TrialRow> rows, Known how) {
    this.how = how;
    for (var row : rows) {
      counts.addAll(row.verdict().counts().keySet());
      checks.addAll(row.verdict().exitCodes().keySet());
    }
  }

  /// The row's values by column, in order; the same columns for every row.
  Map<String, @Nullable Object> of(TrialRow row) {
    var values = new LinkedHashMap<String, @Nullable Object>();
    published(values, row);
    outcome(values, row);
    time(values, row);
    tokens(values, row);
    known(values, row);
    return values;
  }

  private static void published(Map<String, @Nullable Object> values, TrialRow row) {
    values.put("arm", row.trial().arm());
    values.put("task", row.trial().task());
    values.put("trial", row.trial().number() - 1);
    values.put("success", row.solved() ? 1 : 0);
    values.put("blocked", row.ending().kind() == Ending.Kind.BLOCKED ? 1 : 0);
    values.put("wall_sec", seconds(row.seconds().total()));
    values.put("iterations", row.turns());
    values.put("cost_usd", row.spent().unpriced() > 0 ? null : row.spent().usd().dollars());
    model(values, row, "opus", OPUS);
    model(values, row, "haiku", HAIKU);
    values.put(
        "qwen_present", row.parts().stream().anyMatch(part -> part.model().equals(QWEN)) ? 1 : 0);
    values.put("verify_exit", row.verdict().exitCodes().isEmpty() ? null : row.solved() ? 0 : 1);
  }

  private static void model(
      Map<String, @Nullable Object> values, TrialRow row, String name, String model) {
    var usage =
        row.parts().stream()
            .filter(part -> part.model().equals(model))
            .map(TrialRow.Part::usage)
            .reduce(Usage.NONE, Usage::plus);
    values.put(name + "_in", usage.count(TokenClass.UNCACHED));
    values.put(name + "_out", usage.count(TokenClass.OUTPUT));
    values.put(
        name + "_cache_w", usage.count(TokenClass.WRITE_5M) + usage.count(TokenClass.WRITE_1H));
    values.put(name + "_cache_r", usage.count(TokenClass.READ));
  }

  private void outcome(Map<String, @Nullable Object> values, TrialRow row) {
    values.put("trial_id", row.trial().id());
    values.put("ending", row.ending().kind().key());
    values.put("ending_detail", row.ending().detail());
    values.put("violations", String.join(" ", row.verdict().violations()));
    for (var check : checks) {
      values.put(check + ".exit", row.verdict().exitCodes().get(check));
    }
    for (var count : counts) {
      values.put(count, row.verdict().counts().get(count));
    }
  }

  private static void time(Map<String, @Nullable Object> values, TrialRow row) {
    values.put("model_sec", seconds(row.seconds().model()));
    values.put("tools_sec", seconds(row.seconds().tools()));
    values.put("judge_sec", seconds(row.seconds().judge()));
  }

  private static void tokens(Map<String, @Nullable Object> values, TrialRow row) {
    for (var role : Role.values()) {
      var parts = row.parts().stream().filter(part -> part.role() == role).toList();
      var usage = parts.stream().map(TrialRow.Part::usage).reduce(Usage.NONE, Usage::plus);
      values.put(role.key() + "_calls", parts.stream().mapToInt(TrialRow.Part::calls).sum());
      for (var tokenClass : TokenClass.values()) {
        values.put(role.key() + "_" + tokenClass.key(), usage.count(tokenClass));
      }
    }
  }

  private void known(Map<String, @Nullable Object> values, TrialRow row) {
    values.put("tokens_known", how.key());
    values.put(
        "cost_known",
        row.spent().unpriced() > 0
            ? row.spent().unpriced() + " calls unpriced"
            : how.key() + " tokens at catalog prices");
    values.put("model_sec_known", how == Known.REHEARSED ? "virtual clock" : "measured");
    values.put("tools_sec_known", "measured");
    values.put("judge_sec_known", "measured");
  }

  private static BigDecimal seconds(Duration time) {
    return BigDecimal.valueOf(time.toMillis(), 3);
  }
}
