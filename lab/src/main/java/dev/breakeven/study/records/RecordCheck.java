package dev.breakeven.study.records;

import dev.breakeven.catalog.Catalog;
import dev.breakeven.catalog.Lookup;
import dev.breakeven.study.Ledger;
import dev.breakeven.study.Trial;
import dev.breakeven.study.TrialRow;
import dev.breakeven.study.TrialRow.Part;
import dev.breakeven.trace.TokenClass;
import dev.breakeven.trace.Usage;
import dev.breakeven.unit.Usd;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;

/// Looks at a study taken over from records for what is suspicious in them, and for what they show
/// of the prompt cache and of the prices used.
public final class RecordCheck {
  private static final double SAME = 0.0005;

  private final List<TrialRow> rows;
  private final Map<Trial, Ledger.Provenance> provenances;
  private final Catalog catalog;
  private final LocalDate day;

  /// A check of `rows`, which came from `provenances`, against what `catalog` says of `day`.
  public RecordCheck(
      List<TrialRow> rows,
      Map<Trial, Ledger.Provenance> provenances,
      Catalog catalog,
      LocalDate day) {
    this.rows = List.copyOf(rows);
    this.provenances = new LinkedHashMap<>(provenances);
    this.catalog = catalog;
    this.day = day;
  }

  /// Something that a reader of the records should look at.
  ///
  /// @param records which, as `A/T2/1 (A.jsonl:7)`
  /// @param what what is the matter
  public record Suspicion(List<String> records, String what) {
    /// Takes an immutable copy.
    public Suspicion {
      records = List.copyOf(records);
    }
  }

  /// Uncached prompt tokens of the first agent less one a call, in one cell: a constant where the
  /// only prompts outside the cache are the first ones, below the minimum, and each call leaves one
  /// token uncached.
  ///
  /// @param model the first agent's model
  /// @param minimum the model's shortest cacheable prefix, if known
  /// @param constants how many records have each value, ascending
  public record CacheLaw(
      String arm,
      String task,
      String model,
      Optional<Long> minimum,
      Map<Long, Integer> constants) {}

  /// What records say a model cost, against list prices.
  ///
  /// @param model its id
  /// @param records how many records tell
  /// @param least the least of recorded over listed cost
  /// @param most the greatest
  /// @param listed the listed prices of input and output, USD a million
  public record PriceCheck(
      String model, int records, double least, double most, List<Double> listed) {
    /// Whether one factor explains all records.
    public boolean constant() {
      return most - least < SAME;
    }

    /// Whether the records used the listed prices.
    public boolean listPrice() {
      return constant() && Math.abs(most - 1) < SAME;
    }
  }

  /// The mean cached prefix of a record as a share of its last: reads over (calls − 2) × written.
  /// The first call is too short and the second writes, so neither reads; all that was written is
  /// the last prefix.
  ///
  /// @param least the least of all records
  /// @param most the greatest
  /// @param records how many there are
  public record PrefixShare(double least, double most, int records) {}

  /// What is suspicious, worst first.
  public List<Suspicion> suspicions() {
    var found = new ArrayList<Suspicion>();
    same(row ->
            row.parts().stream().map(Part::usage).allMatch(Usage.NONE::equals)
                ? Optional.empty()
                : Optional.of(
                    List.of(
                        row.trial().arm(),
                        row.trial().task(),
                        row.parts().stream()
                            .map(part -> List.of(part.model(), part.usage()))
                            .toList())))
        .forEach(group ->
            found.add(
                new Suspicion(
                    group, "agree in every token count: perhaps one trial recorded twice")));
    same(row -> Optional.of(provenance(row).name()))
        .forEach(
            group -> found.add(new Suspicion(group, "carry one name: names are no keys here")));
    for (var row : rows) {
      if (row.turns() == 0) {
        found.add(
            new Suspicion(
                List.of(name(row)),
                "made no call, so tells nothing of its arm and is left out"
                    + (row.ending().detail().isEmpty() ? "" : ": " + shortened(row))));
      } else if (contradicts(row)) {
        found.add(
            new Suspicion(
                List.of(name(row)),
                "says "
                    + (row.solved() ? "success" : "failure")
                    + " where its last verification says the opposite"));
      }
    }
    untold(found);
    return found;
  }

  private static String shortened(TrialRow row) {
    var text = row.ending().detail();
    return text.length() > 60 ? text.substring(0, 60) + "…" : text;
  }

  private static boolean contradicts(TrialRow row) {
    return !row.verdict().exitCodes().isEmpty()
        && row.solved() != row.verdict().exitCodes().values().stream().allMatch(exit -> exit == 0);
  }

