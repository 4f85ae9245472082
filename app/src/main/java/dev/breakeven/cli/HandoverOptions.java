package dev.breakeven.cli;

import dev.breakeven.catalog.Catalog;
import dev.breakeven.unit.Usd;
import dev.breakeven.whatif.Habits;
import dev.breakeven.whatif.PricedModel;
import dev.breakeven.whatif.Situation.Executor;
import dev.breakeven.whatif.Situation.Handover;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/// What handing work over would be. What is not given is taken from habits.
final class HandoverOptions {
  @Option(names = "--executor", paramLabel = "MODEL", description = "the executor's model")
  private @Nullable String executor;

  @Option(
      names = "--instruction",
      paramLabel = "TOKENS",
      converter = CountConverter.class,
      description = "what the executor is told")
  private @Nullable Long instruction;

  @Option(
      names = "--report",
      paramLabel = "TOKENS",
      converter = CountConverter.class,
      description = "what comes back")
  private @Nullable Long report;

  @Option(
      names = "--extra-calls",
      paramLabel = "N",
      converter = CountConverter.class,
      description = "the calls it takes to hand over, at least 1")
  private @Nullable Long extraCalls;

  @Option(
      names = "--executor-prefix",
      paramLabel = "TOKENS",
      converter = CountConverter.class,
      description = "the executor's first prompt")
  private @Nullable Long prefix;

  @Option(
      names = "--executor-usd",
      paramLabel = "USD",
      description = "the executor's bill, instead of computing it; 0 on a machine of your own")
  private @Nullable BigDecimal usd;

  @Option(
      names = "--seconds",
      paramLabel = "N",
      converter = CountConverter.class,
      description =
          "the time from the call that hands over to the next (default: within the cache's life)")
  private @Nullable Long seconds;

  @Option(
      names = "--on",
      paramLabel = "DATE",
      description = "take the prices of this day, as 2026-07-01 (default: today, UTC)")
  private @Nullable LocalDate on;

  /// The day whose prices count: `today` if no other is asked for.
  LocalDate day(LocalDate today) {
    return on == null ? today : on;
  }

  /// What would pass between the two.
  ///
  /// @throws UserError if that cannot be
  Handover handover(Habits habits) {
    var passing = habits.passing();
    try {
      return new Handover(
          or(instruction, passing.instruction()),
          or(report, passing.report()),
          or(extraCalls, 1),
          seconds == null ? passing.times() : List.of(Duration.ofSeconds(seconds)));
    } catch (IllegalArgumentException e) {
      throw new UserError(String.valueOf(e.getMessage()), e);
    }
  }

  /// Who would do it, at prices of `day`.
  ///
  /// @throws UserError if that cannot be, or has no price
  Executor executor(Habits habits, LocalDate day) {
    if (usd != null) {
      try {
        return new Executor.Given(Usd.of(usd));
      } catch (IllegalArgumentException e) {
        throw new UserError(String.valueOf(e.getMessage()), e);
      } catch (ArithmeticException e) {
        throw new UserError("expected an executor's bill in dollars such as 0.05, got " + usd, e);
      }
    }
    String name = executor == null ? habits.executor() : executor;
    try {
      return new Executor.Billed(
          PricedModel.of(Catalog.bundled(), name, day), or(prefix, habits.passing().prefix()));
    } catch (IllegalArgumentException e) {
      throw new UserError(
          e.getMessage() + "; --executor-usd says what the executor costs, 0 on a machine of yours",
          e);
    }
  }

  private static long or(@Nullable Long given, long otherwise) {
    return given == null ? otherwise : given;
  }
}
