package dev.breakeven.cli;

import dev.breakeven.catalog.Catalog;
import dev.breakeven.whatif.Habits;
import dev.breakeven.whatif.PricedModel;
import dev.breakeven.whatif.Situation;
import dev.breakeven.whatif.Situation.Parent;
import dev.breakeven.whatif.Situation.Stretch;
import java.time.Duration;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/// The situation a user asks about. What is not given is taken from the defaults.
final class SituationOptions {
  @Option(names = "--model", paramLabel = "MODEL", description = "the delegating agent's model")
  private @Nullable String model;

  @Option(
      names = "--context",
      paramLabel = "TOKENS",
      converter = CountConverter.class,
      description = "the delegating agent's prompt where the stretch begins; 60k is 60000")
  private @Nullable Long context;

  @Option(
      names = "--calls-left",
      paramLabel = "N",
      converter = CountConverter.class,
      description = "its calls still to come, after the one that takes in the result")
  private @Nullable Long callsLeft;

  @Option(
      names = "--calls",
      paramLabel = "N",
      converter = CountConverter.class,
      description = "the calls that the stretch takes")
  private @Nullable Long calls;

  @Option(
      names = "--growth",
      paramLabel = "TOKENS",
      converter = CountConverter.class,
      description = "what the stretch would leave in the context, all calls together")
  private @Nullable Long growth;

  @Option(
      names = "--output",
      paramLabel = "TOKENS",
      converter = CountConverter.class,
      description = "what the stretch's answers have, all calls together")
  private @Nullable Long output;

  @Option(
      names = "--life",
      paramLabel = "TIME",
      converter = LifeConverter.class,
      description =
          "how long the delegating agent's cache lives, as 5m or 1h (default: its vendor's"
              + " default)")
  private @Nullable Duration life;

  /// The situation, with `habits` where nothing else is asked for.
  ///
  /// @param handover what would pass between the two
  /// @param today the day whose prices count if no other is asked for
  /// @throws UserError if it cannot be, or has no price
  Situation situation(Habits habits, HandoverOptions handover, LocalDate today) {
    var catalog = Catalog.bundled();
    LocalDate day = handover.day(today);
    var looking = habits.looking();
    try {
      var parent = PricedModel.of(catalog, model == null ? habits.model() : model, day);
      if (life != null) {
        parent = parent.living(catalog, life);
      }
      long stretch = or(calls, looking.calls());
      return new Situation(
          new Parent(parent, or(context, looking.context()), or(callsLeft, looking.callsLeft())),
          new Stretch(
              stretch,
              or(growth, Math.round(looking.growth() * stretch)),
              or(output, Math.round(looking.output() * stretch))),
          handover.handover(habits),
          handover.executor(habits, day));
    } catch (IllegalArgumentException e) {
      throw new UserError(String.valueOf(e.getMessage()), e);
    }
  }

  private static long or(@Nullable Long given, long otherwise) {
    return given == null ? otherwise : given;
  }
}
