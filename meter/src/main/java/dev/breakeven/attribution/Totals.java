package dev.breakeven.attribution;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

/// What one model's provider counted: groups of blocks, each with one total, as columns.
final class Totals {
  private final Map<String, Integer> tools = new HashMap<>();
  private Kind[] kinds = new Kind[64];
  private int[] tool = new int[64];
  private double[] pieces = new double[64];
  private int samples;
  private int[] ends = new int[32];
  private long[] totals = new long[32];
  private int groups;

  /// Adds a block to the group that is open; there is always one.
  ///
  /// @param toolName the tool it calls, empty for other kinds
  /// @param pieceCount its estimated pieces
  void add(Kind kind, String toolName, double pieceCount) {
    if (samples == kinds.length) {
      kinds = Arrays.copyOf(kinds, 2 * samples);
      tool = Arrays.copyOf(tool, 2 * samples);
      pieces = Arrays.copyOf(pieces, 2 * samples);
    }
    kinds[samples] = kind;
    tool[samples] = toolName.isEmpty() ? -1 : place(toolName);
    pieces[samples] = pieceCount;
    samples++;
  }

  private int place(String toolName) {
    Integer place = tools.putIfAbsent(toolName, tools.size());
    return place == null ? tools.size() - 1 : place;
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

  /// The place of the sample's tool in [#tools], -1 for none.
  int tool(int sample) {
    return tool[sample];
  }

  double pieces(int sample) {
    return pieces[sample];
  }

  /// The places of all tools, counted from 0 in the order in which they came up.
  Map<String, Integer> tools() {
    return tools;
  }
}
