package dev.breakeven.attribution;

import dev.breakeven.pricing.Quote;
import dev.breakeven.pricing.Tariffs;
import dev.breakeven.pricing.UnitPrices;
import dev.breakeven.trace.Agent;
import dev.breakeven.trace.Block;
import dev.breakeven.trace.Call;
import dev.breakeven.trace.Origin;
import dev.breakeven.trace.TokenClass;
import dev.breakeven.trace.Usage;
import java.time.Instant;
import java.util.Arrays;
import java.util.BitSet;

/// One agent's calls, taken in order: the heart of attribution.
///
/// For each call:
///
/// 1. *Cut* the stack back to what still stands of the previous prompt; what is cut is billed.
/// 2. *Size* what is new: the prompt's exact total, less what stands, is shared by [Arrivals].
/// 3. *Charge* by prefix: tokens up to `read` were read, then come those written for an hour, those
///    written for five minutes, and the uncached ones.
/// 4. *Explain* what had been cached and was not read.
/// 5. *Answer*: the output belongs to the answer's blocks.
///
/// Uncached tokens behind a mark on the very last block belong to no block: the *tail*, which the
/// provider adds to every prompt. It goes to the agent's unseen share, as does the part of a prompt
/// that the trace does not hold.
final class Walk {
  private final Desk desk;
  private final Roll roll;
  private final Shares shares;
  private final Estimator estimator;
  private final int agentIndex;
  private final Agent agent;
  private final PromptStack stack;
  private final Misses misses;
  private final long tail;
  private final Arrivals arrivals = new Arrivals();

  /// Places of the blocks that follow those on the stack: what is new in a prompt, and what was in
  /// those before it whose usage was not reported.
  private int[] pending = new int[16];

  private int pendingCount;

  /// How high the stack is behind each of the trace's blocks on it; other entries are unseen ones.
  private int[] top = new int[16];

  private int settled;
  private int standing;
  private int unseen = -1;
  private boolean thought;

  /// Places of the blocks of answers whose output was counted as they began: it is not their size.
  private final BitSet begun = new BitSet();

  private final Tariffs tariffs;

  Walk(Desk desk, int agentIndex) {
    this.desk = desk;
    this.roll = desk.roll();
    this.shares = desk.shares();
    this.estimator = desk.estimator();
    this.agentIndex = agentIndex;
    this.agent = roll.agent(agentIndex);
    int[] calls = roll.callsOf(agentIndex);
    this.stack = new PromptStack(shares, Tail.longestPrompt(roll, calls) + 2);
    this.tail = estimator.tail(agentIndex);
    this.misses = new Misses(desk, agent, stack);
    this.tariffs = desk.pricing().tariffs(agent.model());
  }

  /// Bills all calls of the agent.
  void run() {
    int firstShare = shares.count();
    Instant last = null;
    for (int index : roll.callsOf(agentIndex)) {
      call(index);
      last = roll.call(index).timing().start();
    }
    stack.popTo(0);
    if (agentIndex + 1 < roll.agents()) { // the last one lends to nobody
      desk.books().close(agentIndex, firstShare, last);
    }
  }

  private void call(int index) {
    Call call = roll.call(index);
    Usage usage = call.answer().usage();
    Quote quote = tariffs.quote(call);
    desk.books().add(agentIndex, index, call.answer(), quote);
    boolean priced = quote.known();
    UnitPrices prices = quote.each();
    note(index, call);
    if (usage.hasPrompt()) {
      long behind = Math.min(tail, usage.count(TokenClass.UNCACHED));
      Misses.Cut cut = cut();
      size(index, usage.prompt() - behind);
      misses.expect(cut);
      charge(index, usage, prices, behind, priced);
      misses.explain(call, cut, prices, priced ? prices.read() : UnitPrices.NONE);
    }
    answer(index, usage, prices.output(), priced);
  }

  /// Takes down which blocks the prompt consists of.
  private void note(int index, Call call) {
    int kept = call.prompt().kept();
    int[] added = roll.added(index);
    standing = Math.min(standing, kept);
    int left = Math.min(kept - standing, pendingCount);
    pendingCount = left + added.length;
    if (pendingCount > pending.length) {
      pending = Arrays.copyOf(pending, 2 * pendingCount);
    }
    System.arraycopy(added, 0, pending, left, added.length);
  }

  private Misses.Cut cut() {
    int changed = -1;
    if (standing < settled) {
      changed = shares.block[stack.share(top[standing] - 1)];
      stack.popTo(standing == 0 ? 0 : top[standing - 1]);
    }
    settled = standing;
    return new Misses.Cut(changed, stack.total(), stack.height());
  }

  private void size(int index, long prompt) {
    arrive(index);
    if (stack.total() > prompt) {
      shrink(prompt);
    }
    arrivals.fit(prompt - stack.total());
    for (int i = 0; i < arrivals.count(); i++) {
      int share = arrivals.share(i);
      shares.size(share, arrivals.size(i), arrivals.known(i));
      stack.push(share, arrivals.size(i));
      if (share != unseen) {
        settle();
      }
    }
    if (arrivals.unseen() > 0) {
      stack.push(unseen(index), arrivals.unseen());
    }
    pendingCount = 0;
    standing = settled;
  }

  /// Takes down what is new in the prompt.
  private void arrive(int index) {
    arrivals.clear();
    if (stack.height() == 0 && pendingCount > 0 && !begins(pending[0])) {
      int share = unseen(index);
      long before = shares.sizeTokens(share);
      if (before == 0) {
        arrivals.blind(share);
      } else {
        arrivals.anchored(share, before, before, shares.known(share));
      }
    }
    for (int i = 0; i < pendingCount; i++) {
      arrive(pending[i], index);
    }
  }

