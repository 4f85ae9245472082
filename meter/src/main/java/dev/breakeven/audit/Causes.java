package dev.breakeven.audit;

import dev.breakeven.attribution.BillColumns;
import dev.breakeven.attribution.CacheMiss;
import dev.breakeven.attribution.Loss;
import dev.breakeven.trace.Agent;
import dev.breakeven.trace.Origin;
import dev.breakeven.trace.TokenClass;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A session's bill by why it was billed.
final class Causes {
  private static final String COMPACTION_AGENT = "acompact-";
  private static final Origin[] ORIGINS = Origin.values();
  private static final String[] READS = named("re-reads of ");
  private static final String[] FRESH = named("new content: ");

  private final Rows rows = new Rows();

  /// What goes to the rows of [#READS] and of [#FRESH], and to that of answers.
  private final Columns reads = new Columns();

  private final Columns fresh = new Columns();
  private final Sum answers = rows.row("answers");
  private final @Nullable String[] ofAgent;

  /// No bill yet.
  ///
  /// @param source the tool whose session it is
  /// @param agents the session's, by their place
  Causes(String source, List<Agent> agents) {
    ofAgent = new String[agents.size()];
    // Claude Code's importer names the agents of requests beside the conversation so.
    if (source.equals("claude-code")) {
      for (int i = 0; i < ofAgent.length; i++) {
        String id = agents.get(i).id();
        boolean compacts = id.startsWith(COMPACTION_AGENT) || id.endsWith("/compaction");
        ofAgent[i] = compacts ? "compaction" : id.contains("/") ? "side requests" : null;
      }
    }
  }

  /// Adds a block's bill, all but what was paid for losses above the price of reading.
  ///
  /// @param origin the block's
  void add(BillColumns bills, int bill, Origin origin) {
    long tokens = bills.tokens(bill);
    long money = bills.money(bill) - bills.extra(bill);
    String whole = whole(origin, ofAgent[bills.payer(bill)]);
    if (whole != null) {
      rows.row(whole).add(tokens, money);
      return;
    }
    long read = bills.tokens(bill, TokenClass.READ);
    long reading = bills.money(bill, TokenClass.READ);
    long answered = bills.tokens(bill, TokenClass.OUTPUT);
    long answering = bills.money(bill, TokenClass.OUTPUT);
    int place = origin.place();
    reads.add(place, read, reading);
    if (answered != 0 || answering != 0) {
      answers.add(answered, answering);
    }
    fresh.add(place, tokens - read - answered, money - reading - answering);
  }

  /// Sums by the place of an origin.
  private static final class Columns {
    private final long[] tokens = new long[ORIGINS.length];
    private final long[] money = new long[ORIGINS.length];

    void add(int place, long moreTokens, long moreMoney) {
      tokens[place] = Math.addExact(tokens[place], moreTokens);
      money[place] = Math.addExact(money[place], moreMoney);
    }

    void moveTo(Rows rows, String[] names) {
      for (int place = 0; place < names.length; place++) {
        if (tokens[place] != 0 || money[place] != 0) {
          rows.row(names[place]).add(tokens[place], money[place]);
          tokens[place] = 0;
          money[place] = 0;
        }
      }
    }
  }

  /// The cause of all that was billed for a block, null if it has several.
  private static @Nullable String whole(Origin origin, @Nullable String ofAgent) {
    return switch (origin) {
      case SUMMARY -> "compaction";
      case INSTRUCTION -> ofAgent == null ? "instructions" : ofAgent;
      case REPORT -> ofAgent == null ? "reports" : ofAgent;
      case SYSTEM, TOOLS, USER, TEXT, THINKING, TOOL_CALL, TOOL_RESULT, JUDGE, UNSEEN -> ofAgent;
    };
  }

  /// Adds what a call paid to put back what the cache had lost, above the price of reading.
  void add(CacheMiss miss) {
    String cause =
        miss.reason() == Loss.EXPIRED
            ? "re-writes after expiry, gap " + range(miss.gap())
            : "re-writes, " + miss.reason().key().replace('_', ' ');
    rows.row(cause).add(0, miss.extra().picodollars());
  }

  private static String range(Duration gap) {
    long minutes = gap.toMinutes();
    return minutes < 60 ? "5–60 min" : minutes < 24 * 60 ? "1–24 h" : "over a day";
  }

  /// What was added, by cause.
  Map<String, Amount> rows() {
    reads.moveTo(rows, READS);
    fresh.moveTo(rows, FRESH);
    return rows.amounts();
  }

  private static String[] named(String before) {
    var names = new String[ORIGINS.length];
    for (Origin origin : ORIGINS) {
      names[origin.place()] = before + words(origin);
    }
    return names;
  }

  private static String words(Origin origin) {
    return switch (origin) {
      case SYSTEM -> "system prompts";
      case TOOLS -> "tool definitions";
      case USER -> "user messages";
      case TEXT -> "answers' texts";
      case THINKING -> "thinking";
      case TOOL_CALL -> "tool calls";
      case TOOL_RESULT -> "tool results";
      case INSTRUCTION -> "instructions";
      case REPORT -> "reports";
      case JUDGE -> "judgements";
      case SUMMARY -> "summaries";
      case UNSEEN -> "content not on file";
    };
  }
}
