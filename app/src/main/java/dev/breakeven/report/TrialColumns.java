package dev.breakeven.report;

import dev.breakeven.study.Ending;
import dev.breakeven.study.TrialRow;
import dev.breakeven.trace.Known;
import dev.breakeven.trace.Role;
import dev.breakeven.trace.TokenClass;
import dev.breakeven.trace.Usage;
import dev.breakeven.unit.Usd;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/// One row a trial: the published study's columns under their own meaning, then ours. A value is a
/// string, a number, or null where there is none.
///
/// The published columns name models: `opus_…` counts claude-opus-4-7, `haiku_…` claude-haiku-4-5,
/// `qwen_present` says whether qwen3.5:9b took part; other ids that the published records use for
/// them count too. `trial` counts from 0 as it did there.
final class TrialColumns {
  private static final Set<String> OPUS = Set.of("claude-opus-4-7");
  private static final Set<String> HAIKU = Set.of("claude-haiku-4-5", "claude-haiku-4-5-20251001");
  private static final Set<String> QWEN = Set.of("qwen3.5:9b", "qwen-local");

  private final Results results;
  private final SortedSet<String> counts = new TreeSet<>();
  private final SortedSet<String> checks = new TreeSet<>();

  /// Columns for the rows of `results`: which verdict counts there are depends on them.
  TrialColumns(Results results) {
    this.results = results;
    for (var row : results.rows()) {
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
        "qwen_present", row.parts().stream().anyMatch(part -> QWEN.contains(part.model())) ? 1 : 0);
    values.put("verify_exit", row.verdict().exitCodes().isEmpty() ? null : row.solved() ? 0 : 1);
  }

  private static void model(
      Map<String, @Nullable Object> values, TrialRow row, String name, Set<String> models) {
    var usage =
        row.parts().stream()
            .filter(part -> models.contains(part.model()))
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

  private void time(Map<String, @Nullable Object> values, TrialRow row) {
    boolean told = !results.takenOver();
    values.put("model_sec", told ? seconds(row.seconds().model()) : null);
    values.put("tools_sec", told ? seconds(row.seconds().tools()) : null);
    values.put("judge_sec", told ? seconds(row.seconds().judge()) : null);
  }

  private static void tokens(Map<String, @Nullable Object> values, TrialRow row) {
    for (var role : Role.values()) {
      var parts = row.parts().stream().filter(part -> part.role() == role).toList();
      var usage = parts.stream().map(TrialRow.Part::usage).reduce(Usage.NONE, Usage::plus);
      values.put(
          role.key() + "_calls",
          parts.stream().allMatch(TrialRow.Part::callsTold)
              ? parts.stream().mapToInt(TrialRow.Part::calls).sum()
              : null);
      for (var tokenClass : TokenClass.values()) {
        values.put(role.key() + "_" + tokenClass.key(), usage.count(tokenClass));
      }
    }
  }

  private void known(Map<String, @Nullable Object> values, TrialRow row) {
    var how = results.facts().how();
    var measured = results.takenOver() ? "not recorded" : "measured";
    values.put("tokens_known", how.key());
    values.put(
        "cost_known",
        row.spent().unpriced() > 0
            ? row.spent().unpriced() + " calls unpriced"
            : how.key() + " tokens at catalog prices");
    values.put("model_sec_known", how == Known.REHEARSED ? "virtual clock" : measured);
    values.put("tools_sec_known", measured);
    values.put("judge_sec_known", measured);
    var provenance = results.provenances().get(row.trial());
    if (provenance != null) {
      values.put("record", provenance.name());
      values.put("record_place", provenance.place());
      values.put("record_cost_usd", provenance.cost().map(Usd::dollars).orElse(null));
    }
  }

  private static BigDecimal seconds(Duration time) {
    return BigDecimal.valueOf(time.toMillis(), 3);
  }
}
