package dev.breakeven.attribution;

import dev.breakeven.pricing.Bill;
import dev.breakeven.pricing.BillSum;
import dev.breakeven.trace.TokenClass;
import dev.breakeven.unit.Usd;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The sums of all [BlockBill]s, one column a number, so that a million calls fit in memory.
///
/// A share is a block in one agent's account. Money is in picodollars; all sums are checked.
/// Columns that hold nothing are not made.
final class Shares {
  private static final int CLASSES = TokenClass.values().length;

  final int[] block;
  final int[] payer;
  final int[] first;
  private final long[] size;
  private final Certainty[] known;
  private final int[] calls;
  private final int[] reads;

  /// By the columns of token classes, and behind them of slices that are no class.
  private final long[] @Nullable [] tokens = new long[Slice.COLUMNS][];

  private final long[] @Nullable [] money = new long[Slice.COLUMNS][];
  private final Map<Loss, int[]> losses = new EnumMap<>(Loss.class);
  private int count;

  Shares(int capacity) {
    block = new int[capacity];
    payer = new int[capacity];
    first = new int[capacity];
    size = new long[capacity];
    known = new Certainty[capacity];
    Arrays.fill(known, Certainty.BILLED);
    calls = new int[capacity];
    reads = new int[capacity];
  }

  int count() {
    return count;
  }

  /// Opens the account of a block with an agent.
  int open(int blockIndex, int agentIndex, int callIndex) {
    block[count] = blockIndex;
    payer[count] = agentIndex;
    first[count] = callIndex;
    return count++;
  }

  void size(int share, long tokenCount, Certainty certainty) {
    size[share] = tokenCount;
    known[share] = certainty;
  }

  Size size(int share) {
    return new Size(size[share], known[share]);
  }

  Certainty known(int share) {
    return known[share];
  }

  long sizeTokens(int share) {
    return size[share];
  }

  /// Adds `count` tokens, at `picodollars` for all of them.
  ///
  /// @param column the place of their class, or the column of a slice
  void bill(int share, int column, long count, long picodollars) {
    if (count != 0) {
      long[] sums = column(tokens, column);
      sums[share] = Math.addExact(sums[share], count);
    }
    if (picodollars != 0) {
      long[] sums = column(money, column);
      sums[share] = Math.addExact(sums[share], picodollars);
    }
  }

  private long[] column(long[] @Nullable [] columns, int place) {
    long[] column = columns[place];
    if (column == null) {
      column = new long[block.length];
      columns[place] = column;
    }
    return column;
  }

  long calls(int share) {
    return calls[share];
  }

  void lived(int share, int inCalls) {
    calls[share] += inCalls;
  }

  void read(int share, int times) {
    reads[share] += times;
  }

  void lost(int share, Loss reason, int times) {
    losses.computeIfAbsent(reason, key -> new int[block.length])[share] += times;
  }

  long tokens(int share, TokenClass tokenClass) {
    return at(tokens[tokenClass.place()], share);
  }

  /// What its tokens of a class cost, in picodollars.
  long money(int share, TokenClass tokenClass) {
    return at(money[tokenClass.place()], share);
  }

  /// The billed tokens of each share, in all classes together.
  long[] allTokens() {
    return sums(tokens);
  }

  /// What they cost, in picodollars.
  long[] allMoney() {
    return sums(money);
  }

  private long[] sums(long[] @Nullable [] columns) {
    var sums = new long[count];
    for (int place = 0; place < CLASSES; place++) {
      long[] column = columns[place];
      if (column != null) {
        for (int share = 0; share < sums.length; share++) {
          sums[share] = Math.addExact(sums[share], column[share]);
        }
      }
    }
    return sums;
  }

  /// What it cost to put back what the cache had lost, above reading it, in picodollars.
  long extra(int share) {
    return at(money[Slice.EXTRA.column()], share);
  }

  int reads(int share) {
    return reads[share];
  }

  /// In how many calls some of it was lost from the cache, summed over the reasons.
  long losses(int share) {
    long sum = 0;
    for (int[] column : losses.values()) {
      sum += column[share];
    }
    return sum;
  }

  /// Whether any of it was ever in the cache.
  boolean cached(int share) {
    return tokens(share, TokenClass.READ) > 0
        || tokens(share, TokenClass.WRITE_5M) > 0
        || tokens(share, TokenClass.WRITE_1H) > 0;
  }

  Bill charge(int share) {
    var sum = new BillSum();
    for (TokenClass tokenClass : TokenClass.values()) {
      sum.add(tokenClass, tokens(share, tokenClass), money(share, tokenClass));
    }
    sum.unpriced(unpriced(share));
    return sum.bill();
  }

  /// How many of its tokens belong to calls without a known price.
  long unpriced(int share) {
    return at(tokens[Slice.UNPRICED.column()], share);
  }

  /// All shares together.
  Bill total() {
    var sum = new BillSum();
    for (TokenClass tokenClass : TokenClass.values()) {
      int place = tokenClass.place();
      sum.add(tokenClass, sum(tokens[place]), sum(money[place]));
    }
    sum.unpriced(sum(tokens[Slice.UNPRICED.column()]));
    return sum.bill();
  }

  private static long sum(long @Nullable [] column) {
    if (column == null) {
      return 0;
    }
    long sum = 0;
    for (long part : column) {
      sum = Math.addExact(sum, part);
    }
    return sum;
  }

  Life life(int share, String firstCall) {
    var reasons = new EnumMap<Loss, Integer>(Loss.class);
    losses.forEach((reason, column) -> {
      if (column[share] != 0) {
        reasons.put(reason, column[share]);
      }
    });
    var lost =
        new Lost(
            at(tokens[Slice.AGAIN.column()], share),
            new Usd(at(money[Slice.AGAIN.column()], share)),
            new Usd(extra(share)),
            reasons);
    return new Life(firstCall, calls[share], reads[share], lost);
  }

  private static long at(long @Nullable [] column, int share) {
    return column == null ? 0 : column[share];
  }
}
