package dev.breakeven.report;

import dev.breakeven.catalog.ModelName;
import dev.breakeven.pricing.Bill;
import dev.breakeven.pricing.Floor;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/// Why a bill is the least that was paid, in sentences.
public final class FloorSentences {
  private FloorSentences() {}

  /// A sentence for each reason, the most frequent first; none where the bill is no floor.
  public static List<String> of(Bill bill) {
    var floors = new ArrayList<>(bill.floors().entrySet());
    floors.sort(
        Map.Entry.<Floor, Long>comparingByValue()
            .reversed()
            .thenComparing(entry -> entry.getKey().key(), Comparator.naturalOrder()));
    return floors.stream().map(entry -> sentence(entry.getKey(), entry.getValue())).toList();
  }

  /// `at least ` in front of an amount that is a floor, nothing in front of another.
  public static String atLeast(Bill bill) {
    return bill.floors().isEmpty() ? "" : "at least ";
  }

  private static String sentence(Floor floor, long times) {
    String calls = String.format(Locale.ROOT, "%,d %s", times, times == 1 ? "call" : "calls");
    return switch (floor) {
      case Floor.NoFinalCount() -> "At least: no final count of the answer in " + calls + ".";
      case Floor.NoExecutor() ->
          String.format(
              Locale.ROOT,
              "At least: the calls of %,d %s are not in the log.",
              times,
              times == 1 ? "executor" : "executors");
      case Floor.NoFee(String tool) ->
          "At least: %s with %s, whose fee the catalog does not know.".formatted(calls, tool);
      case Floor.NoFactor(String way) ->
          way.equals(ModelName.UNKNOWN_ENDPOINT)
              ? "At least: %s at a cloud whose endpoint the log does not name, priced as global."
                  .formatted(calls)
              : "At least: %s bought %s, priced as standard: the catalog knows no factor."
                  .formatted(calls, way);
    };
  }
}