  private void untold(List<Suspicion> found) {
    var silent = new TreeMap<String, List<String>>();
    for (var row : rows) {
      for (var part : row.parts()) {
        if (part.usage().equals(Usage.NONE)) {
          silent.computeIfAbsent(part.model(), _ -> new ArrayList<>()).add(name(row));
        }
      }
    }
    silent.forEach((model, names) ->
        found.add(
            new Suspicion(
                List.of(names.getFirst(), names.getLast()),
                "and %d others between them do not tell what %s used"
                    .formatted(Math.max(0, names.size() - 2), model))));
  }

  /// Groups of two records or more that `key` maps to one value.
  private List<List<String>> same(Function<TrialRow, Optional<Object>> key) {
    var groups = new LinkedHashMap<Object, List<String>>();
    for (var row : rows) {
      key.apply(row)
          .filter(_ -> row.turns() > 0)
          .ifPresent(value -> groups.computeIfAbsent(value, _ -> new ArrayList<>()).add(name(row)));
    }
    return groups.values().stream().filter(group -> group.size() > 1).toList();
  }

  private Ledger.Provenance provenance(TrialRow row) {
    return Optional.ofNullable(provenances.get(row.trial()))
        .orElseThrow(() ->
            new IllegalArgumentException(
                "expected a study taken over from records, got a trial of our own: "
                    + row.trial().id()));
  }

  private String name(TrialRow row) {
    var provenance = provenance(row);
    return provenance.name() + " (" + provenance.place() + ")";
  }

  /// The constants of every cell, in the order of the records' arms and tasks.
  public List<CacheLaw> cacheLaws() {
    var laws = new TreeMap<String, CacheLaw>();
    for (var row : rows) {
      for (var part : firstAgents(row)) {
        var law =
            laws.computeIfAbsent(
                row.trial().arm() + "/" + row.trial().task(),
                _ ->
                    new CacheLaw(
                        row.trial().arm(),
                        row.trial().task(),
                        part.model(),
                        minimum(part.model()),
                        new TreeMap<>()));
        law.constants()
            .merge(part.usage().count(TokenClass.UNCACHED) - part.calls(), 1, Integer::sum);
      }
    }
    return List.copyOf(laws.values());
  }

  private Optional<Long> minimum(String model) {
    return catalog.rate(model, day) instanceof Lookup.Found(var rate, var _)
        ? Optional.ofNullable(rate.traits().minimumCacheable())
        : Optional.empty();
  }

  private static List<Part> firstAgents(TrialRow row) {
    return row.parts().stream().filter(part -> !part.role().assists() && part.callsTold()).toList();
  }

  /// How long the cached prefix was in the mean, over all records that wrote one.
  public Optional<PrefixShare> prefixShare() {
    var shares =
        rows.stream()
            .flatMap(row -> firstAgents(row).stream())
            .filter(part -> part.calls() > 2 && written(part) > 0)
            .mapToDouble(part ->
                (double) part.usage().count(TokenClass.READ) / (part.calls() - 2) / written(part))
            .summaryStatistics();
    return shares.getCount() == 0
        ? Optional.empty()
        : Optional.of(new PrefixShare(shares.getMin(), shares.getMax(), (int) shares.getCount()));
  }

  private static long written(Part part) {
    return part.usage().count(TokenClass.WRITE_5M) + part.usage().count(TokenClass.WRITE_1H);
  }

  /// Recorded against listed cost, model by model, where both are known and not zero.
  public List<PriceCheck> priceChecks() {
    var ratios = new LinkedHashMap<String, List<Double>>();
    for (var row : rows) {
      for (var part : row.parts()) {
        long listed = part.spent().usd().picodollars();
        recorded(row, part)
            .filter(_ -> part.spent().unpriced() == 0 && listed > 0)
            .ifPresent(cost ->
                ratios
                    .computeIfAbsent(part.model(), _ -> new ArrayList<>())
                    .add((double) cost.picodollars() / listed));
      }
    }
    return ratios.entrySet().stream()
        .map(entry -> priceCheck(entry.getKey(), entry.getValue()))
        .toList();
  }

  private PriceCheck priceCheck(String model, List<Double> ratios) {
    var range = ratios.stream().mapToDouble(Double::doubleValue).summaryStatistics();
    List<Double> listed =
        catalog.rate(model, day) instanceof Lookup.Found(var rate, var _)
            ? List.of(million(rate.base().input()), million(rate.base().output()))
            : List.of();
    return new PriceCheck(model, ratios.size(), range.getMin(), range.getMax(), listed);
  }

  private static double million(Usd price) {
    return price.times(1_000_000).dollars().doubleValue();
  }

  private Optional<Usd> recorded(TrialRow row, Part part) {
    var provenance = provenance(row);
    return Optional.ofNullable(provenance.costs().get(part.model()))
        .or(() -> row.parts().size() == 1 ? provenance.cost() : Optional.empty());
  }
}
