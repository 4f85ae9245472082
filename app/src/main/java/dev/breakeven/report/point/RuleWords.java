package dev.breakeven.report.point;

import dev.breakeven.cache.EntryLife;
import dev.breakeven.whatif.Rule;
import java.util.Locale;

/// Rules in words.
final class RuleWords {
  private RuleWords() {}

  /// As one would follow it.
  static String of(Rule rule) {
    return switch (rule) {
      case Rule.AsRecorded _ -> "as it was";
      case Rule.Life(EntryLife life) ->
          "cache life of " + Amounts.time(life.duration().toSeconds());
      case Rule.ResultCap(long tokens) -> "tool results cut to " + tokens(tokens);
      case Rule.ReportCap(long tokens) -> "reports cut to " + tokens(tokens);
      case Rule.Mask(int keep, int every) ->
          "every %d turns, drop tool results but the last %d turns'".formatted(every, keep);
      case Rule.Compact(long at, long summary) ->
          "at %s, a summary of %s".formatted(tokens(at), tokens(summary));
      case Rule.KeepAlive(int times) ->
          "in pauses, keep the cache alive up to %s".formatted(Amounts.counted(times, "time"));
      case Rule.OtherModel(String model) -> "the same calls to " + model;
      case Rule.Without(String agent, int from, int to) ->
          "%s without its calls %d to %d".formatted(agent, from, to - 1);
    };
  }

  /// Its name in files.
  static String key(Rule rule) {
    return switch (rule) {
      case Rule.AsRecorded _ -> "as_recorded";
      case Rule.Life(EntryLife life) -> "cache_life_" + life.name().toLowerCase(Locale.ROOT);
      case Rule.ResultCap(long tokens) -> "result_cap_" + tokens;
      case Rule.ReportCap(long tokens) -> "report_cap_" + tokens;
      case Rule.Mask(int keep, int every) -> "mask_" + keep + "_" + every;
      case Rule.Compact(long at, long _) -> "compact_" + at;
      case Rule.KeepAlive(int times) -> "keep_alive_" + times;
      case Rule.OtherModel(String model) -> "other_model_" + model;
      case Rule.Without(String agent, int from, int to) ->
          "without_" + agent + "_" + from + "_" + to;
    };
  }

  private static String tokens(long count) {
    return Amounts.counted(count, "token");
  }
}
