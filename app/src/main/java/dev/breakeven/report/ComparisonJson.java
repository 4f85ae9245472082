package dev.breakeven.report;

import dev.breakeven.attribution.Difference;
import dev.breakeven.stats.Basis;
import dev.breakeven.stats.Confidence;
import dev.breakeven.stats.Estimate;
import dev.breakeven.stats.Interval;
import dev.breakeven.stats.NoInterval;
import dev.breakeven.stats.Resolution;
import dev.breakeven.study.comparison.CellFigures;
import dev.breakeven.study.comparison.Comparison;
import dev.breakeven.study.comparison.PairFigures;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.StreamWriteFeature;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/// A comparison of arms as one JSON object. A number that does not exist, or is infinite, is null.
public final class ComparisonJson {
  private static final JsonMapper MAPPER =
      JsonMapper.builder()
          .enable(SerializationFeature.INDENT_OUTPUT)
          .enable(StreamWriteFeature.WRITE_BIGDECIMAL_AS_PLAIN)
          .build();

  private final Results results;
  private final Comparison comparison;
  private final ComparisonReport.View view;

  /// A report on `comparison` of `results`.
  public ComparisonJson(Results results, Comparison comparison, ComparisonReport.View view) {
    this.results = results;
    this.comparison = comparison;
    this.view = view;
  }

  /// The object, ending in a line feed.
  public String text() {
    var whole = new LinkedHashMap<String, @Nullable Object>();
    whole.put("study", results.study().id());
    whole.put("how", results.takenOver() ? "taken over" : results.known());
    whole.put("costs", view.prices());
    whole.put("over", comparison.settings().over().key());
    whole.put("level", comparison.settings().level());
    whole.put("seed", comparison.settings().seed());
    whole.put("cells", comparison.cells().stream().map(this::cell).toList());
    whole.put("pairs", comparison.pairs().stream().map(this::pair).toList());
    if (!view.gaps().isEmpty()) {
      var gaps = new LinkedHashMap<String, Object>();
      view.gaps().forEach((task, gap) -> gaps.put(task, gap(task, gap)));
      whole.put("differences", gaps);
    }
    return MAPPER.writeValueAsString(whole) + "\n";
  }

  private Map<String, @Nullable Object> cell(CellFigures cell) {
    var object = new LinkedHashMap<String, @Nullable Object>();
    object.put("arm", cell.arm());
    object.put("task", cell.task());
    object.put("solved", cell.rate().of().successes());
    object.put("trials", cell.rate().of().trials());
    object.put("rate", cell.rate().of().rate());
    object.put("rate_interval", interval(cell.rate().interval()));
    cell.pace()
        .ifPresent(pace -> {
          object.put("median_seconds", pace.seconds());
          object.put("median_turns", pace.turns());
        });
    cell.costs()
        .ifPresent(costs -> {
          object.put("costs", costs.sample());
          object.put("median_usd", estimate(costs.median()));
          object.put("mean_usd", estimate(costs.mean()));
          object.put("mean_usd_student", estimate(costs.student()));
          object.put("usd_per_success", estimate(costs.perSuccess()));
        });
    object.put(
        "on_front", comparison.fronts().getOrDefault(cell.task(), List.of()).contains(cell.arm()));
    return object;
  }

  private Map<String, @Nullable Object> pair(PairFigures pair) {
    var object = new LinkedHashMap<String, @Nullable Object>();
    object.put("task", pair.pair().task());
    object.put("first", pair.pair().first());
    object.put("second", pair.pair().second());
    object.put("mean_difference_usd", estimate(pair.difference()));
    object.put("permutation_p", pair.tests().permutation().p());
    object.put("permutation_basis", basis(pair.tests().permutation().basis()));
    object.put("holm_p", pair.tests().holm());
    object.put("mann_whitney_u", pair.tests().ranks().u());
    object.put("mann_whitney_p", pair.tests().ranks().p());
    object.put("mann_whitney_basis", basis(pair.tests().ranks().test().basis()));
    if (view.approximate()) {
      object.put("mann_whitney_p_approximate", pair.tests().approximate());
    }
    object.put("cliffs_delta", pair.delta().delta());
    object.put("cliffs_delta_interval", interval(pair.delta().confidence()));
    object.put("smallest_p", pair.reach().smallestP());
    object.put(
        "smallest_difference_usd",
        pair.reach().smallest() instanceof Resolution.Smallest.Difference(var size) ? size : null);
    object.put(
        "trials_an_arm",
        pair.reach().trials().isPresent() ? pair.reach().trials().getAsInt() : null);
    return object;
  }

  private Map<String, @Nullable Object> gap(String task, Difference gap) {
    var shown =
        comparison.pairs().stream()
            .filter(pair -> pair.pair().task().equals(task))
            .findFirst()
            .orElseThrow()
            .difference();
    var object = new LinkedHashMap<String, @Nullable Object>();
    object.put("total_usd", gap.total().dollars());
    for (var reason : Reasons.of(gap, shown)) {
      var part = new LinkedHashMap<String, @Nullable Object>();
      part.put("usd", reason.dollars());
      part.put("share", reason.share().orElse(null));
      object.put(reason.words(), part);
    }
    return object;
  }

  private static String basis(Basis basis) {
    return switch (basis) {
      case Basis.Exact _ -> "exact";
      case Basis.Sampled(var draws, var _) -> draws + " draws";
      case Basis.Approximate _ -> "normal approximation";
    };
  }

  private static Map<String, @Nullable Object> estimate(Estimate estimate) {
    var object = new LinkedHashMap<String, @Nullable Object>();
    object.put("value", finite(estimate.value()));
    object.put("interval", interval(estimate.confidence()));
    return object;
  }

  private static Map<String, @Nullable Object> interval(Confidence confidence) {
    var object = new LinkedHashMap<String, @Nullable Object>();
    switch (confidence) {
      case Interval interval -> {
        object.put("low", finite(interval.low()));
        object.put("high", finite(interval.high()));
        object.put("method", interval.method().name());
        object.put("remarks", interval.remarks());
      }
      case NoInterval(var reason) -> object.put("none", reason);
    }
    return object;
  }

  private static @Nullable Double finite(double value) {
    return Double.isFinite(value) ? value : null;
  }
}
