package dev.breakeven.report.audit;

import dev.breakeven.audit.Advice;
import dev.breakeven.audit.Period;
import dev.breakeven.audit.Savings;
import dev.breakeven.audit.View;
import dev.breakeven.pricing.Bill;
import dev.breakeven.report.FloorSentences;
import dev.breakeven.trace.TokenClass;
import dev.breakeven.unit.Usd;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/// The audit of a period in sentences.
public final class AuditSentences {
  private static final int PLACES = 2;

  private final Period period;

  /// Sentences on `period`.
  public AuditSentences(Period period) {
    this.period = period;
  }

  /// All of them: what it cost, then what could have been saved.
  public List<String> all() {
    var sentences = new ArrayList<>(spending());
    sentences.addAll(unpriced());
    sentences.addAll(savings());
    return sentences;
  }

  /// What the whole cost.
  public String first() {
    return "%s in %s cost %s at list prices%s."
        .formatted(
            counted(period.calls(), "call"),
            counted(period.sessions(), "session"),
            FloorSentences.amount(period.bill(), PLACES),
            FloorSentences.covered(period.bill(), period.calls()));
  }

  /// What it cost, and most of it for what.
  public List<String> spending() {
    var sentences = new ArrayList<String>();
    sentences.add(first());
    sentences.addAll(FloorSentences.of(period.bill()));
    sentences.addAll(fees());
    sentences.add(
        "Tokens: %,d uncached, %,d written for 5 min and %,d for 1 h, %,d read, %,d output."
            .formatted(
                period.tokens(TokenClass.UNCACHED),
                period.tokens(TokenClass.WRITE_5M),
                period.tokens(TokenClass.WRITE_1H),
                period.tokens(TokenClass.READ),
                period.tokens(TokenClass.OUTPUT)));
    var causes = dearestFirst(period.by(View.CAUSE));
    if (!causes.isEmpty() && period.bill().known()) {
      sentences.add(
          "Most of it went into %s: %s%s USD (%s; sizes estimated)."
              .formatted(
                  causes.getFirst().getKey(),
                  FloorSentences.atLeast(period.bill()),
                  usd(causes.getFirst().getValue().total()),
                  share(causes.getFirst().getValue().total(), period.bill().total())));
    }
    return sentences;
  }

  /// What was not for tokens, if anything was.
  List<String> fees() {
    return period.bill().other().picodollars() == 0
        ? List.of()
        : List.of(
            "Of it, %s USD were not for tokens: tools that the provider ran."
                .formatted(usd(period.bill().other())));
  }

  /// Which calls have no price, and why.
  public List<String> unpriced() {
    return new TreeMap<>(period.bill().unpriced().calls())
        .entrySet().stream()
            .map(entry ->
                "Not priced: " + counted(entry.getValue(), "call") + ": " + entry.getKey() + ".")
            .toList();
  }

  /// What could have been saved, the most first.
  public List<String> savings() {
    var sentences = new ArrayList<String>();
    period.savings().entrySet().stream()
        .sorted(Map.Entry.<Advice, Usd>comparingByValue().reversed())
        .forEach(entry ->
            sentences.add(
                "With %s: %s USD less (computed%s, behaviour held constant)."
                    .formatted(
                        words(entry.getKey()),
                        usd(entry.getValue()),
                        period.bill().exact() ? "" : " on what is counted and priced")));
    if (period.savings().size() > 1) {
      sentences.add("These savings overlap; they do not add up.");
    }
    return sentences;
  }

  /// That `calls` of those that were read are rehearsed.
  public static String rehearsed(long calls) {
    return "%s of those read %s rehearsed: no model was asked, and nobody billed them."
        .formatted(counted(calls, "call"), calls == 1 ? "was" : "were");
  }

  /// What is to be done, in words that follow on "with".
  public static String words(Advice advice) {
    return switch (advice) {
      case LIVE_LONGER -> "a cache life of 1 h, where it pays";
      case KEEP_ALIVE ->
          "a request every 5 min of a pause that keeps the cache alive, where it pays";
      case LIVE_SHORTER -> "a cache life of 5 min, where it pays";
      case SHORTER_RESULTS -> "tool results of at most %,d tokens".formatted(Savings.TOOL_CAP);
      case SHORTER_REPORTS -> "reports of at most %,d tokens".formatted(Savings.REPORT_CAP);
      case SPLIT_OFF -> "looking around split off to an executor, where it pays";
      case COMPACT_EARLIER -> "summing up at %,d tokens".formatted(Savings.COMPACT_AT);
    };
  }

  /// The rows of a view by what they cost, the dearest first.
  public static List<Map.Entry<String, Bill>> dearestFirst(Map<String, Bill> rows) {
    return rows.entrySet().stream()
        .sorted(
            Comparator.<Map.Entry<String, Bill>, Usd>comparing(entry -> entry.getValue().total())
                .thenComparingLong(entry -> entry.getValue().allTokens())
                .reversed())
        .toList();
  }

  /// `part` of `whole` in percent; a dash where the whole is nothing.
  public static String share(Usd part, Usd whole) {
    return whole.picodollars() == 0
        ? "–"
        : String.format(Locale.ROOT, "%.1f %%", 100.0 * part.picodollars() / whole.picodollars());
  }

  private static String usd(Usd amount) {
    return amount.rounded(PLACES);
  }

  private static String counted(long number, String thing) {
    return String.format(Locale.ROOT, "%,d %s%s", number, thing, number == 1 ? "" : "s");
  }
}
