package dev.breakeven.cli;

import dev.breakeven.cache.EntryLife;
import dev.breakeven.catalog.Catalog;
import dev.breakeven.whatif.Rule;
import dev.breakeven.whatif.WhatIf;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/// The rules that recorded calls are sent again under. Without any, those of [WhatIf#RULES].
final class RuleOptions {
  @Option(names = "--cache-life", paramLabel = "TIME", description = "cached prompts live 5m or 1h")
  private @Nullable String life;

  @Option(
      names = "--result-cap",
      paramLabel = "TOKENS",
      converter = CountConverter.class,
      description = "what tools answer is cut to this")
  private @Nullable Long resultCap;

  @Option(
      names = "--report-cap",
      paramLabel = "TOKENS",
      converter = CountConverter.class,
      description = "what executors report is cut to this")
  private @Nullable Long reportCap;

  @Option(
      names = "--mask",
      paramLabel = "KEEP/EVERY",
      description =
          "every so many turns, what tools answered is dropped but for the last turns', as 5/10")
  private @Nullable String mask;

  @Option(
      names = "--compact",
      paramLabel = "TOKENS",
      converter = CountConverter.class,
      description = "at this size a conversation is replaced by a summary of 5,000 tokens")
  private @Nullable Long compact;

  @Option(
      names = "--keep-alive",
      paramLabel = "N",
      converter = CountConverter.class,
      description = "in each pause the cache is kept alive so many times, then no more")
  private @Nullable Long keepAlive;

  @Option(
      names = "--other-model",
      paramLabel = "MODEL",
      description = "the same calls go to this model; its tokenizer and its skill are not in it")
  private @Nullable String model;

  /// Those asked for.
  ///
  /// @throws UserError if one cannot be
  List<Rule> rules(Catalog catalog) {
    var rules = new ArrayList<Rule>();
    if (life != null) {
      rules.add(new Rule.Life(entryLife(life)));
    }
    if (keepAlive != null) {
      rules.add(new Rule.KeepAlive((int) within("--keep-alive", keepAlive, 1, 1_000)));
    }
    if (resultCap != null) {
      rules.add(new Rule.ResultCap(within("--result-cap", resultCap, 1, 10_000_000)));
    }
    if (reportCap != null) {
      rules.add(new Rule.ReportCap(within("--report-cap", reportCap, 1, 10_000_000)));
    }
    if (mask != null) {
      rules.add(mask(mask));
    }
    if (compact != null) {
      rules.add(new Rule.Compact(within("--compact", compact, 10_001, 10_000_000), 5_000));
    }
    if (model != null) {
      if (catalog.rates(model).isEmpty()) {
        throw new UserError("expected --other-model to name a model of the catalog, got " + model);
      }
      rules.add(new Rule.OtherModel(model));
    }
    return rules.isEmpty() ? WhatIf.RULES : rules;
  }

  private static EntryLife entryLife(String text) {
    var asked = new LifeConverter().convert(text);
    for (EntryLife known : EntryLife.values()) {
      if (known.duration().equals(asked)) {
        return known;
      }
    }
    throw new UserError("expected --cache-life 5m or 1h, got " + text);
  }

  private static Rule mask(String text) {
    if (text.matches("\\d{1,4}/\\d{1,4}")) {
      String[] numbers = text.split("/", -1);
      int every = Integer.parseInt(numbers[1]);
      if (every > 0) {
        return new Rule.Mask(Integer.parseInt(numbers[0]), every);
      }
    }
    throw new UserError("expected --mask KEEP/EVERY such as 5/10, got " + text);
  }

  private static long within(String option, long number, long least, long most) {
    if (number < least || number > most) {
      throw new UserError(
          "expected %s from %,d to %,d, got %,d".formatted(option, least, most, number));
    }
    return number;
  }
}
