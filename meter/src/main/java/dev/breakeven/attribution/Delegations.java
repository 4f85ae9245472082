package dev.breakeven.attribution;

import dev.breakeven.pricing.Bill;
import dev.breakeven.pricing.Quote;
import dev.breakeven.trace.Agent;
import dev.breakeven.trace.Block;
import dev.breakeven.trace.Call;
import dev.breakeven.trace.Origin;
import dev.breakeven.trace.TokenClass;
import dev.breakeven.trace.Usage;
import dev.breakeven.unit.Usd;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Draws up the balance of every delegation of a trace.
///
/// The other course, in which the parent does the work itself, is computed call by call. An
/// executor that answered m times wrote m − 1 answers that the parent would have to write; the
/// first takes the place of the instruction, the last shares the call that took in the report, so
/// the parent makes m − 2 calls more, each of which reads its whole prompt. What the executor's
/// prompts gained between its first and its last call enters the parent's once and is read again as
/// often as the report was. Delegations are taken in order, so that a later one finds the prompt as
/// the other course would have left it.
final class Delegations {
  private final Roll roll;
  private final Causes causes;
  private final Books books;
  private final Map<Integer, List<Integer>> executorsOf = new HashMap<>();
  private final Map<String, List<Integer>> childrenOf = new HashMap<>();
  private final Map<Integer, Parts> parts = new HashMap<>();

  /// What the parent holds of one delegation.
  private static final class Parts {
    Bill instruction = Bill.NONE;
    Bill report = Bill.NONE;
    long size;
    long written;
    long reports;
  }

  Delegations(Roll roll, Causes causes, Books books) {
    this.roll = roll;
    this.causes = causes;
    this.books = books;
    for (int index = 0; index < roll.agents(); index++) {
      Agent agent = roll.agent(index);
      if (agent.instruction() != null) {
        executorsOf.computeIfAbsent(agent.instruction(), key -> new ArrayList<>()).add(index);
      }
      if (agent.parent() != null) {
        childrenOf.computeIfAbsent(agent.parent(), key -> new ArrayList<>()).add(index);
      }
    }
    collect();
  }

  private void collect() {
    Shares shares = books.shares();
    for (int share = 0; share < shares.count(); share++) {
      int place = shares.block[share];
      Integer instruction = place < 0 ? null : causes.instruction(place);
      if (instruction == null || !isParent(instruction, shares.payer[share])) {
        continue;
      }
      Parts of = parts.computeIfAbsent(instruction, key -> new Parts());
      of.size += shares.sizeTokens(share);
      if (roll.block(place).origin() == Origin.INSTRUCTION) {
        of.instruction = of.instruction.plus(shares.charge(share));
        of.written += shares.tokens(share, TokenClass.OUTPUT);
      } else {
        of.report = of.report.plus(shares.charge(share));
        of.reports = Math.max(of.reports, shares.calls(share));
      }
    }
  }

  private boolean isParent(int instruction, int payer) {
    Block block = roll.block(roll.blockIndex(instruction));
    return roll.agent(payer).id().equals(block.agent());
  }

  /// All delegations, agent by agent in the order they were written.
  List<Delegation> all() {
    var all = new ArrayList<Delegation>();
    for (int agent = 0; agent < roll.agents(); agent++) {
      long shift = 0;
      for (int index : roll.callsOf(agent)) {
        for (int place : roll.answered(index)) {
          if (roll.block(place).origin() == Origin.INSTRUCTION) {
            int id = roll.block(place).id();
            Delegation delegation = delegation(id, index, agent, shift);
            all.add(delegation);
            shift += delegation.inline().map(Delegation.Inline::tokens).orElse(0L);
            shift -= parts.getOrDefault(id, new Parts()).size;
          }
        }
      }
    }
    return List.copyOf(all);
  }

  private Delegation delegation(int id, int callIndex, int parent, long shift) {
    Parts of = parts.getOrDefault(id, new Parts());
    List<Integer> executors = executorsOf.getOrDefault(id, List.of());
    Bill own = Bill.NONE;
    for (int executor : executors) {
      own = own.plus(bill(executor));
    }
    return new Delegation(
        id,
        roll.agent(parent).id(),
        executors.stream().map(executor -> roll.agent(executor).id()).toList(),
        new Delegation.Spent(of.instruction, of.report, own),
        inline(executors, of, callIndex, shift));
  }

  private Bill bill(int agent) {
    Bill sum = books.bill(agent);
    for (int child : childrenOf.getOrDefault(roll.agent(agent).id(), List.of())) {
      sum = sum.plus(bill(child));
    }
    return sum;
  }

  private Optional<Delegation.Inline> inline(
      List<Integer> executors, Parts of, int callIndex, long shift) {
    Call call = roll.call(callIndex);
    Prices prices = prices(callIndex, roll.agentIndex(call.agent(), "call " + call.id()));
    if (prices == null) {
      return Optional.empty();
    }
    Usage usage = call.answer().usage();
    long context = usage.prompt() + usage.count(TokenClass.OUTPUT) - of.written + shift;
    long tokens = 0;
    long output = 0;
    long reads = 0;
    int more = 0;
    for (int executor : executors) {
      int[] calls = roll.callsOf(executor);
      long before = 0;
      for (int i = 0; i < calls.length; i++) {
        Usage asked = roll.call(calls[i]).answer().usage();
        long gained = Math.max(before, asked.prompt() - first(calls));
        boolean last = i == calls.length - 1;
        if (i > 0 && !last) {
          reads = Math.addExact(reads, Math.max(0, context + tokens + before));
          more++;
        }
        output += last ? 0 : asked.count(TokenClass.OUTPUT);
        before = gained;
      }
      tokens += before;
    }
    long later = Math.max(0, of.reports - 1);
    reads = Math.addExact(reads, Math.multiplyExact(tokens, later));
    return Optional.of(
        new Delegation.Inline(
            tokens,
            more,
            prices.output().times(output),
            prices.entry().times(tokens),
            prices.read().times(reads)));
  }

  private long first(int[] calls) {
    return roll.call(calls[0]).answer().usage().prompt();
  }

  /// What the parent, by the way it uses the cache in all, pays for a token it writes, a new one in
  /// its prompt, and one it has again.
  private record Prices(Usd output, Usd entry, Usd read) {}

  private @Nullable Prices prices(int callIndex, int agentIndex) {
    Quote quote = books.quote(callIndex);
    Usage usage = usage(roll.callsOf(agentIndex));
    boolean reads = usage.count(TokenClass.READ) > 0;
    TokenClass write =
        usage.count(TokenClass.WRITE_1H) > usage.count(TokenClass.WRITE_5M)
            ? TokenClass.WRITE_1H
            : usage.count(TokenClass.WRITE_5M) > 0 ? TokenClass.WRITE_5M : TokenClass.UNCACHED;
    Usd output = price(quote, TokenClass.OUTPUT);
    Usd entry = price(quote, write);
    Usd read = price(quote, reads ? TokenClass.READ : TokenClass.UNCACHED);
    return output == null || entry == null || read == null ? null : new Prices(output, entry, read);
  }

  private static @Nullable Usd price(Quote quote, TokenClass tokenClass) {
    long price = quote.each().of(tokenClass);
    return quote.known() && price >= 0 ? new Usd(price) : null;
  }

  private Usage usage(int[] calls) {
    Usage sum = Usage.NONE;
    for (int index : calls) {
      sum = sum.plus(roll.call(index).answer().usage());
    }
    return sum;
  }
}
