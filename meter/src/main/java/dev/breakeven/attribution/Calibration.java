package dev.breakeven.attribution;

import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;

/// How sizes follow from content for one model, learnt from totals that its provider counted.
///
/// A block of kind k with p pieces is taken to have (g + s_k) · p + o_k tokens: a factor g of the
/// tokenizer, a factor s_k of the kind, and an overhead o_k. Each total is one equation; together
/// with what is assumed beforehand they are solved by least squares, each weighed by its expected
/// error. So few totals change little, and many decide.
final class Calibration {
  private static final double FACTOR = 1.15;
  private static final double FACTOR_SPREAD = 0.3;
  private static final double KIND_SPREAD = 0.2;

  /// Expected error of the pieces of one block, as a part of them, and of any total, in tokens.
  private static final double PIECE_ERROR = 0.08;

  private static final double COUNT_ERROR = 1;

  private final double[][] matrix;
  private final double[] right;
  private final Map<Kind, Integer> columns = new EnumMap<>(Kind.class);
  private double[] solution;

  Calibration() {
    for (Kind kind : Kind.values()) {
      columns.put(kind, 1 + 2 * columns.size());
    }
    int size = 1 + 2 * columns.size();
    matrix = new double[size][size];
    right = new double[size];
    solution = new double[size];
    assume(0, FACTOR, FACTOR_SPREAD);
    for (Kind kind : Kind.values()) {
      assume(column(kind), 0, KIND_SPREAD);
      assume(column(kind) + 1, kind.overhead(), kind.spread());
    }
    solve();
  }

  private void assume(int unknown, double value, double spread) {
    double weight = 1 / (spread * spread);
    matrix[unknown][unknown] += weight;
    right[unknown] += weight * value;
  }

  /// Blocks that were counted together.
  static final class Group {
    private final Map<Kind, double[]> terms = new EnumMap<>(Kind.class);
    private double squares;
    private final long total;

    Group(long total) {
      this.total = total;
    }

    void add(Kind kind, double pieces) {
      double[] term = terms.computeIfAbsent(kind, key -> new double[2]);
      term[0] += pieces;
      term[1]++;
      squares += pieces * pieces;
    }
  }

  /// Learns that the blocks of `group` have its total together. Takes effect with [#solve].
  void learn(Group group) {
    double weight = 1 / (PIECE_ERROR * PIECE_ERROR * group.squares + COUNT_ERROR * COUNT_ERROR);
    var row = new double[right.length];
    group.terms.forEach((kind, term) -> {
      row[0] += term[0];
      row[column(kind)] += term[0];
      row[column(kind) + 1] += term[1];
    });
    for (int i = 0; i < row.length; i++) {
      if (row[i] != 0) {
        for (int j = 0; j < row.length; j++) {
          matrix[i][j] += weight * row[i] * row[j];
        }
        right[i] += weight * row[i] * group.total;
      }
    }
  }

  /// Whether `group` is near enough to what is known for its total to be that of its blocks alone.
  boolean plausible(Group group) {
    double expected = 0;
    for (var term : group.terms.entrySet()) {
      double[] sums = term.getValue();
      expected +=
          tokens(term.getKey(), sums[0]) + (sums[1] - 1) * solution[column(term.getKey()) + 1];
    }
    boolean tools = group.terms.containsKey(Kind.TOOLS);
    return group.total >= expected / 2 && (tools || group.total <= 2 * expected + 16);
  }

  /// The estimated tokens of a block of `kind` with `pieces`.
  double tokens(Kind kind, double pieces) {
    return (solution[0] + solution[column(kind)]) * pieces + solution[column(kind) + 1];
  }

  private int column(Kind kind) {
    return Objects.requireNonNull(columns.get(kind));
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
