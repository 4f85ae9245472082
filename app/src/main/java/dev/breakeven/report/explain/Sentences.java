package dev.breakeven.report.explain;

import dev.breakeven.attribution.BlockBill;
import dev.breakeven.attribution.BlockKey;
import dev.breakeven.attribution.CacheMiss;
import dev.breakeven.attribution.Certainty;
import dev.breakeven.attribution.Delegation;
import dev.breakeven.attribution.Loss;
import dev.breakeven.pricing.Bill;
import dev.breakeven.report.DelegatingSentences;
import dev.breakeven.report.FloorSentences;
import dev.breakeven.trace.Origin;
import dev.breakeven.trace.TokenClass;
import dev.breakeven.unit.Usd;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/// What there is to say of one trace in plain sentences, each with its numbers.
final class Sentences {
  private static final int PLACES = 4;

  private final Explained trace;
  private final Usd total;

  Sentences(Explained trace) {
    this.trace = trace;
    this.total = trace.attribution().total().total();
  }

  List<String> all() {
    var sentences = new ArrayList<String>();
    sentences.add(headline());
    if (total.picodollars() > 0) {
      sentences.add(classes());
      sentences.add(dearest());
      sentences.addAll(delegating());
      misses().ifPresent(sentences::add);
    }
    sizes().ifPresent(sentences::add);
    return sentences;
  }

  /// What a reader of several traces needs of each.
  List<String> brief() {
    var sentences = new ArrayList<String>();
    sentences.add(headline());
    sentences.addAll(delegating());
    return sentences;
  }

  private String headline() {
    var executors =
        trace.delegates()
            ? " and %s of executors in %s"
                .formatted(
                    count(trace.executorCalls(), "call"),
                    count(trace.attribution().delegations().size(), "delegation"))
            : "";
    var bill = trace.attribution().bill();
    var unpriced =
        bill.unpriced().calls().entrySet().stream()
            .map(entry -> count(entry.getValue(), "call") + " (" + entry.getKey() + ")")
            .collect(Collectors.joining("; "));
    var other =
        bill.other().picodollars() == 0
            ? ""
            : ", and %s USD that are not for tokens (electricity, tools that the provider ran)"
                .formatted(bill.other().rounded(PLACES));
    var floors = FloorSentences.of(bill).stream().map(" "::concat).collect(Collectors.joining());
    return "%s cost %s (%s) in %s%s%s.%s%s"
        .formatted(
            trace.name(),
            FloorSentences.amount(bill, PLACES),
            trace.known(),
            count(trace.turns(), "turn"),
            executors,
            other,
            unpriced.isEmpty() ? "" : " Not priced: " + unpriced + ".",
            floors);
  }

  private String classes() {
    var charge = trace.attribution().total();
    var written = charge.money(TokenClass.WRITE_5M).plus(charge.money(TokenClass.WRITE_1H));
    return "Re-reading what was in the prompt already is %s of it, writing answers %s, putting new content into the cache %s, uncached prompt %s."
        .formatted(
            share(charge.money(TokenClass.READ), total),
            share(charge.money(TokenClass.OUTPUT), total),
            share(written, total),
            share(charge.money(TokenClass.UNCACHED), total));
  }

  private String dearest() {
    var sums = trace.attribution().by(BlockKey.ORIGIN);
    var dearest =
        sums.entrySet().stream()
            .max(Map.Entry.comparingByValue((a, b) -> a.total().compareTo(b.total())))
            .orElseThrow();
    var block =
        trace.attribution().bills().stream()
            .max((a, b) -> a.charge().total().compareTo(b.charge().total()))
            .orElseThrow();
    return "The most expensive kind of content: %s, %s%s USD (%s), %s of that re-reads. The most expensive block: %s."
        .formatted(
            dearest.getKey().replace('_', ' '),
            atLeast(),
            dearest.getValue().total().rounded(PLACES),
            share(dearest.getValue().total(), total),
            share(dearest.getValue().money(TokenClass.READ), dearest.getValue().total()),
            describe(block));
  }

  private String atLeast() {
    return FloorSentences.atLeast(trace.attribution().bill());
  }

