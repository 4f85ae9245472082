package dev.breakeven.whatif;

import dev.breakeven.catalog.Catalog;
import dev.breakeven.whatif.Situation.Executor;
import dev.breakeven.whatif.Situation.Handover;
import dev.breakeven.whatif.Situation.Parent;
import dev.breakeven.whatif.Situation.Stretch;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Random;

/// Situations for tests.
final class Situations {
  static final LocalDate DAY = LocalDate.of(2026, 11, 29);
  private static final List<String> MODELS =
      List.of(
          "claude-opus-5-5",
          "claude-opus-4-7",
          "claude-haiku-5-5",
          "claude-haiku-4-5",
          "claude-sonnet-5-5",
          "claude-fable-5-2",
          "gpt-6.2-sol",
          "gpt-5.4");

  private Situations() {}

  static PricedModel model(String id) {
    return PricedModel.of(Catalog.bundled(), id, DAY);
  }

  /// The worked example of the method.
  static Situation example(Duration... times) {
    return new Situation(
        new Parent(model("claude-opus-5-5"), 60_000, 20),
        new Stretch(8, 9_600, 1_440),
        new Handover(400, 500, 1, List.of(times)),
        new Executor.Billed(model("claude-haiku-5-5"), 6_000));
  }

  static Situation random(Random random) {
    return new Situation(
        new Parent(
            model(MODELS.get(random.nextInt(MODELS.size()))),
            random.nextInt(500, 300_000),
            random.nextInt(60)),
        new Stretch(random.nextInt(1, 40), random.nextInt(60_000), random.nextInt(20_000)),
        new Handover(
            random.nextInt(3_000),
            random.nextInt(6_000),
            random.nextInt(1, 4),
            List.of(Duration.ofSeconds(random.nextInt(30, 900)))),
        random.nextBoolean()
            ? new Executor.Billed(
                model(MODELS.get(random.nextInt(MODELS.size()))), random.nextInt(1_000, 40_000))
            : new Executor.Given(new dev.breakeven.unit.Usd(random.nextLong(2_000_000_000_000L))));
  }
}
