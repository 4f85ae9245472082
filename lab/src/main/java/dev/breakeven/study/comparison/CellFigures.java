package dev.breakeven.study.comparison;

import dev.breakeven.stats.Bootstrap;
import dev.breakeven.stats.Estimate;
import dev.breakeven.stats.Interval;
import dev.breakeven.stats.Sample;
import dev.breakeven.stats.Student;
import dev.breakeven.stats.SuccessRate;
import dev.breakeven.unit.Usd;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/// One arm on one task.
///
/// @param arm the arm's name
/// @param task the task's id
/// @param rate how many trials were solved
/// @param costs dollars; empty where a trial's cost is not known or there is none to count
/// @param pace time and turns; empty where there is no trial to count
public record CellFigures(
    String arm, String task, Rate rate, Optional<Costs> costs, Optional<Pace> pace) {

  /// The cell's success rate.
  ///
  /// @param of solved trials and all
  /// @param interval its interval (Clopper–Pearson)
  public record Rate(SuccessRate of, Interval interval) {}

  /// What a trial of the cell costs, in dollars.
  ///
  /// @param sample the single costs, in the order the trials ended
  /// @param median their median, with its BCa interval
  /// @param mean their mean, with its BCa interval
  /// @param student their mean, with Student's interval, the honest one of few trials
  /// @param perSuccess all spending of the cell over its solved trials, failures charged
  public record Costs(
      List<Double> sample, Estimate median, Estimate mean, Estimate student, Estimate perSuccess) {
    /// Takes an immutable copy.
    public Costs {
      sample = List.copyOf(sample);
    }

    double[] values() {
      return sample.stream().mapToDouble(Double::doubleValue).toArray();
    }
  }

  /// How long and in how many turns: medians.
  ///
  /// @param seconds the median time of a trial
  /// @param turns the median number of calls of the first agent
  public record Pace(double seconds, double turns) {}

  /// The figures of `trials`, which are all of one cell and at least one.
  static CellFigures of(List<TrialMeasures> trials, ComparisonSettings settings) {
    var first = trials.getFirst().trial();
    var rate =
        new SuccessRate((int) trials.stream().filter(TrialMeasures::solved).count(), trials.size());
    var chosen = trials.stream().filter(trial -> settings.over().takes(trial.solved())).toList();
    return new CellFigures(
        first.arm(),
        first.task(),
        new Rate(rate, rate.interval(settings.level())),
        costs(trials, chosen, settings),
        chosen.isEmpty()
            ? Optional.empty()
            : Optional.of(
                new Pace(
                    Sample.median(chosen.stream().mapToDouble(TrialMeasures::seconds).toArray()),
                    Sample.median(chosen.stream().mapToDouble(TrialMeasures::turns).toArray()))));
  }

  private static Optional<Costs> costs(
      List<TrialMeasures> trials, List<TrialMeasures> chosen, ComparisonSettings settings) {
    if (chosen.isEmpty() || trials.stream().anyMatch(trial -> trial.cost().isEmpty())) {
      return Optional.empty();
    }
    var bootstrap = new Bootstrap(settings.seed(), settings.resamples(), settings.level());
    double[] sample = dollars(chosen);
    boolean[] solved = new boolean[trials.size()];
    for (int i = 0; i < solved.length; i++) {
      solved[i] = trials.get(i).solved();
    }
    return Optional.of(
        new Costs(
            Arrays.stream(sample).boxed().toList(),
            bootstrap.of(sample, Sample::median),
            bootstrap.of(sample, Sample::mean),
            Student.ofMean(sample, settings.level()),
            bootstrap.perSuccess(dollars(trials), solved)));
  }

  private static double[] dollars(List<TrialMeasures> trials) {
    return trials.stream()
        .mapToDouble(trial -> trial.cost().orElse(Usd.ZERO).dollars().doubleValue())
        .toArray();
  }
}
