package dev.breakeven.study.policy;

import dev.breakeven.agent.Said;
import dev.breakeven.agent.Stopped;
import dev.breakeven.judge.Verdict;
import dev.breakeven.trace.Origin;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

/// One agent after the other, each from the start, until the judge finds the work good. Nobody sees
/// what another one said or did; at most what the judge found.
///
/// @param models the models in the order in which they try
/// @param feedback what the next one is told of the verdict
public record Cascade(List<String> models, Feedback feedback) implements Policy {
  static final Form FORM = new Form("cascade", List.of("feedback"), Cascade::read);

  private static final int TAIL = 2_000;

  /// Takes an immutable copy.
  public Cascade {
    models = List.copyOf(models);
  }

  /// What the next agent is told of the verdict on the one before it.
  public enum Feedback {
    /// Nothing.
    NONE,
    /// Which checks failed, and in which files.
    NAMES,
    /// What the judge found, in at most 2,000 characters.
    TAIL;

    Optional<Said> on(Verdict verdict) {
      return switch (this) {
        case NONE -> Optional.empty();
        case NAMES -> Optional.of(told(Findings.names(verdict)));
        case TAIL -> Optional.of(told(Findings.text(verdict, Cascade.TAIL)));
      };
    }

    private static Said told(String findings) {
      return new Said(
          Origin.FINDINGS,
          "Somebody else tried this before, and all of it was undone. Of that work: " + findings);
    }
  }

  @Override
  public Stopped work(Site site) throws InterruptedException {
    var said = new ArrayList<>(List.of(Said.task(site.task())));
    for (int stage = 0; ; stage++) {
      var stopped = site.agent(Worker.solo(models.get(stage), site)).run(said);
      if (stopped.endsTrial() || stage == models.size() - 1) {
        return stopped;
      }
      var verdict = site.judge();
      if (Findings.solved(verdict)) {
        return stopped;
      }
      site.restore();
      said = new ArrayList<>(List.of(Said.task(site.task())));
      feedback.on(verdict).ifPresent(said::add);
    }
  }

  @Override
  public String describe(UnaryOperator<String> id) {
    return models.stream().map(id).collect(Collectors.joining(", then "))
        + ", each from the start until the judge is green";
  }

  @Override
  public Map<String, Long> mostCalls(long cap) {
    var calls = new HashMap<String, Long>();
    models.forEach(model -> calls.merge(model, cap, Long::sum));
    return calls;
  }

  private static Policy read(ArmEntry arm) {
    var stages = arm.yaml().items("cascade");
    if (stages.size() < 2) {
      throw arm.yaml()
          .at("cascade")
          .error("expected at least two models that try one after another");
    }
    return new Cascade(
        stages.stream().map(arm::model).toList(),
        arm.find("feedback")
            .map(value ->
                switch (value.text()) {
                  case "none" -> Feedback.NONE;
                  case "names" -> Feedback.NAMES;
                  case "tail" -> Feedback.TAIL;
                  default -> throw value.wrong("none, names or tail");
                })
            .orElse(Feedback.NONE));
  }
}
