package dev.breakeven.model.rehearsal;

import java.util.List;
import java.util.stream.Collectors;

/// An executor: carries out the edits it reads in its instruction and answers in a line or, where
/// its profile writes more, in several.
final class ExecutorPlay implements Play {
  private final Scene scene;
  private final List<Step> steps;
  private final Handiwork work;
  private final int turn;

  ExecutorPlay(Scene scene) {
    this.scene = scene;
    this.steps = Instruction.parse(scene.history().task());
    this.work = new Handiwork(scene, steps, scene.profile().habits().looking().executor());
    this.turn = scene.history().turns() + 1;
  }

  @Override
  public Act next() {
    return work.next(pending()).orElseGet(this::report);
  }

  private List<Progress.Item> pending() {
    List<Progress.Item> open = work.progress().in(Progress.State.OPEN);
    return open.stream().filter(item -> !forgets(item.step())).toList();
  }

  /// Whether `step` slips its mind. With a single edit to make there is nothing to forget.
  private boolean forgets(Step step) {
    return steps.size() > 1
        && scene
            .dice()
            .chance(scene.profile().slips().forgotten(), "forgotten", steps.indexOf(step));
  }

  private Act report() {
    var prose = new Prose(scene.dice(), scene.profile());
    String words =
        prose.about(Prose.Topic.SUMMARY, scene.profile().writing().report(), turn) + "\n";
    List<Progress.Item> refused = work.progress().in(Progress.State.GIVEN_UP);
    if (refused.isEmpty()) {
      return new Act.End(words.stripLeading() + "Made " + done() + " of the edits.\nDONE");
    }
    String paths =
        refused.stream()
            .map(item -> item.step().path())
            .distinct()
            .collect(Collectors.joining(", "));
    return new Act.End(words.stripLeading() + "No exact match in " + paths + ".\nBLOCKED");
  }

  /// What it believes to have done: it knows of no fault and of nothing forgotten.
  private int done() {
    return work.progress().in(Progress.State.DONE).size()
        + work.progress().in(Progress.State.FAULTY).size();
  }
}
