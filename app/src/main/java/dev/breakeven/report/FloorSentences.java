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

  /// `at least ` in front of an amount that is a floor or lacks calls without a price, nothing in
  /// front of another.
  public static String atLeast(Bill bill) {
    return bill.exact() ? "" : "at least ";
  }

  /// An amount in a sentence: `0.0123 USD`, `at least 0.0123 USD`; `an unknown amount` where no
  /// part of it is known.
  public static String amount(Bill bill, int places) {
    return bill.known()
        ? atLeast(bill) + bill.total().rounded(places) + " USD"
        : "an unknown amount";
  }

  /// An amount in a table: `0.0123`; `≥ 0.0123` where part of it has no price or is not in the log;
  /// a dash where no part of it is known. That counts are not final is said once, above the table.
  public static String cell(Bill bill, int places) {
    if (!bill.known()) {
      return "–";
    }
    boolean lacks = !bill.complete() || bill.floors().containsKey(new Floor.NoExecutor());
    return (lacks ? "≥ " : "") + bill.total().rounded(places);
  }

  /// Which of `calls` the money is of, in front of a full stop: `: 12 of them have a price`;
  /// nothing where all have.
  public static String covered(Bill bill, long calls) {
    long without = bill.unpricedCalls();
    if (without == 0) {
      return "";
    }
    return calls == without
        ? ": none of them has a price"
        : String.format(
            Locale.ROOT,
            ": %,d of them %s a price",
            calls - without,
            calls - without == 1 ? "has" : "have");
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
