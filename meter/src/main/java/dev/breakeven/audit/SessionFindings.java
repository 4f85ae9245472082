package dev.breakeven.audit;

import dev.breakeven.attribution.Attribution;
import dev.breakeven.attribution.BillColumns;
import dev.breakeven.attribution.CacheMiss;
import dev.breakeven.attribution.Loss;
import dev.breakeven.attribution.Roll;
import dev.breakeven.audit.Finding.Kind;
import dev.breakeven.audit.Finding.Place;
import dev.breakeven.pricing.Quote;
import dev.breakeven.pricing.UnitPrices;
import dev.breakeven.trace.Call;
import dev.breakeven.trace.Origin;
import dev.breakeven.trace.TokenClass;
import dev.breakeven.trace.Usage;
import dev.breakeven.unit.Usd;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The findings of one session, while they are made. Linear in the session.
final class SessionFindings {
  /// What a sub-agent of its own kind, with the tools that it needs, reads less before it works
  /// than one that has all tools; half of what it reads, where that is less.
  static final long FRAME = 5_000;

  private static final long HOUR_MINUTES = 60;

  private final String session;
  private final String source;
  private final String file;
  private final Map<String, Sum> sums = new LinkedHashMap<>();

  /// @param source the tool whose session it is
  /// @param file its log
  SessionFindings(String session, String source, String file) {
    this.session = session;
    this.source = source;
    this.file = file;
  }

  /// One finding while it is added up.
  private static final class Sum {
    private final Kind kind;
    private final String subject;
    private long stake;
    private long times;
    private long tokens;
    private long most = Long.MIN_VALUE;
    private String call = "";
    private long size;

    Sum(Kind kind, String subject) {
      this.kind = kind;
      this.subject = subject;
    }

    void add(long picodollars) {
      stake = Math.addExact(stake, picodollars);
    }

    /// It happened once more.
    void happened(long picodollars, String where, long much) {
      times++;
      tokens = Math.addExact(tokens, much);
      if (picodollars > most) {
        most = picodollars;
        call = where;
        size = much;
      }
    }
  }

  private Sum sum(Kind kind, String subject) {
    return sums.computeIfAbsent(kind.key() + " " + subject, key -> new Sum(kind, subject));
  }

  private void one(Kind kind, String subject, long picodollars, String call, long tokens) {
    Sum sum = sum(kind, subject);
    sum.add(picodollars);
    sum.happened(picodollars, call, tokens);
  }

  /// Looks at a loss of the cache.
  void miss(CacheMiss miss) {
    long extra = miss.extra().picodollars();
    switch (miss.reason()) {
      case EXPIRED -> {
        boolean pause = miss.gap().toMinutes() < HOUR_MINUTES;
        one(pause ? Kind.PAUSE : Kind.LONG_PAUSE, "", extra, miss.call(), miss.tokens());
      }
      case MODEL -> one(Kind.MODEL_SWITCH, "", extra, miss.call(), miss.tokens());
      case TOOLS -> one(Kind.TOOLS_CHANGED, "", extra, miss.call(), miss.tokens());
      case CHANGED, TOO_SHORT, UNKNOWN -> {}
    }
  }

  /// Looks at a block's bill.
  ///
  /// @param origin the block's
  /// @param tool the tool whose result it is, empty for none
  void block(BillColumns bills, int bill, Origin origin, String tool) {
    switch (origin) {
      case TOOL_RESULT -> cap(bills, bill, Kind.LARGE_RESULTS, tool, Savings.TOOL_CAP);
      case REPORT, RECEIPT, ADVICE -> cap(bills, bill, Kind.LONG_REPORTS, "", Savings.REPORT_CAP);
      case SYSTEM,
          TOOLS,
          USER,
          TEXT,
          THINKING,
          TOOL_CALL,
          INSTRUCTION,
          JUDGE,
          FINDINGS,
          PLAN,
          HANDOVER,
          SUMMARY,
          UNSEEN -> {}
    }
  }

  private void cap(BillColumns bills, int bill, Kind kind, String tool, long cap) {
    long size = bills.size(bill);
    if (size > cap) {
      // Servers of tools are set together, whatever their tools are called.
      String subject = tool.startsWith("mcp__") ? "MCP" : tool;
      long saved = Savings.part(bills.money(bill), size - cap, size);
      one(kind, subject, saved, bills.first(bill), size);
    }
  }

