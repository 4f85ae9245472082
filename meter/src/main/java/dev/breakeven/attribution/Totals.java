package dev.breakeven.attribution;

import java.util.Arrays;

/// What one model's provider counted: groups of blocks, each with one total, as columns.
final class Totals {
  /// Where each of the trace's tools came up among those of this model, -1 if it did not.
  private final int[] placeOf;

  private int tools;
  private Kind[] kinds = new Kind[64];
  private int[] tool = new int[64];
  private double[] pieces = new double[64];
  private int samples;
  private int[] ends = new int[32];
  private long[] totals = new long[32];
  private int groups;

  /// No totals yet.
  ///
  /// @param traceTools how many tools the trace names
  Totals(int traceTools) {
    placeOf = new int[traceTools];
    Arrays.fill(placeOf, -1);
  }

  /// Adds a block to the group that is open; there is always one.
  ///
  /// @param traceTool the trace's number of the tool it calls, -1 for other kinds
  /// @param pieceCount its estimated pieces
  void add(Kind kind, int traceTool, double pieceCount) {
    if (samples == kinds.length) {
      kinds = Arrays.copyOf(kinds, 2 * samples);
      tool = Arrays.copyOf(tool, 2 * samples);
      pieces = Arrays.copyOf(pieces, 2 * samples);
    }
    kinds[samples] = kind;
    if (traceTool >= 0 && placeOf[traceTool] < 0) {
      placeOf[traceTool] = tools++;
    }
    tool[samples] = place(traceTool);
    pieces[samples] = pieceCount;
    samples++;
  }

  /// Closes the group: its blocks have `total` tokens together.
  void close(long total) {
    if (groups == ends.length) {
      ends = Arrays.copyOf(ends, 2 * groups);
      totals = Arrays.copyOf(totals, 2 * groups);
    }
    ends[groups] = samples;
    totals[groups] = total;
    groups++;
  }

  /// Forgets the blocks of the group that is open.
  void drop() {
    samples = groups == 0 ? 0 : ends[groups - 1];
  }

  /// How many groups are closed.
  int groups() {
    return groups;
  }

  /// Where the samples of `group` begin; they end where those of the next begin.
  int begin(int group) {
    return group == 0 ? 0 : ends[group - 1];
  }

  long total(int group) {
    return totals[group];
  }

  Kind kind(int sample) {
    return kinds[sample];
  }

  /// The place of the sample's tool, -1 for none.
  int tool(int sample) {
    return tool[sample];
  }

  double pieces(int sample) {
    return pieces[sample];
  }

  /// How many tools were called.
  int tools() {
    return tools;
  }

  /// The place of one of the trace's tools among those called, from 0 in the order in which they
  /// came up; -1 for one that was not, and for -1.
  int place(int traceTool) {
    return traceTool < 0 ? -1 : placeOf[traceTool];
  }
}
