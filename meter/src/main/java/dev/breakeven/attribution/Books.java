package dev.breakeven.attribution;

import dev.breakeven.pricing.Bill;
import dev.breakeven.pricing.BillSum;
import dev.breakeven.pricing.Floor;
import dev.breakeven.pricing.Quote;
import dev.breakeven.trace.Agent;
import dev.breakeven.trace.Call;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// What attribution writes, agent by agent: the shares, the misses, and each agent's bill.
final class Books {
  private final Shares shares;
  private final List<CacheMiss> misses = new ArrayList<>();
  private final BillSum[] bills;
  private final @Nullable Quote[] quotes;
  private final int[] shareOf;
  private final int[] openedBy;
  private final int[] cachedBy;
  private final @Nullable Instant[] lastCall;

  Books(Roll roll) {
    shares = new Shares(roll.shares());
    bills = new BillSum[roll.agents()];
    Arrays.setAll(bills, index -> opened(roll.agent(index)));
    quotes = new Quote[roll.calls()];
    shareOf = new int[roll.blocks()];
    openedBy = new int[roll.blocks()];
    cachedBy = new int[roll.blocks()];
    lastCall = new Instant[roll.agents()];
  }

  /// The bill of an agent: a floor where its calls are not in the log.
  private static BillSum opened(Agent agent) {
    var bill = new BillSum();
    if (agent.unlogged() != null) {
      bill.add(new Floor.NoExecutor(), 1);
    }
    return bill;
  }

  Shares shares() {
    return shares;
  }

  List<CacheMiss> misses() {
    return misses;
  }

  /// Books a call, at the prices of `quote`.
  void add(int agentIndex, int callIndex, Call.Answer answer, Quote quote) {
    quotes[callIndex] = quote;
    bills[agentIndex].add(answer, quote);
  }

  /// What the call was billed by.
  Quote quote(int callIndex) {
    return Objects.requireNonNull(quotes[callIndex]);
  }

  Bill bill(int agentIndex) {
    return bills[agentIndex].bill();
  }

  /// The share of a block with an agent. Agents must be taken one after the other.
  int share(int blockIndex, int agentIndex, int callIndex) {
    if (openedBy[blockIndex] != agentIndex + 1) {
      openedBy[blockIndex] = agentIndex + 1;
      shareOf[blockIndex] = shares.open(blockIndex, agentIndex, callIndex);
    }
    return shareOf[blockIndex];
  }

  /// Notes, when an agent is done, which blocks it had in the cache.
  void close(int agentIndex, int firstShare, @Nullable Instant last) {
    lastCall[agentIndex] = last;
    for (int share = firstShare; share < shares.count(); share++) {
      if (shares.block[share] >= 0 && shares.cached(share)) {
        cachedBy[shares.block[share]] = agentIndex + 1;
      }
    }
  }

  /// The agent before this one that had a block in the cache, -1 if none had.
  int cachedBy(int blockIndex) {
    return cachedBy[blockIndex] - 1;
  }

  /// When an agent that is done sent its last call; null if it sent none.
  @Nullable Instant lastCall(int agentIndex) {
    return lastCall[agentIndex];
  }
}
