package dev.breakeven.attribution;

import java.util.Collection;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

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

  private final double[][] matrix;
  private final double[] right;
  private final Map<Kind, Integer> columns = new EnumMap<>(Kind.class);
  private final Map<String, Integer> toolColumns = new HashMap<>();
  private double[] solution;

  /// Knows nothing but the assumptions.
  ///
  /// @param tools the tools whose calls are told apart
  Calibration(Collection<String> tools) {
    for (Kind kind : Kind.values()) {
      columns.put(kind, 1 + 2 * columns.size());
    }
    for (String tool : tools) {
      toolColumns.putIfAbsent(tool, 1 + 2 * (columns.size() + toolColumns.size()));
    }
    int size = 1 + 2 * (columns.size() + toolColumns.size());
    matrix = new double[size][size];
    right = new double[size];
    solution = new double[size];
    assume(0, FACTOR, FACTOR_SPREAD);
    for (Kind kind : Kind.values()) {
      assume(column(kind), 0, KIND_SPREAD);
      assume(column(kind) + 1, kind.overhead(), kind.spread());
    }
    for (int column : toolColumns.values()) {
      assume(column, 0, KIND_SPREAD);
      assume(column + 1, 0, TOOL_SPREAD);
    }
    solve();
  }

  private void assume(int unknown, double value, double spread) {
    double weight = 1 / (spread * spread);
    matrix[unknown][unknown] += weight;
    right[unknown] += weight * value;
  }

  /// A block as far as its size follows from it.
  ///
  /// @param kind its kind
  /// @param tool the tool it calls, empty for other kinds
  /// @param pieces its estimated pieces
  record Sample(Kind kind, String tool, double pieces) {}

  /// Blocks that were counted together.
  ///
  /// @param samples the blocks
  /// @param total their tokens
  record Group(List<Sample> samples, long total) {}

  /// Learns that the blocks of `group` have its total together. Takes effect with [#solve].
  void learn(Group group) {
    var row = new TreeMap<Integer, Double>();
    double squares = 0;
    for (Sample sample : group.samples()) {
      squares += sample.pieces() * sample.pieces();
      terms(sample).forEach((column, factor) -> row.merge(column, factor, Double::sum));
    }
    double weight = 1 / (PIECE_ERROR * PIECE_ERROR * squares + COUNT_ERROR * COUNT_ERROR);
    row.forEach((i, first) -> {
      row.forEach((j, second) -> matrix[i][j] += weight * first * second);
      right[i] += weight * first * group.total();
    });
  }

  /// Whether `group` is near enough to what is known for its total to be that of its blocks alone.
  boolean plausible(Group group) {
    double expected = group.samples().stream().mapToDouble(this::tokens).sum();
    boolean tools = group.samples().stream().anyMatch(sample -> sample.kind() == Kind.TOOLS);
    return group.total() >= expected / 2 && (tools || group.total() <= 2 * expected + 16);
  }

  /// The estimated tokens of a block.
  double tokens(Sample sample) {
    double pieces = sample.pieces();
    double sum =
        solution[0] * pieces
            + solution[column(sample.kind().language())] * pieces
            + solution[column(sample.kind()) + 1];
    Integer tool = sample.tool().isEmpty() ? null : toolColumns.get(sample.tool());
    if (tool != null) {
      sum += solution[tool] * pieces + solution[tool + 1];
    }
    return sum;
  }

  /// By how much each unknown counts in a block's size.
  private Map<Integer, Double> terms(Sample sample) {
    var terms = new TreeMap<Integer, Double>();
    terms.put(0, sample.pieces());
    terms.put(column(sample.kind().language()), sample.pieces());
    terms.put(column(sample.kind()) + 1, 1.0);
    Integer tool = sample.tool().isEmpty() ? null : toolColumns.get(sample.tool());
    if (tool != null) {
      terms.put(tool, sample.pieces());
      terms.put(tool + 1, 1.0);
    }
    return terms;
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
