package dev.breakeven.audit;

import dev.breakeven.attribution.BlockBill;
import dev.breakeven.trace.Origin;
import dev.breakeven.trace.TokenClass;
import dev.breakeven.unit.Usd;
import java.util.function.BiConsumer;

/// Splits a block's bill by why it was billed. What it cost to put a block back that the cache had
/// lost is told by [SessionAuditor], which knows the gaps.
final class Causes {
  private static final String COMPACTION_AGENT = "acompact-";

  private Causes() {}

  /// Hands each part of `bill` to `parts` under its cause, all but what was paid for losses above
  /// the price of reading.
  ///
  /// @param source the tool whose session it was
  static void split(BlockBill bill, String source, BiConsumer<String, Amount> parts) {
    Usd extra = bill.life().lost().extra();
    long tokens = bill.charge().tokens().values().stream().mapToLong(Long::longValue).sum();
    Usd rest = bill.charge().total().minus(extra);
    Origin origin = bill.block().origin();
    String payer = bill.payer().id();
    // Claude Code's importer names the agents of requests beside the conversation so.
    boolean claudeCode = source.equals("claude-code");
    boolean beside = claudeCode && payer.contains("/");
    if (origin == Origin.SUMMARY
        || (claudeCode && (payer.startsWith(COMPACTION_AGENT) || payer.endsWith("/compaction")))) {
      parts.accept("compaction", new Amount(tokens, rest));
    } else if (beside) {
      parts.accept("side requests", new Amount(tokens, rest));
    } else if (origin == Origin.INSTRUCTION) {
      parts.accept("instructions", new Amount(tokens, rest));
    } else if (origin == Origin.REPORT) {
      parts.accept("reports", new Amount(tokens, rest));
    } else {
      Amount reads = amount(bill, TokenClass.READ);
      Amount output = amount(bill, TokenClass.OUTPUT);
      parts.accept("re-reads of " + words(origin), reads);
      parts.accept("answers", output);
      parts.accept(
          "new content: " + words(origin),
          new Amount(
              tokens - reads.tokens() - output.tokens(),
              rest.minus(reads.cost()).minus(output.cost())));
    }
  }

  private static Amount amount(BlockBill bill, TokenClass tokenClass) {
    return new Amount(bill.charge().tokens(tokenClass), bill.charge().money(tokenClass));
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
