package dev.breakeven.attribution;

import java.util.Arrays;
import java.util.EnumMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// An agent's prompt as a stack of sized blocks that is charged by ranges of tokens.
///
/// A range covers some blocks whole and at most two in part. Whole ones are counted as differences
/// in a [Tally]; parts are billed at once. A block is billed for all calls together when it is
/// taken off, whether its prompt was compacted, edited, or is over. So a call costs a search for
/// the ends of its ranges, near the top of the stack as a rule, and no work at all for what it
/// re-reads.
final class PromptStack {
  private final Shares shares;
  private final @Nullable Tally[] tallies = new Tally[Slice.all().length];

  /// The slices that have a tally, and theirs, in the order in which they came up.
  private final Slice[] charged = new Slice[tallies.length];

  private final Tally[] counted = new Tally[tallies.length];
  private int chargedCount;
  private final Map<Loss, Tally> losses = new EnumMap<>(Loss.class);
  private int[] share;
  private int[] born;
  private long[] start;
  private int height;
  private int calls;

  PromptStack(Shares shares, int capacity) {
    this.shares = shares;
    share = new int[capacity];
    born = new int[capacity];
    start = new long[capacity + 1];
  }

  int height() {
    return height;
  }

  /// All tokens on it.
  long total() {
    return start[height];
  }

  int share(int position) {
    return share[position];
  }

  /// Where the block at `position` begins, in tokens.
  long start(int position) {
    return start[position];
  }

  long size(int position) {
    return start[position + 1] - start[position];
  }

  void push(int newShare, long size) {
    if (height == share.length) {
      grow(Math.max(16, 2 * height));
    }
    share[height] = newShare;
    born[height] = calls;
    start[height + 1] = Math.addExact(start[height], size);
    height++;
  }

  /// Takes off blocks until `target` are left, and bills each for its time on the stack.
  void popTo(int target) {
    while (height > target) {
      pop();
    }
  }

  private void pop() {
    int top = --height;
    int owner = share[top];
    long size = start[top + 1] - start[top];
    shares.lived(owner, calls - born[top]);
    for (int i = 0; i < chargedCount; i++) {
      Tally tally = counted[i];
      int times = tally.calls(top);
      if (times != 0) {
        long money = Math.multiplyExact(tally.prices(top), size);
        shares.bill(owner, charged[i].column(), Math.multiplyExact(size, times), money);
        if (charged[i] == Slice.READ) {
          shares.read(owner, times);
        }
        tally.pop(top);
      }
    }
    if (!losses.isEmpty()) {
      popLosses(top, owner);
    }
  }

  private void popLosses(int top, int owner) {
    for (var loss : losses.entrySet()) {
      int times = loss.getValue().calls(top);
      if (times != 0) {
        shares.lost(owner, loss.getKey(), times);
      }
      loss.getValue().pop(top);
    }
  }

  /// Begins a call: every block that is on the stack now is in its prompt.
  void call() {
    calls++;
  }

  /// Charges the tokens from `from` to before `to` as `slice`, at `price` picodollars each.
  void charge(Slice slice, long from, long to, long price) {
    if (from >= to) {
      return;
    }
    int low = at(from);
    int high = at(to - 1);
    if (low == high && (start[low] < from || to < start[low + 1])) {
      bill(low, slice, to - from, price);
      return;
    }
    if (start[low] < from) {
      bill(low, slice, start[low + 1] - from, price);
      low++;
    }
    if (to < start[high + 1]) {
      bill(high, slice, to - start[high], price);
      high--;
    }
    tally(slice).add(low, high + 1, price);
  }

  /// Notes that blocks with tokens from `from` to before `to` were lost from the cache.
  void lost(Loss reason, long from, long to) {
    if (from < to) {
      losses
          .computeIfAbsent(reason, key -> new Tally(share.length))
          .add(at(from), at(to - 1) + 1, 0);
    }
  }

  private void bill(int position, Slice slice, long tokens, long price) {
    shares.bill(share[position], slice.column(), tokens, Math.multiplyExact(tokens, price));
  }

  private Tally tally(Slice slice) {
    Tally tally = tallies[slice.place()];
    if (tally == null) {
      tally = new Tally(share.length);
      tallies[slice.place()] = tally;
      charged[chargedCount] = slice;
      counted[chargedCount++] = tally;
    }
    return tally;
  }

  /// The position of the block that holds token `offset`: by steps of doubling length from the top
  /// down, then by bisection.
  private int at(long offset) {
    if (height > 0 && offset < start[1]) {
      return 0; // where what was read begins, in every call
    }
    int high = height;
    int low = Math.max(0, height - 1);
    for (int step = 1; start[low] > offset; step *= 2) {
      high = low;
      low = Math.max(0, low - step);
    }
    while (high - low > 1) {
      int middle = (low + high) >>> 1;
      if (start[middle] <= offset) {
        low = middle;
      } else {
        high = middle;
      }
    }
    return low;
  }

  private void grow(int capacity) {
    share = Arrays.copyOf(share, capacity);
    born = Arrays.copyOf(born, capacity);
    start = Arrays.copyOf(start, capacity + 1);
    for (int i = 0; i < chargedCount; i++) {
      counted[i].grow(capacity);
    }
    losses.values().forEach(tally -> tally.grow(capacity));
  }
}
