package dev.breakeven.study.records;

import dev.breakeven.catalog.Catalog;
import dev.breakeven.judge.Verdict;
import dev.breakeven.pricing.Cost;
import dev.breakeven.pricing.LocalRate;
import dev.breakeven.pricing.Pricing;
import dev.breakeven.study.Ending;
import dev.breakeven.study.Ledger;
import dev.breakeven.study.RunFacts;
import dev.breakeven.study.Trial;
import dev.breakeven.study.TrialEnd;
import dev.breakeven.study.records.TrialRecord.ModelUse;
import dev.breakeven.trace.Known;
import dev.breakeven.trace.Role;
import dev.breakeven.trace.Usage;
import dev.breakeven.unit.Usd;
import java.time.Duration;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/// Takes the records of a study over into a ledger, so that everything that reads ledgers works on
/// them.
///
/// A model that the catalog does not know, of which no tokens are told and no cost but 0, is taken
/// as local and free: the records say so. Trials are numbered as they stand in the records, for
/// their own names may repeat.
public final class StudyImport {
  private final Records records;
  private final String name;
  private final LocalDate day;
  private final Catalog catalog;
  private final ImportedArms arms;
  private final Pricing pricing;

  /// An import of `records`.
  ///
  /// @param records what was recorded
  /// @param name what the study is to be called: letters, digits, `_`, `.`, `-`
  /// @param day the day (UTC) whose prices count
  /// @param catalog the prices
  /// @throws IllegalArgumentException if an arm has more than two models
  public StudyImport(Records records, String name, LocalDate day, Catalog catalog) {
    this.records = records;
    this.name = name;
    this.day = day;
    this.catalog = catalog;
    this.arms = ImportedArms.of(records.trials(), catalog);
    var prices = Pricing.of(catalog);
    for (var model : arms.free()) {
      prices = prices.with(model, LocalRate.FREE);
    }
    this.pricing = prices;
  }

  /// What the ledger is opened for; its study file is made from the records.
  public RunFacts facts() {
    SortedMap<String, String> versions = new TreeMap<>();
    versions.put("catalog", catalog.version());
    versions.put("records", String.join(" ", records.files()));
    return new RunFacts(name, Known.BILLED, arms.studyFile(name, day, records.trials()), versions);
  }

  /// Writes every trial into `ledger`, which is open for [#facts()] and holds none of them.
  public void into(Ledger ledger) {
    var numbers = new HashMap<String, Integer>();
    for (var record : records.trials()) {
      var label = record.label();
      int number = numbers.merge(label.arm() + "/" + label.task(), 1, Integer::sum);
      write(ledger, new Trial(label.arm(), label.task(), number), record);
    }
  }

  private void write(Ledger ledger, Trial trial, TrialRecord record) {
    ledger.started(trial, 0);
    var costs = new HashMap<String, Usd>();
    for (var use : record.models()) {
      use.cost().ifPresent(cost -> costs.put(use.model(), cost));
      ledger.used(trial, sum(record, use));
    }
    ledger.takenFrom(
        trial,
        new Ledger.Provenance(
            record.place(), record.label().toString(), record.measures().cost(), costs));
    var verdict = verdict(record);
    ledger.judged(trial, true, verdict, Duration.ZERO);
    ledger.ended(
        trial,
        new TrialEnd(
            ending(record), verdict, TrialEnd.Seconds.untold(record.measures().seconds())));
  }

  private Ledger.Sum sum(TrialRecord record, ModelUse use) {
    var role = arms.role(record.label().arm(), use.model());
    return new Ledger.Sum(
        new Ledger.Asked(role, use.model()),
        role == Role.EXECUTOR ? 0 : record.measures().turns(),
        use.usage(),
        cost(use.model(), use.usage()),
        use.cost());
  }

  private Cost cost(String model, Usage usage) {
    return pricing.costOfSum(model, day, usage);
  }

  private static Ending ending(TrialRecord record) {
    var outcome = record.outcome();
    if (outcome.error().isPresent()) {
      return new Ending(Ending.Kind.PROVIDER_LOST, outcome.error().get());
    }
    if (record.measures().turns() == 0) {
      return new Ending(Ending.Kind.BROKEN, "no call was made");
    }
    return outcome.blocked()
        ? new Ending(Ending.Kind.BLOCKED, "")
        : new Ending(Ending.Kind.UNRECORDED, "");
  }

  private static Verdict verdict(TrialRecord record) {
    var outcome = record.outcome();
    List<Verdict.CheckResult> checks =
        outcome.exit().isEmpty()
            ? List.of()
            : List.of(
                new Verdict.CheckResult(
                    "verify",
                    outcome.exit().getAsInt() == 0,
                    outcome.exit().getAsInt(),
                    Map.copyOf(outcome.counts()),
                    List.of(),
                    Duration.ZERO));
    return outcome.success()
        ? new Verdict.Solved(checks)
        : new Verdict.NotSolved(checks, List.of());
  }
}
