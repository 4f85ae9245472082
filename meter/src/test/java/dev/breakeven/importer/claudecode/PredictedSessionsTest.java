package dev.breakeven.importer.claudecode;

import static org.assertj.core.api.Assertions.assertThat;

import dev.breakeven.cache.CacheRules;
import dev.breakeven.cache.CallPrediction;
import dev.breakeven.cache.CallPrediction.Difference;
import dev.breakeven.cache.Prediction;
import dev.breakeven.catalog.Catalog;
import dev.breakeven.trace.Trace;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Holds the cache model against what real sessions were billed. The figures are those of
/// docs/method-prediction.md.
final class PredictedSessionsTest {
  private static final Path MISSES = Path.of("..", "docs", "method-prediction-misses.md");

  private final List<String> misses = new ArrayList<>();
  private final List<CallPrediction> all = new ArrayList<>();
  private final List<CallPrediction> later = new ArrayList<>();

  @BeforeEach
  void predict() throws IOException {
    Shared.require(Shared.TRACES);
    CacheRules rules = CacheRules.of(Catalog.bundled(), "anthropic");
    for (Trace trace : ClaudeCode.read(Shared.under(Shared.TRACES)).traces()) {
      for (CallPrediction forecast : Prediction.of(trace, rules)) {
        all.add(forecast);
        if (!forecast.exact()) {
          misses.add(row(trace, forecast));
        }
        if (!forecast.call().endsWith("#1")) {
          later.add(forecast);
        }
      }
    }
  }

  private static String row(Trace trace, CallPrediction forecast) {
    String file =
        trace
            .labels()
            .getOrDefault("file", "")
            .replaceFirst(".*/", "")
            .replaceFirst("\\.jsonl$", "");
    return String.format(
        Locale.ROOT,
        "| %s | %s | %,d | %,d | %,d | %s | %s |",
        file,
        forecast.call(),
        forecast.predicted(),
        forecast.recorded(),
        forecast.prompt(),
        forecast.gap().isZero() ? "" : forecast.gap().toMillis() / 1000.0 + " s",
        forecast.difference().name().toLowerCase(Locale.ROOT).replace('_', ' '));
  }

  @Test
  void everyMissIsListed() throws IOException {
    String text =
        """
        # The calls that the cache model did not predict to the token

        Written by `PredictedSessionsTest` (`-Dgolden.write` rewrites it); the reasons are told in
        [method-prediction.md](method-prediction.md).

        | session | call | predicted | recorded | prompt | since the call before | reason |
        |---|---|---|---|---|---|---|
        """
            + String.join("\n", misses)
            + "\n";
    String before = Files.exists(MISSES) ? Files.readString(MISSES) : "";
    if (System.getProperty("golden.write") != null) {
      Files.writeString(MISSES, text);
    }
    assertThat(before).isEqualTo(text);
  }

  @Test
  void nineOfTenCallsThatFollowAnotherArePredictedToTheToken() {
    assertThat(later).hasSize(534);
    assertThat(later).filteredOn(CallPrediction::exact).hasSize(483);
    assertThat(all).hasSize(556);
    assertThat(all).filteredOn(CallPrediction::exact).hasSize(497);
  }

  @Test
  void theMedianErrorIsNoneAndNineteenOfTwentyAreWithinTwoPercent() {
    List<Double> errors = all.stream().map(CallPrediction::error).sorted().toList();

    assertThat(errors.get(errors.size() / 2)).isZero();
    assertThat(errors.get(errors.size() * 95 / 100)).isLessThan(0.02);
  }

  @Test
  void everyMissHasItsReason() {
    var counts = new EnumMap<Difference, Integer>(Difference.class);
    all.forEach(forecast -> counts.merge(forecast.difference(), 1, Integer::sum));

    assertThat(counts)
        .containsExactlyInAnyOrderEntriesOf(
            Map.of(
                Difference.NONE, 497,
                Difference.NOT_YET_READABLE, 33,
                Difference.UNRECORDED, 9,
                Difference.FIRST, 8,
                Difference.EXPIRED, 4,
                Difference.CHANGED, 3,
                Difference.OUTLIVED, 2));
  }
}