  /// Whether a prompt's own beginning is in the trace, be it as a block that stands for it.
  private boolean begins(int blockIndex) {
    Origin first = roll.block(blockIndex).origin();
    return first == Origin.TOOLS || first == Origin.SYSTEM || first == Origin.UNSEEN;
  }

  private void arrive(int blockIndex, int callIndex) {
    Block block = roll.block(blockIndex);
    int share = desk.share(blockIndex, agentIndex, callIndex);
    Certainty known = shares.known(share);
    if (block.tokens() != null && block.agent().equals(agent.id())) {
      arrivals.anchored(share, block.tokens(), block.tokens(), Certainty.APPORTIONED);
      return;
    }
    long before = shares.sizeTokens(share);
    if (before > 0) {
      arrivals.anchored(share, before, before, known);
      return;
    }
    long output = shares.tokens(share, TokenClass.OUTPUT);
    if (output > 0 && !begun.get(blockIndex)) {
      arrivals.anchored(share, output, visible(blockIndex, output), known);
      return;
    }
    weigh(share, estimator.tokens(agentIndex, blockIndex));
  }

  private void weigh(int share, long estimate) {
    if (estimate < 0) {
      arrivals.blind(share);
    } else {
      arrivals.weighed(share, estimate);
    }
  }

  /// How much of an answered block returns in the next prompt if thinking does not.
  private long visible(int blockIndex, long output) {
    if (roll.block(blockIndex).origin() == Origin.THINKING) {
      return 0;
    }
    long estimate = thought ? -1 : estimator.tokens(agentIndex, blockIndex);
    return estimate < 0 ? output : Math.min(output, estimate);
  }

  /// Makes room where the provider counted less than what should still stand: something was removed
  /// that the trace shows as kept. Thinking goes first, then all shrink in proportion.
  private void shrink(long prompt) {
    var places = new int[stack.height()];
    var weights = new double[places.length];
    long thinking = 0;
    long sum = 0;
    for (int i = 0; i < places.length; i++) {
      places[i] = stack.share(i);
      weights[i] = (double) stack.size(i);
      sum += stack.size(i);
      thinking += isThinking(places[i]) ? stack.size(i) : 0;
    }
    stack.popTo(0);
    if (thinking >= sum - prompt) {
      for (int i = 0; i < places.length; i++) {
        weights[i] = isThinking(places[i]) ? 0 : weights[i];
      }
      sum -= thinking;
    }
    long expected = arrivals.expected();
    long kept = sum;
    if (sum + expected > prompt) {
      kept = Split.of(prompt, new double[] {(double) sum, (double) expected})[0];
    }
    long[] sizes = places.length == 0 ? new long[0] : Split.of(kept, weights);
    for (int i = 0; i < places.length; i++) {
      shares.size(places[i], sizes[i], Certainty.ESTIMATED);
      stack.push(places[i], sizes[i]);
    }
  }

  private boolean isThinking(int share) {
    int block = shares.block[share];
    return block >= 0 && roll.block(block).origin() == Origin.THINKING;
  }

  private void charge(int index, Usage usage, UnitPrices prices, long behind, boolean priced) {
    stack.call();
    long read = Math.max(0, usage.read());
    long hours = read + Math.max(0, usage.write1h());
    long minutes = hours + Math.max(0, usage.write5m());
    stack.charge(Slice.READ, 0, read, prices.read());
    stack.charge(Slice.WRITE_1H, read, hours, prices.write1h());
    stack.charge(Slice.WRITE_5M, hours, minutes, prices.write5m());
    stack.charge(Slice.UNCACHED, minutes, stack.total(), prices.uncached());
    if (!priced) {
      stack.charge(Slice.UNPRICED, 0, stack.total(), 0);
    }
    if (behind > 0) {
      bill(unseen(index), TokenClass.UNCACHED, behind, prices.uncached(), priced);
    }
  }

  private void answer(int index, Usage usage, long price, boolean priced) {
    int[] answered = roll.answered(index);
    thought = false;
    boolean whole = estimator.isWhole(index);
    long output = usage.count(TokenClass.OUTPUT);
    if (answered.length == 0) {
      if (output > 0) {
        bill(unseen(index), TokenClass.OUTPUT, output, price, priced);
      }
      return;
    }
    arrivals.clear();
    for (int place : answered) {
      Block block = roll.block(place);
      thought |= block.origin() == Origin.THINKING;
      Long tokens = block.tokens();
      begun.set(place, !whole);
      weigh(
          desk.share(place, agentIndex, index),
          tokens == null ? estimator.tokens(agentIndex, place) : tokens);
    }
    arrivals.fit(output);
    for (int i = 0; i < arrivals.count(); i++) {
      int share = arrivals.share(i);
      shares.size(share, shares.sizeTokens(share), whole ? arrivals.known(i) : Certainty.ESTIMATED);
      bill(share, TokenClass.OUTPUT, arrivals.size(i), price, priced);
    }
    if (arrivals.unseen() > 0) {
      bill(unseen(index), TokenClass.OUTPUT, arrivals.unseen(), price, priced);
    }
  }

  private void bill(int share, TokenClass tokenClass, long tokens, long price, boolean priced) {
    shares.bill(share, tokenClass.place(), tokens, Math.multiplyExact(tokens, price));
    if (!priced) {
      shares.bill(share, Slice.UNPRICED.column(), tokens, 0);
    }
  }

  private void settle() {
    if (settled == top.length) {
      top = Arrays.copyOf(top, 2 * settled);
    }
    top[settled++] = stack.height();
  }

  private int unseen(int callIndex) {
    if (unseen < 0) {
      unseen = shares.open(-1, agentIndex, callIndex);
    }
    return unseen;
  }
}
