package dev.breakeven.model.rehearsal;

import java.util.List;
import java.util.stream.Collectors;

/// An executor: carries out the edits it reads in its instruction and answers in a line or, where
/// its profile writes more, in several.
final class ExecutorBehaviour implements Behaviour {
  private final Scene scene;
  private final List<EditStep> steps;
  private final OwnWork work;
  private final int turn;

  ExecutorBehaviour(Scene scene) {
    this.scene = scene;
    this.steps = Instruction.parse(scene.history().task());
    this.work = new OwnWork(scene, steps, scene.profile().habits().looking().executor());
    this.turn = scene.history().turns() + 1;
  }

  @Override
  public Act next() {
    return work.next(pending()).orElseGet(this::report);
  }

  private List<EditProgress.Item> pending() {
    List<EditProgress.Item> open = work.progress().in(EditProgress.State.OPEN);
    return open.stream().filter(item -> !forgets(item.step())).toList();
  }

  /// Whether `step` slips its mind. With a single edit to make there is nothing to forget.
  private boolean forgets(EditStep step) {
    return steps.size() > 1
        && scene
            .dice()
            .chance(scene.profile().slips().forgotten(), "forgotten", steps.indexOf(step));
  }

  private Act report() {
    var prose = new AnswerText(scene.dice(), scene.profile());
    String words =
        prose.about(AnswerText.Topic.SUMMARY, scene.profile().writing().report(), turn) + "\n";
    List<EditProgress.Item> refused = work.progress().in(EditProgress.State.GIVEN_UP);
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
    return work.progress().in(EditProgress.State.DONE).size()
        + work.progress().in(EditProgress.State.FAULTY).size();
  }
}
