package dev.breakeven.model.rehearsal;

import dev.breakeven.cache.CacheRules;
import dev.breakeven.cache.PromptCache;
import dev.breakeven.catalog.Catalog;
import dev.breakeven.model.ModelAnswer;
import dev.breakeven.model.ModelFailure;
import dev.breakeven.pricing.Bill;
import dev.breakeven.pricing.BillSum;
import dev.breakeven.pricing.Pricing;
import dev.breakeven.trace.TokenClass;
import dev.breakeven.trace.Usage;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ToDoubleFunction;

/// Prints what the bundled profiles come to on the sample tasks, to compare with the study's
/// figures. docs/guide/rehearsal.md shows its output.
final class Calibration {
  private static final int SEEDS = 100;
  private static final String OPUS = "claude-opus-4-7";
  private static final String HAIKU = "claude-haiku-4-5";
  private static final LocalDate DAY = Rehearsals.START.atOffset(ZoneOffset.UTC).toLocalDate();

  private final Catalog catalog = Catalog.bundled();
  private final CacheRules rules = CacheRules.of(catalog, "anthropic");
  private final Pricing pricing = Pricing.of(catalog);

  private Calibration() {}

  /// One trial in numbers.
  ///
  /// @param lead usage of the solo agent or orchestrator
  /// @param executor usage of all executors, and their calls
  private record Outcome(
      int turns, int verified, boolean solved, Usage lead, Executed executor, Worth worth) {}

  private record Executed(int calls, Usage usage) {}

  private record Worth(double dollars, double seconds) {}

  public static void main(String[] arguments) throws ModelFailure, InterruptedException {
    System.out.println(
        "arm task        | turns 10/50/90 % | judge | out/turn | uncached | written |    read"
            + " | exec calls | exec out |    USD | model s | solved");
    for (Tasks task : Tasks.values()) {
      for (String arm : List.of("A", "B", "C", "D")) {
        new Calibration().row(arm, task);
      }
    }
  }

  private void row(String arm, Tasks task) throws ModelFailure, InterruptedException {
    var outcomes = new ArrayList<Outcome>();
    for (int seed = 0; seed < SEEDS; seed++) {
      outcomes.add(play(arm, task, seed));
    }
    int[] turns = outcomes.stream().mapToInt(Outcome::turns).sorted().toArray();
    System.out.printf(
        "%-3s %-11s | %6d %4d %4d | %5.1f | %8.0f | %8.0f | %7.0f | %7.0f | %10.1f | %8.0f"
            + " | %6.3f | %7.0f | %6.2f%n",
        arm,
        task,
        turns[SEEDS / 10],
        turns[SEEDS / 2],
        turns[SEEDS * 9 / 10],
        mean(outcomes, Outcome::verified),
        mean(outcomes, o -> (double) o.lead().count(TokenClass.OUTPUT) / o.turns()),
        mean(outcomes, o -> o.lead().count(TokenClass.UNCACHED)),
        mean(outcomes, o -> o.lead().count(TokenClass.WRITE_5M)),
        mean(outcomes, o -> o.lead().count(TokenClass.READ)),
        mean(outcomes, o -> o.executor().calls()),
        mean(outcomes, o -> o.executor().usage().count(TokenClass.OUTPUT)),
        mean(outcomes, o -> o.worth().dollars()),
        mean(outcomes, o -> o.worth().seconds()),
        mean(outcomes, o -> o.solved() ? 1 : 0));
  }

  private Outcome play(String arm, Tasks task, int seed) throws ModelFailure, InterruptedException {
    Script script = task.script();
    var clock = new VirtualClock(Rehearsals.START);
    var billing = new CachedBilling(new PromptCache(rules));
    var repository = new FakeRepository(task.files(), script);
    boolean solo = arm.equals("A") || arm.equals("D");
    String leader = arm.equals("D") ? HAIKU : OPUS;
    String profile = arm.equals("B") ? "small-local-like" : "haiku-like";
    var executor =
        new RehearsedModel(
            Profiles.bundled(profile),
            script,
            seed,
            clock,
            meter(arm.equals("B") ? Billing.NO_CACHE : billing, HAIKU));
    var lead =
        new RehearsedModel(
            Profiles.bundled(arm.equals("D") ? "haiku-like" : "opus-like"),
            script,
            seed,
            clock,
            meter(billing, leader));
    var loop = new MiniLoop(repository, solo ? null : executor);
    MiniLoop.Run run = loop.run(lead, Rehearsals.TASK, cap(arm, task));
    Bill bill = bill(leader, run.answers());
    if (arm.equals("C")) {
      bill = bill.plus(bill(HAIKU, loop.executed));
    }
    Usage executed = loop.executed.stream().map(ModelAnswer::usage).reduce(Usage.NONE, Usage::plus);
    return new Outcome(
        run.turns(),
        repository.verified,
        repository.solved() && run.ending().endsWith("DONE"),
        run.usage(),
        new Executed(loop.executed.size(), executed),
        new Worth(
            bill.total().picodollars() / 1e12,
            Duration.between(Rehearsals.START, clock.instant()).toMillis() / 1000.0));
  }

  private static RehearsedModel.Meter meter(Billing billing, String model) {
    return new RehearsedModel.Meter(
        Rehearsals.COUNTER,
        (prompt, output) ->
            billing.send(
                new Billing.RehearsedPrompt(
                    model, prompt.blocks(), prompt.start(), prompt.usable()),
                output));
  }

  private Bill bill(String model, List<ModelAnswer> answers) {
    var sum = new BillSum();
    for (ModelAnswer answer : answers) {
      sum.add(answer.usage(), pricing.tariff(model, DAY).quote(answer.usage(), Duration.ZERO));
    }
    return sum.bill();
  }

  /// The study's turn caps.
  private static int cap(String arm, Tasks task) {
    return switch (arm) {
      case "B" -> task == Tasks.REPAIR ? 80 : 60;
      case "D" ->
          switch (task) {
            case REPAIR -> 100;
            case REFACTORING -> 120;
            case FEATURE -> 80;
          };
      default -> 40;
    };
  }

  private static double mean(List<Outcome> outcomes, ToDoubleFunction<Outcome> of) {
    return outcomes.stream().mapToDouble(of).average().orElseThrow();
  }
}