  /// Looks at one agent's calls in their order.
  ///
  /// @param misses the session's misses by call
  void calls(Attribution attribution, int agent, Map<String, CacheMiss> misses) {
    Roll roll = attribution.roll();
    boolean main = !roll.agent(agent).role().assists();
    var summary = new EarlierSummary(Finding.SUM_UP_AT);
    Instant before = null;
    for (int place : roll.callsOf(agent)) {
      Call call = roll.call(place);
      Instant start = call.timing().start();
      Usage usage = call.answer().usage();
      Quote quote = attribution.quote(place);
      UnitPrices prices = quote.each();
      if (!quote.known() || prices.write5m() < 0 || prices.write1h() < 0 || prices.read() < 0) {
        continue;
      }
      long gap = before == null ? 0 : Savings.seconds(before, start);
      CacheMiss miss = misses.get(call.id());
      long longer = OtherLife.hour(usage, prices, gap, miss);
      boolean expired = OtherLife.between(gap) && miss != null && miss.reason() == Loss.EXPIRED;
      long tokens = expired && miss != null ? miss.tokens() : 0;
      life(main ? Kind.SHORT_LIFE : null, longer, expired, call.id(), tokens);
      life(Kind.SHORT_LIFE_FOR_ALL, longer, expired, call.id(), tokens);
      long shorter = OtherLife.fiveMinutes(usage, prices, gap);
      boolean hour = usage.write1h() > 0;
      life(
          main ? Kind.LONG_LIFE : null, shorter, hour, call.id(), usage.count(TokenClass.WRITE_1H));
      life(Kind.LONG_LIFE_FOR_ALL, shorter, hour, call.id(), usage.count(TokenClass.WRITE_1H));
      long less = summary.saved(usage, prices);
      if (main) {
        sum(Kind.LONG_CONTEXT, "").add(less);
        if (usage.prompt() > Finding.SUM_UP_AT) {
          sum(Kind.LONG_CONTEXT, "").happened(usage.prompt(), call.id(), usage.prompt());
        }
      }
      before = start;
    }
  }

  private void life(@Nullable Kind kind, long stake, boolean happened, String call, long tokens) {
    if (kind == null) {
      return;
    }
    sum(kind, "").add(stake);
    if (happened) {
      sum(kind, "").happened(stake, call, tokens);
    }
  }

  /// Looks at what a sub-agent reads before it works, if its calls are in the log.
  void frame(Attribution attribution, int agent) {
    Roll roll = attribution.roll();
    int[] calls = roll.callsOf(agent);
    if (calls.length == 0 || !roll.agent(agent).role().assists()) {
      return;
    }
    Usage first = roll.call(calls[0]).answer().usage();
    long prompt = first.prompt();
    long less = Math.min(FRAME, prompt / 2);
    long stake = 0;
    for (int place : calls) {
      Usage usage = roll.call(place).answer().usage();
      Quote quote = attribution.quote(place);
      if (!quote.known() || usage.prompt() < prompt) {
        continue; // no price, or a prompt that no longer holds it
      }
      stake = Math.addExact(stake, share(usage, quote.each(), less));
    }
    one(Kind.AGENT_FRAME, "", stake, roll.call(calls[0]).id(), prompt);
  }

  /// What `less` tokens at the head of a prompt cost: what is read is at the head.
  private static long share(Usage usage, UnitPrices prices, long less) {
    long read = Math.min(less, usage.count(TokenClass.READ));
    long rest = less - read;
    long write =
        usage.count(TokenClass.WRITE_5M) > 0
            ? prices.write5m()
            : usage.count(TokenClass.WRITE_1H) > 0 ? prices.write1h() : prices.uncached();
    return Math.addExact(
        Math.multiplyExact(Math.max(0, prices.read()), read),
        Math.multiplyExact(Math.max(0, write), rest));
  }

  /// All of them, those with a negative stake too.
  List<Finding> all() {
    return sums.values().stream()
        .map(sum ->
            new Finding(
                sum.kind,
                source,
                sum.subject,
                new Usd(sum.stake),
                sum.times,
                sum.tokens,
                new Place(session, file, sum.call, sum.size)))
        .toList();
  }
}