  private String describe(BlockBill bill) {
    return "%s #%d of turn %s, %,d tokens (%s), read again %s, %s%s USD in all"
        .formatted(
            BlockKey.ORIGIN.apply(bill).replace('_', ' '),
            bill.block().id(),
            bill.life().first(),
            bill.size().tokens(),
            bill.size().known().key(),
            count(bill.life().reads(), "time"),
            atLeast(),
            bill.charge().total().rounded(PLACES));
  }

  /// What delegating cost; then what was measured, from where on it has paid, and what is unknown.
  private List<String> delegating() {
    var spent = trace.attribution().delegations().stream().map(Delegation::spent).toList();
    if (spent.isEmpty()) {
      return List.of();
    }
    var all = sum(spent.stream().map(Delegation.Spent::bill).toList());
    var sentences = new ArrayList<String>();
    sentences.add(
        "Delegating cost %s: %s for instructions, %s for reports, %s for the executors' own calls."
            .formatted(
                FloorSentences.amount(all, PLACES),
                amount(spent, Delegation.Spent::instruction),
                amount(spent, Delegation.Spent::report),
                amount(spent, Delegation.Spent::executor)));
    trace.measured().ifPresent(sentences::add);
    sentences.addAll(DelegatingSentences.of(trace.threshold()));
    return sentences;
  }

  private static String amount(
      List<Delegation.Spent> spent, Function<Delegation.Spent, Bill> part) {
    return FloorSentences.amount(sum(spent.stream().map(part).toList()), PLACES);
  }

  private Optional<String> misses() {
    var misses = trace.attribution().misses();
    if (misses.isEmpty()) {
      return Optional.of("Nothing that was in the cache was billed in full again.");
    }
    var reasons = new EnumMap<Loss, Integer>(Loss.class);
    misses.forEach(miss -> reasons.merge(miss.reason(), 1, Integer::sum));
    return Optional.of(
        "%s found less in the cache than was put there (%s): %,d tokens were billed in full again, %s%s USD more than reading them."
            .formatted(
                count(misses.size(), "call"),
                reasons.entrySet().stream()
                    .map(entry -> entry.getKey().key().replace('_', ' ') + " " + entry.getValue())
                    .collect(Collectors.joining(", ")),
                misses.stream().mapToLong(CacheMiss::tokens).sum(),
                atLeast(),
                misses.stream().map(CacheMiss::extra).reduce(Usd.ZERO, Usd::plus).rounded(PLACES)));
  }

  /// How much of the money rests on sizes known how.
  private Optional<String> sizes() {
    var money = new EnumMap<Certainty, Usd>(Certainty.class);
    var unseen = Usd.ZERO;
    for (var bill : trace.attribution().bills()) {
      money.merge(bill.size().known(), bill.charge().total(), Usd::plus);
      if (bill.block().origin() == Origin.UNSEEN) {
        unseen = unseen.plus(bill.charge().total());
      }
    }
    if (total.picodollars() == 0) {
      return Optional.empty();
    }
    var parts =
        money.entrySet().stream()
            .filter(entry -> entry.getValue().picodollars() > 0)
            .map(entry -> share(entry.getValue(), total) + " " + entry.getKey().key())
            .collect(Collectors.joining(", "));
    return Optional.of(
        "%s. Of the money, block sizes are: %s.%s"
            .formatted(
                trace.attribution().bill().exact()
                    ? "Totals are exact"
                    : "Totals are the least that was paid",
                parts,
                unseen.picodollars() < total.picodollars() / 1000
                    ? ""
                    : " %s is for content that the trace does not hold."
                        .formatted(share(unseen, total))));
  }

  private static Bill sum(List<Bill> charges) {
    return charges.stream().reduce(Bill.NONE, Bill::plus);
  }

  private static String count(long number, String thing) {
    return number + " " + thing + (number == 1 ? "" : "s");
  }

  /// A share in per cent without decimals, one decimal below ten.
  static String share(Usd part, Usd whole) {
    if (whole.picodollars() == 0) {
      return "–";
    }
    double percent = 100.0 * part.picodollars() / whole.picodollars();
    return String.format(Locale.ROOT, percent < 9.95 ? "%.1f %%" : "%.0f %%", percent);
  }
}
