package dev.breakeven.attribution;

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

  private static final Kind[] KINDS = Kind.values();

  private final double[][] matrix;
  private final double[] right;
  private final int tools;
  private double[] solution;

  /// Knows nothing but the assumptions.
  ///
  /// @param tools how many tools' calls are told apart
  Calibration(int tools) {
    this.tools = tools;
    int size = unknowns(tools);
    matrix = new double[size][];
    right = new double[size];
    solution = new double[size];
    assume(0, FACTOR, FACTOR_SPREAD);
    for (Kind kind : KINDS) {
      assume(column(kind), 0, KIND_SPREAD);
      assume(column(kind) + 1, kind.overhead(), kind.spread());
    }
    for (int tool = 0; tool < tools; tool++) {
      assume(column(tool), 0, KIND_SPREAD);
      assume(column(tool) + 1, 0, TOOL_SPREAD);
    }
  }

  private void assume(int unknown, double value, double spread) {
    double weight = 1 / (spread * spread);
    matrix[unknown] = new double[right.length];
    matrix[unknown][unknown] = weight;
    right[unknown] = weight * value;
    solution[unknown] = right[unknown] / weight;
  }

  /// Learns from the groups of `totals` that `judged` marks, and solves for the unknowns.
  ///
  /// @param equations those of `totals`
  void learn(Totals totals, Equations equations, boolean[] judged) {
    for (int group = 0; group < judged.length; group++) {
      if (judged[group]) {
        equations.addTo(matrix, right, group, (double) totals.total(group));
      }
    }
    solve();
  }

  /// For each group of `totals`, whether it is near enough to what is known for its total to be
  /// that of its blocks alone.
  boolean[] judge(Totals totals) {
    var judged = new boolean[totals.groups()];
    for (int group = 0; group < judged.length; group++) {
      judged[group] = plausible(totals, group);
    }
    return judged;
  }

  private boolean plausible(Totals totals, int group) {
    double expected = 0;
    boolean definitions = false;
    int end = totals.begin(group + 1);
    for (int i = totals.begin(group); i < end; i++) {
      expected += tokens(totals.kind(i), totals.tool(i), totals.pieces(i));
      definitions |= totals.kind(i) == Kind.TOOLS;
    }
    long total = totals.total(group);
    return total >= expected / 2 && (definitions || total <= 2 * expected + 16);
  }

  /// The estimated tokens of a block with `pieces`.
  ///
  /// @param tool the place of the tool that it calls, -1 for none
  double tokens(Kind kind, int tool, double pieces) {
    double sum =
        solution[0] * pieces + solution[column(kind)] * pieces + solution[column(kind) + 1];
    return tool >= 0 && tool < tools
        ? sum + solution[column(tool)] * pieces + solution[column(tool) + 1]
        : sum;
  }

  /// How many unknowns there are where the calls of `tools` tools are told apart.
  static int unknowns(int tools) {
    return column(tools);
  }

  /// The place among the unknowns of the correction for `kind`; its overhead follows.
  static int column(Kind kind) {
    return 1 + 2 * kind.place();
  }

  /// The place of the correction for calls of `tool`; that of their overhead follows.
  static int column(int tool) {
    return 1 + 2 * (KINDS.length + tool);
  }

  /// Solves for the unknowns by elimination, and gives each kind its language's correction; the
  /// assumptions make the matrix positive definite, so no pivot is zero.
  private void solve() {
    int size = right.length;
    var left = new double[size][];
    double[] values = right.clone();
    for (int i = 0; i < size; i++) {
      left[i] = matrix[i].clone();
    }
    for (int pivot = 0; pivot < size; pivot++) {
      double[] top = left[pivot];
      for (int i = pivot + 1; i < size; i++) {
        double[] below = left[i];
        double factor = below[pivot] / top[pivot];
        if (factor != 0) {
          for (int j = pivot; j < size; j++) {
            below[j] -= factor * top[j];
          }
          values[i] -= factor * values[pivot];
        }
      }
    }
    for (int i = size - 1; i >= 0; i--) {
      for (int j = i + 1; j < size; j++) {
        values[i] -= left[i][j] * values[j];
      }
      values[i] /= left[i][i];
    }
    for (Kind kind : KINDS) {
      values[column(kind)] = values[column(kind.language())];
    }
    solution = values;
  }
}
