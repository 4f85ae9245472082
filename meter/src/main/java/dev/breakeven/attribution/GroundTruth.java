package dev.breakeven.attribution;

import dev.breakeven.pricing.Pricing;
import dev.breakeven.trace.Block;
import dev.breakeven.trace.Trace;
import java.util.ArrayList;
import java.util.List;

/// How far attribution is off where the true size of every block is known, as in a rehearsed trace.
///
/// The trace is attributed twice: with its blocks' own sizes, and with nothing but totals, as a
/// provider gives them.
public final class GroundTruth {
  private GroundTruth() {}

  /// One block's bill by true and by inferred size.
  ///
  /// @param truth the bill by true sizes
  /// @param inferred the bill by totals alone
  public record Pair(BlockBill truth, BlockBill inferred) {
    /// The error of the block's cost, as a part of its true cost; of its tokens where the calls are
    /// not priced or cost nothing.
    public double error() {
      long right = amount(truth);
      return right == 0
          ? (amount(inferred) == 0 ? 0 : 1)
          : (double) Math.abs(amount(inferred) - right) / (double) right;
    }

    private long amount(BlockBill bill) {
      return truth.charge().total().picodollars() != 0
          ? bill.charge().total().picodollars()
          : bill.charge().allTokens();
    }
  }

  /// Errors of many blocks' costs.
  ///
  /// @param sorted the errors, ascending
  public record Errors(List<Double> sorted) {
    /// Takes a sorted copy.
    public Errors {
      sorted = sorted.stream().sorted().toList();
    }

    /// The error that the part `part` of all blocks stays within: 0.5 for the median.
    public double quantile(double part) {
      return sorted.isEmpty()
          ? 0
          : sorted.get((int) Math.ceil(part * sorted.size() - 1e-9) - (part > 0 ? 1 : 0));
    }
  }

  /// Every block of `trace` that has a size of its own, with both bills.
  public static List<Pair> pairs(Trace trace, Pricing pricing) {
    List<BlockBill> truth = Attribution.of(trace, pricing).bills();
    List<BlockBill> inferred = Attribution.of(withoutSizes(trace), pricing).bills();
    var pairs = new ArrayList<Pair>();
    int next = 0;
    for (BlockBill right : truth) {
      if (right.block().tokens() != null) {
        while (!same(inferred.get(next), right)) {
          next++;
        }
        pairs.add(new Pair(right, inferred.get(next)));
      }
    }
    return pairs;
  }

  /// The errors of all blocks of `trace` that have a size of their own.
  public static Errors errors(Trace trace, Pricing pricing) {
    return new Errors(pairs(trace, pricing).stream().map(Pair::error).toList());
  }

  /// `trace` as a provider's totals alone would tell it.
  public static Trace withoutSizes(Trace trace) {
    List<Block> blocks =
        trace.blocks().stream()
            .map(b ->
                new Block(
                    b.id(),
                    b.origin(),
                    b.agent(),
                    b.tool(),
                    b.text(),
                    null,
                    b.length(),
                    b.pieces()))
            .toList();
    return new Trace(trace.labels(), trace.agents(), blocks, trace.calls(), trace.outcome());
  }

  private static boolean same(BlockBill a, BlockBill b) {
    return a.block().id() == b.block().id() && a.payer().id().equals(b.payer().id());
  }
}
