package dev.breakeven.attribution;

/// The totals of a [Totals] as equations for a [Calibration]: which unknowns each has, and their
/// factors. Made once for all rounds of learning.
final class Equations {
  /// Expected error of the pieces of one block, as a part of them, and of any total, in tokens.
  private static final double PIECE_ERROR = 0.03;

  private static final double COUNT_ERROR = 1;

  /// The equations one behind the other.
  private final int[] unknowns;

  private final double[] factors;
  private final int[] ends;

  /// How much each counts, by its expected error.
  private final double[] weights;

  private int filled;

  /// Where each unknown was last put among [#unknowns], counted from 1; 0 if nowhere yet.
  private final int[] last;

  /// The equations of all groups of `totals`.
  ///
  /// @param tools how many tools' calls are told apart
  Equations(Totals totals, int tools) {
    ends = new int[totals.groups()];
    weights = new double[ends.length];
    int samples = totals.begin(ends.length);
    unknowns = new int[5 * samples];
    factors = new double[unknowns.length];
    last = new int[Calibration.unknowns(tools)];
    for (int group = 0; group < ends.length; group++) {
      add(totals, group, tools);
    }
  }

  private void add(Totals totals, int group, int tools) {
    int begin = filled;
    double squares = 0;
    int end = totals.begin(group + 1);
    for (int i = totals.begin(group); i < end; i++) {
      Kind kind = totals.kind(i);
      double pieces = totals.pieces(i);
      squares += pieces * pieces;
      fill(begin, 0, pieces);
      fill(begin, Calibration.column(kind.language()), pieces);
      fill(begin, Calibration.column(kind) + 1, 1);
      int tool = totals.tool(i);
      if (tool >= 0 && tool < tools) {
        fill(begin, Calibration.column(tool), pieces);
        fill(begin, Calibration.column(tool) + 1, 1);
      }
    }
    ends[group] = filled;
    weights[group] = 1 / (PIECE_ERROR * PIECE_ERROR * squares + COUNT_ERROR * COUNT_ERROR);
  }

  /// Adds to the factor of an unknown in the equation that begins at `begin`.
  private void fill(int begin, int unknown, double factor) {
    int place = last[unknown] - 1;
    if (place >= begin) {
      factors[place] += factor;
      return;
    }
    unknowns[filled] = unknown;
    factors[filled] = factor;
    last[unknown] = ++filled;
  }

  /// Adds the equation of `group`, which has `total`, to those of least squares.
  void addTo(double[][] matrix, double[] right, int group, double total) {
    int begin = group == 0 ? 0 : ends[group - 1];
    int end = ends[group];
    double weight = weights[group];
    int[] places = unknowns;
    double[] values = factors;
    for (int n = begin; n < end; n++) {
      int i = places[n];
      double weighed = weight * values[n];
      double[] equation = matrix[i];
      for (int m = begin; m < end; m++) {
        equation[places[m]] += weighed * values[m];
      }
      right[i] += weighed * total;
    }
  }
}
