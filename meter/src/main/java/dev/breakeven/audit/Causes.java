package dev.breakeven.audit;

import dev.breakeven.attribution.BillColumns;
import dev.breakeven.attribution.CacheMiss;
import dev.breakeven.attribution.Loss;
import dev.breakeven.pricing.Bill;
import dev.breakeven.pricing.BillSum;
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
  private static final TokenClass[] CLASSES = TokenClass.values();
  private static final TokenClass[] ENTERING = {
    TokenClass.UNCACHED, TokenClass.WRITE_5M, TokenClass.WRITE_1H
  };
  private static final String[] READS = named("re-reads of ");
  private static final String[] FRESH = named("new content: ");

  private final Rows rows = new Rows();

  /// The rows of [#READS] and of [#FRESH], and that of answers.
  private final BillSum[] reads = rows.all(READS);

  private final BillSum[] fresh = rows.all(FRESH);
  private final BillSum answers = rows.row("answers");
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
    long unpriced = bills.unpriced(bill);
    long money = bills.money(bill) - bills.extra(bill);
    String whole = whole(origin, ofAgent[bills.payer(bill)]);
    if (whole != null) {
      BillSum row = rows.row(whole);
      for (TokenClass tokenClass : CLASSES) {
        row.add(tokenClass, bills.tokens(bill, tokenClass), 0);
      }
      row.other(money);
      row.unpriced(unpriced);
      return;
    }
    long reading = add(reads[origin.place()], bills, bill, TokenClass.READ);
    long answering = add(answers, bills, bill, TokenClass.OUTPUT);
    BillSum entered = fresh[origin.place()];
    long left = unpriced;
    for (TokenClass tokenClass : ENTERING) {
      long tokens = bills.tokens(bill, tokenClass);
      entered.add(tokenClass, tokens, 0);
      left -= Math.min(left, tokens);
    }
    entered.other(money - reading - answering);
    entered.unpriced(unpriced - left);
    if (left > 0) {
      long again = Math.min(left, bills.tokens(bill, TokenClass.READ));
      reads[origin.place()].unpriced(again);
      answers.unpriced(left - again);
    }
  }

  private static long add(BillSum row, BillColumns bills, int bill, TokenClass tokenClass) {
    long money = bills.money(bill, tokenClass);
    row.add(tokenClass, bills.tokens(bill, tokenClass), money);
    return money;
  }

  /// The cause of all that was billed for a block, null if it has several.
  private static @Nullable String whole(Origin origin, @Nullable String ofAgent) {
    return switch (origin) {
      case SUMMARY -> "compaction";
      case INSTRUCTION -> ofAgent == null ? "instructions" : ofAgent;
      case REPORT, RECEIPT, ADVICE -> ofAgent == null ? "reports" : ofAgent;
      case SYSTEM,
          TOOLS,
          USER,
          TEXT,
          THINKING,
          TOOL_CALL,
          TOOL_RESULT,
          JUDGE,
          FINDINGS,
          PLAN,
          HANDOVER,
          UNSEEN ->
          ofAgent;
    };
  }

  /// Adds what a call paid to put back what the cache had lost, above the price of reading.
  void add(CacheMiss miss) {
    String cause =
        miss.reason() == Loss.EXPIRED
            ? "re-writes after expiry, gap " + range(miss.gap())
            : "re-writes, " + miss.reason().key().replace('_', ' ');
    rows.row(cause).other(miss.extra().picodollars());
  }

  private static String range(Duration gap) {
    long minutes = gap.toMinutes();
    return minutes < 60 ? "5–60 min" : minutes < 24 * 60 ? "1–24 h" : "over a day";
  }

  /// What was added, by cause.
  Map<String, Bill> rows() {
    return rows.bills();
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
      case FINDINGS -> "findings";
      case RECEIPT -> "receipts";
      case ADVICE -> "advice";
      case PLAN -> "plans";
      case HANDOVER -> "hand-overs";
      case SUMMARY -> "summaries";
      case UNSEEN -> "content not on file";
    };
  }
}
