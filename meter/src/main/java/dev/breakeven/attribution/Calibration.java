package dev.breakeven.attribution;

import java.util.Arrays;
import java.util.List;

/// How sizes follow from content for one model, learnt from totals that its provider counted.
///
/// A block of kind k with p pieces is taken to have (g + s_k) · p + o_k tokens: a factor g of the
/// tokenizer, a correction s_k for the language of the kind, and an overhead o_k; calls of each
/// tool have corrections of their own to both. Each total is one equation; together with what is
/// assumed beforehand they are solved by least squares, each weighed by its expected error. So few
/// totals change little, and many decide.
final class Calibration {
  private static final double FACTOR = 1.15;
  private static final double FACTOR_SPREAD = 0.3;
  private static final double KIND_SPREAD = 0.2;
  private static final double TOOL_SPREAD = 6;

  /// Expected error of the pieces of one block, as a part of them, and of any total, in tokens.
  private static final double PIECE_ERROR = 0.03;

  private static final double COUNT_ERROR = 1;

  private static final Kind[] KINDS = Kind.values();

  private final double[][] matrix;
  private final double[] right;
  private final List<String> tools;
  private double[] solution;

  /// The factors of one group's total, and which of them are not zero.
  private final double[] row;

  private final int[] filled;

  /// Knows nothing but the assumptions.
  ///
  /// @param tools the tools whose calls are told apart, each once
  Calibration(List<String> tools) {
    this.tools = tools;
    int size = 1 + 2 * (KINDS.length + tools.size());
    matrix = new double[size][size];
    right = new double[size];
    solution = new double[size];
    row = new double[size];
    filled = new int[size];
    assume(0, FACTOR, FACTOR_SPREAD);
    for (Kind kind : KINDS) {
      assume(column(kind), 0, KIND_SPREAD);
      assume(column(kind) + 1, kind.overhead(), kind.spread());
    }
    for (int tool = 0; tool < tools.size(); tool++) {
      assume(column(tool), 0, KIND_SPREAD);
      assume(column(tool) + 1, 0, TOOL_SPREAD);
    }
    solve();
  }

  private void assume(int unknown, double value, double spread) {
    double weight = 1 / (spread * spread);
    matrix[unknown][unknown] += weight;
    right[unknown] += weight * value;
  }

  /// Learns from every group of `totals` that `judge` finds plausible. Takes effect with [#solve].
  void learn(Totals totals, Calibration judge) {
    for (int group = 0; group < totals.groups(); group++) {
      if (judge.plausible(totals, group)) {
        learn(totals, group);
      }
    }
  }

  private void learn(Totals totals, int group) {
    Arrays.fill(row, 0);
    double squares = 0;
    for (int i = totals.begin(group); i < totals.begin(group + 1); i++) {
      Kind kind = totals.kind(i);
      double pieces = totals.pieces(i);
      squares += pieces * pieces;
      row[0] += pieces;
      row[column(kind.language())] += pieces;
      row[column(kind) + 1] += 1;
      if (knows(totals.tool(i))) {
        row[column(totals.tool(i))] += pieces;
        row[column(totals.tool(i)) + 1] += 1;
      }
    }
    double weight = 1 / (PIECE_ERROR * PIECE_ERROR * squares + COUNT_ERROR * COUNT_ERROR);
    int count = 0;
    for (int i = 0; i < row.length; i++) {
      if (row[i] != 0) {
        filled[count++] = i;
      }
    }
    for (int n = 0; n < count; n++) {
      int i = filled[n];
      for (int m = 0; m < count; m++) {
        matrix[i][filled[m]] += weight * row[i] * row[filled[m]];
      }
      right[i] += weight * row[i] * totals.total(group);
    }
  }

  /// Whether a group is near enough to what is known for its total to be that of its blocks alone.
  private boolean plausible(Totals totals, int group) {
    double expected = 0;
    boolean definitions = false;
    for (int i = totals.begin(group); i < totals.begin(group + 1); i++) {
      expected += tokens(totals.kind(i), totals.tool(i), totals.pieces(i));
      definitions |= totals.kind(i) == Kind.TOOLS;
    }
    long total = totals.total(group);
    return total >= expected / 2 && (definitions || total <= 2 * expected + 16);
  }

  /// The estimated tokens of a block with `pieces` that calls `tool`, empty for none.
  double tokens(Kind kind, String tool, double pieces) {
    return tokens(kind, tool.isEmpty() ? -1 : tools.indexOf(tool), pieces);
  }

  private double tokens(Kind kind, int tool, double pieces) {
    double sum =
        solution[0] * pieces
            + solution[column(kind.language())] * pieces
            + solution[column(kind) + 1];
    return knows(tool) ? sum + solution[column(tool)] * pieces + solution[column(tool) + 1] : sum;
  }

  private boolean knows(int tool) {
    return tool >= 0 && tool < tools.size();
  }

  private static int column(Kind kind) {
    return 1 + 2 * kind.place();
  }

  private static int column(int tool) {
    return 1 + 2 * (KINDS.length + tool);
  }

  /// Solves for the unknowns by elimination; the assumptions make the matrix positive definite, so
  /// no pivot is zero.
  void solve() {
    int size = right.length;
    var left = new double[size][];
    var values = right.clone();
    for (int i = 0; i < size; i++) {
      left[i] = matrix[i].clone();
    }
    for (int pivot = 0; pivot < size; pivot++) {
      for (int i = pivot + 1; i < size; i++) {
        double factor = left[i][pivot] / left[pivot][pivot];
        for (int j = pivot; j < size; j++) {
          left[i][j] -= factor * left[pivot][j];
        }
        values[i] -= factor * values[pivot];
      }
    }
    for (int i = size - 1; i >= 0; i--) {
      for (int j = i + 1; j < size; j++) {
        values[i] -= left[i][j] * values[j];
      }
      values[i] /= left[i][i];
    }
    solution = values;
  }
}
