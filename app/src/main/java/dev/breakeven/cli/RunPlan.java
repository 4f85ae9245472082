package dev.breakeven.cli;

import dev.breakeven.agent.AgentSpec;
import dev.breakeven.pricing.Pricing;
import dev.breakeven.study.Schedule;
import dev.breakeven.study.Study;
import dev.breakeven.study.Trial;
import dev.breakeven.unit.Usd;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// What a run would do, told beforehand: its trials, their order, and the most they can cost.
///
/// @param study what would run
/// @param chosen which trials of it
/// @param pricing what tokens cost
/// @param day the day whose prices hold
record RunPlan(Study study, Predicate<Trial> chosen, Pricing pricing, LocalDate day) {
  private static final int PLACES = 2;

  /// A context window of this size is taken for every model, as the text says.
  private static final long LARGEST_PROMPT = 1_000_000;

  String text() {
    var first = new Schedule(study, chosen).block(1, List.of());
    long trials = Math.multiplyExact((long) first.size(), study.plan().goal().tries());
    return "%s: %d cells, at most %d trials%n".formatted(study.id(), first.size(), trials)
        + "First block: "
        + first.stream().map(Trial::id).collect(Collectors.joining(" "))
        + "\nWorst case: "
        + worst(first)
        + "\n";
  }

  private String worst(List<Trial> block) {
    var limits = study.plan().limits();
    var capped = limits.study();
    Optional<Usd> all = Optional.of(Usd.ZERO);
    for (var trial : block) {
      var most = limits.trial().or(() -> trial(trial));
      all = all.flatMap(sum -> most.map(one -> sum.plus(one.times(study.plan().goal().tries()))));
    }
    if (capped.isPresent() && (all.isEmpty() || all.get().compareTo(capped.get()) > 0)) {
      return capped.get().rounded(PLACES) + " USD, the study's budget";
    }
    if (all.isEmpty()) {
      return "unknown: a model has no price, and no budget can be set for it";
    }
    return all.get().rounded(PLACES)
        + " USD"
        + (limits.trial().isPresent()
            ? ", every trial at its budget"
            : ", every call allowed made, one instruction a turn, with a prompt of %,d tokens and a"
                    .formatted(LARGEST_PROMPT)
                + " full answer; set budget-usd for less");
  }

  /// The most one trial can cost without a budget.
  private Optional<Usd> trial(Trial trial) {
    var arm = study.arm(trial.arm());
    long cap = Stream.of(arm.caps().get(trial.task())).mapToLong(Integer::longValue).sum();
    Optional<Usd> sum = Optional.of(Usd.ZERO);
    for (var most : arm.policy().mostCalls(cap).entrySet()) {
      var calls = call(most.getKey()).map(one -> one.times(most.getValue()));
      sum = sum.flatMap(one -> calls.map(one::plus));
    }
    return sum;
  }

  private Optional<Usd> call(String model) {
    var call = study.plan().limits().call();
    var dearest =
        pricing.tariff(study.model(model).id(), day).dearest(LARGEST_PROMPT, AgentSpec.MAX_TOKENS);
    return call.isPresent()
        ? Optional.of(dearest.filter(usd -> usd.compareTo(call.get()) < 0).orElse(call.get()))
        : dearest;
  }
}
