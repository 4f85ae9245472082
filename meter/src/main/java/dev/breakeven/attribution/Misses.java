package dev.breakeven.attribution;

import dev.breakeven.pricing.UnitPrices;
import dev.breakeven.trace.Agent;
import dev.breakeven.trace.Call;
import dev.breakeven.trace.Origin;
import dev.breakeven.trace.TokenClass;
import dev.breakeven.trace.Usage;
import dev.breakeven.unit.Usd;
import java.time.Duration;
import java.time.Instant;
import java.util.BitSet;
import org.jspecify.annotations.Nullable;

/// What an agent's calls should have read from the cache and did not, and why.
///
/// All that the call before read or wrote is expected to be read, as far as it still stands; so is
/// a block that was cached before and comes back behind a change, and, in an agent's first call,
/// the beginning it shares with an earlier agent's prompt.
final class Misses {
  private static final Duration SHORT = Duration.ofMinutes(5);
  private static final Duration LONG = Duration.ofHours(1);

  private final Desk desk;
  private final Agent agent;
  private final PromptStack stack;

  /// Which positions of the new prompt, from where it departs, hold a block that had been cached
  /// before it was cut off.
  private final BitSet returning = new BitSet();

  private @Nullable Instant before;
  private long cached;
  private boolean shortLived;

  /// How many shares were open when the call before was charged: later ones were never cached.
  private int charged;

  Misses(Desk desk, Agent agent, PromptStack stack) {
    this.desk = desk;
    this.agent = agent;
    this.stack = stack;
  }

  /// Where a prompt departs from the one before.
  ///
  /// @param changed the place of the first block that no longer stands, -1 if all do
  /// @param total how many tokens stand
  /// @param height how many blocks stand, unseen ones counted
  record Cut(int changed, long total, int height) {}

  /// What one call lost.
  private static final class Losses {
    final Call call;
    final UnitPrices prices;
    final long readPrice;
    long tokens;
    long extra;

    Losses(Call call, UnitPrices prices, long readPrice) {
      this.call = call;
      this.prices = prices;
      this.readPrice = readPrice;
    }
  }

  /// Looks at a new prompt on the stack before it is charged.
  void expect(Cut cut) {
    returning.clear();
    for (int position = cut.height(); position < stack.height(); position++) {
      int share = stack.share(position);
      if (share < charged && desk.shares().cached(share)) {
        returning.set(position - cut.height());
      }
    }
  }

  /// Finds what `call`, whose prompt is on the stack, did not read.
  ///
  /// @param prices picodollars a token by class
  /// @param readPrice for reading a token; [UnitPrices#NONE] if there is no such price
  void explain(Call call, Cut cut, UnitPrices prices, long readPrice) {
    Usage usage = call.answer().usage();
    long read = Math.max(0, usage.read());
    long inCache = usage.prompt() - Math.max(0, usage.uncached());
    int lender = before == null ? lender() : -1;
    Instant last = lender < 0 ? before : desk.books().lastCall(lender);
    long stands = Math.min(cached, Math.min(cut.total(), stack.total()));
    boolean lost = read < stands || lender >= 0 || !returning.isEmpty();
    if (last != null && lost) {
      Duration gap = Duration.between(last, call.timing().start());
      Loss reason = reason(call, cut, gap, lender);
      Losses losses = new Losses(call, prices, readPrice);
      lose(losses, reason, read, stands);
      for (int position = cut.height(); position < stack.height(); position++) {
        if (comesBack(position, cut, lender)) {
          long from = Math.max(read, stack.start(position));
          lose(losses, reason, from, stack.start(position) + stack.size(position));
        } else if (lender >= 0) {
          break;
        }
      }
      if (losses.tokens > 0) {
        Integer block = reason == Loss.CHANGED || reason == Loss.TOOLS ? changedBlock(cut) : null;
        desk.books()
            .misses()
            .add(
                new CacheMiss(call.id(), reason, block, gap, losses.tokens, new Usd(losses.extra)));
      }
    }
    before = call.timing().start();
    charged = desk.shares().count();
    cached = inCache;
    shortLived |= usage.write5m() > 0;
  }

  /// The agent whose cached prompt this first one begins with, -1 if there is none.
  private int lender() {
    int block = stack.height() == 0 ? -1 : desk.shares().block[stack.share(0)];
    return block < 0 ? -1 : desk.books().cachedBy(block);
  }

  private boolean comesBack(int position, Cut cut, int lender) {
    int block = desk.shares().block[stack.share(position)];
    return lender < 0
        ? returning.get(position - cut.height())
        : block >= 0 && desk.books().cachedBy(block) == lender;
  }

  private void lose(Losses losses, Loss reason, long from, long to) {
    if (from >= to) {
      return;
    }
    losses.tokens = Math.addExact(losses.tokens, to - from);
    stack.lost(reason, from, to);
    long low = 0;
    for (Slice slice : Slice.all()) {
      TokenClass tokenClass = slice.tokenClass();
      if (tokenClass != null) {
        long high =
            slice == Slice.UNCACHED
                ? stack.total()
                : low + losses.call.answer().usage().count(tokenClass);
        long price = losses.prices.of(tokenClass);
        long more = losses.readPrice < 0 ? 0 : price - losses.readPrice;
        long start = Math.max(low, from);
        long end = Math.min(high, to);
        if (start < end) {
          stack.charge(Slice.AGAIN, start, end, price - more);
          stack.charge(Slice.EXTRA, start, end, more);
          losses.extra = Math.addExact(losses.extra, Math.multiplyExact(end - start, more));
        }
        low = high;
      }
    }
  }

  private Loss reason(Call call, Cut cut, Duration gap, int lender) {
    Loss told = desk.hints().told().get(call.id());
    if (told != null) {
      return told;
    }
    if (lender >= 0 && !desk.roll().agent(lender).model().equals(agent.model())) {
      return Loss.MODEL;
    }
    Usage usage = call.answer().usage();
    boolean changed = cut.changed() >= 0 && cut.total() < cached;
    boolean nothingRead = usage.count(TokenClass.READ) == 0;
    if (gap.compareTo(shortLived ? SHORT : LONG) >= 0 && (nothingRead || !changed)) {
      return Loss.EXPIRED;
    }
    boolean nothingCached = usage.prompt() == usage.count(TokenClass.UNCACHED);
    if (nothingCached && stack.total() < desk.hints().minimum(agent.model())) {
      return Loss.TOO_SHORT;
    }
    if (!changed) {
      return Loss.UNKNOWN;
    }
    return desk.roll().block(cut.changed()).origin() == Origin.TOOLS ? Loss.TOOLS : Loss.CHANGED;
  }

  private @Nullable Integer changedBlock(Cut cut) {
    return cut.changed() < 0 ? null : desk.roll().block(cut.changed()).id();
  }
}
