package dev.breakeven.study.comparison;

import dev.breakeven.stats.Estimate;
import dev.breakeven.stats.Student;
import dev.breakeven.study.Arm;
import dev.breakeven.study.Study;
import dev.breakeven.study.policy.Solo;
import dev.breakeven.unit.Usd;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// What a trial of an arm with several agents costs more than one of the arm whose agent does the
/// same task alone, on the model that the other arm's first agent has: both were run.
///
/// @param task the task's id
/// @param arm the arm with several agents
/// @param solo the arm that works alone
/// @param trials how many trials the first has
/// @param soloTrials how many the second has
/// @param difference of the mean costs in dollars, with Welch's interval; above zero the arm with
///   several agents is more expensive
public record SoloDifference(
    String task, String arm, String solo, int trials, int soloTrials, Estimate difference) {
  private static final double LEVEL = 0.95;

  /// The differences of all arms of `study` that have such a partner, task by task; without those
  /// of which a trial's cost is not known. Failed trials count.
  public static List<SoloDifference> of(Study study, List<TrialMeasures> trials) {
    var found = new ArrayList<SoloDifference>();
    for (String task : study.tasks()) {
      for (Arm arm : study.arms()) {
        solo(study, arm)
            .flatMap(solo -> between(task, arm.name(), solo.name(), trials))
            .ifPresent(found::add);
      }
    }
    return found;
  }

  private static Optional<Arm> solo(Study study, Arm arm) {
    if (arm.policy().models().size() < 2) {
      return Optional.empty();
    }
    String first = study.model(arm.policy().models().getFirst()).id();
    return study.arms().stream()
        .filter(other -> other.controlOf().isEmpty())
        .filter(other ->
            other.policy() instanceof Solo(String model) && study.model(model).id().equals(first))
        .findFirst();
  }

  private static Optional<SoloDifference> between(
      String task, String arm, String solo, List<TrialMeasures> trials) {
    List<Optional<Usd>> ours = costs(task, arm, trials);
    List<Optional<Usd>> theirs = costs(task, solo, trials);
    boolean unknown =
        ours.isEmpty()
            || theirs.isEmpty()
            || ours.stream().anyMatch(Optional::isEmpty)
            || theirs.stream().anyMatch(Optional::isEmpty);
    return unknown
        ? Optional.empty()
        : Optional.of(
            new SoloDifference(
                task,
                arm,
                solo,
                ours.size(),
                theirs.size(),
                Student.ofDifference(dollars(ours), dollars(theirs), LEVEL)));
  }

  private static List<Optional<Usd>> costs(String task, String arm, List<TrialMeasures> trials) {
    return trials.stream()
        .filter(trial -> trial.trial().task().equals(task) && trial.trial().arm().equals(arm))
        .map(TrialMeasures::cost)
        .toList();
  }

  private static double[] dollars(List<Optional<Usd>> costs) {
    return costs.stream().mapToDouble(cost -> cost.orElseThrow().dollars().doubleValue()).toArray();
  }
}
