package dev.breakeven.attribution;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// How many calls charged each position of a stack, and at what sum of prices, kept as differences:
/// charging a range of positions touches two numbers.
///
/// The value at a position is the sum of the differences from it upwards, so the top of the stack
/// can be read and taken off at once: what it counted is handed down to the position below.
final class Tally {
  private int[] calls;
  private long @Nullable [] prices;

  Tally(int capacity) {
    calls = new int[capacity];
  }

  /// Charges every position from `from` to before `to` once, at `price`.
  void add(int from, int to, long price) {
    if (from >= to) {
      return;
    }
    calls[to - 1]++;
    if (from > 0) {
      calls[from - 1]--;
    }
    if (price != 0) {
      long[] sums = prices == null ? new long[calls.length] : prices;
      prices = sums;
      sums[to - 1] = Math.addExact(sums[to - 1], price);
      if (from > 0) {
        sums[from - 1] = Math.subtractExact(sums[from - 1], price);
      }
    }
  }

  /// How many calls charged the top position `top`.
  int calls(int top) {
    return calls[top];
  }

  /// The sum of the prices at which the top position `top` was charged.
  long prices(int top) {
    return prices == null ? 0 : prices[top];
  }

  /// Takes off the top position, handing down what it counted.
  void pop(int top) {
    if (top > 0) {
      calls[top - 1] += calls[top];
    }
    calls[top] = 0;
    if (prices != null) {
      if (top > 0) {
        prices[top - 1] = Math.addExact(prices[top - 1], prices[top]);
      }
      prices[top] = 0;
    }
  }

  void grow(int capacity) {
    calls = Arrays.copyOf(calls, capacity);
    prices = prices == null ? null : Arrays.copyOf(prices, capacity);
  }
}
