package dev.breakeven.model.rehearsal;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// The part of an agent's work that it does by its own hands: look at files, edit them, look again,
/// retry what the editor refused.
final class OwnWork {
  private static final int MOST_TOGETHER = 6;

  private final Scene scene;
  private final EditProgress progress;
  private final Exploration looks;
  private final int turn;
  private final double share;

  /// The handiwork on `steps`.
  ///
  /// @param share how much of the profile's looking at files is done, from 0 to 1
  OwnWork(Scene scene, List<EditStep> steps, double share) {
    this.share = share;
    this.scene = scene;
    this.progress = EditProgress.of(scene.history(), steps);
    this.looks = new Exploration(scene, steps);
    this.turn = scene.history().turns() + 1;
  }

  EditProgress progress() {
    return progress;
  }

  Exploration looks() {
    return looks;
  }

  /// The next act that brings `pending` on, or empty if there is nothing to do by hand.
  Optional<Act> next(List<EditProgress.Item> pending) {
    for (History.Deed deed : scene.history().last()) {
      if (deed.edits() && deed.result().error()) {
        return Optional.of(afterRefusal(deed));
      }
    }
    var looking = scene.profile().habits().looking();
    for (History.Deed deed : scene.history().last()) {
      if (deed.edits()
          && scene.dice().chance(scene.chance(share * looking.again()), "again", turn)) {
        return Optional.of(
            new Act.Use(AnswerText.Topic.LOOK, Exploration.diff(deed.argument("path"))));
      }
    }
    if (pending.isEmpty()) {
      return Optional.empty();
    }
    EditProgress.Item first = pending.getFirst();
    return Optional.of(
        unseen(first.step())
            ? new Act.Use(AnswerText.Topic.LOOK, looks.file(first.step(), turn))
            : new Act.Use(AnswerText.Topic.EDIT, edits(pending)));
  }

  private Act afterRefusal(History.Deed deed) {
    return progress.items().stream()
        .map(EditProgress.Item::step)
        .filter(step -> step.path().equals(deed.argument("path")))
        .findFirst()
        .map(step -> new Act.Use(AnswerText.Topic.RETRY, looks.file(step, turn)))
        .orElseGet(
            () -> new Act.Use(AnswerText.Topic.RETRY, WantedCall.view(deed.argument("path"))));
  }

  /// Whether the agent wants another look at the file of `step` before it changes it.
  private boolean unseen(EditStep step) {
    String path = step.path();
    boolean begun =
        scene.history().deeds().stream()
            .anyMatch(deed -> deed.edits() && deed.argument("path").equals(path));
    if (begun || step instanceof EditStep.Create) {
      return false;
    }
    double mean = scene.amount(share * scene.profile().habits().looking().file());
    return scene.history().looksAt(path) < scene.dice().around(mean, "file/" + path);
  }

  private List<WantedCall> edits(List<EditProgress.Item> pending) {
    double together = scene.profile().habits().editing().together();
    var moves = new ArrayList<WantedCall>();
    for (EditProgress.Item item : pending) {
      int k = moves.size();
      if (k == MOST_TOGETHER
          || (k > 0 && unseen(item.step()))
          || (k > 0 && !scene.dice().chance(together, "together", turn, k))) {
        break;
      }
      moves.add(edit(item, k));
    }
    return moves;
  }

  /// The edit of `item`, with a slip now and then: never twice at the same step.
  private WantedCall edit(EditProgress.Item item, int k) {
    EditStep step =
        item.state() == EditProgress.State.FAULTY
            ? EditVariants.repair(item.step()).orElse(item.step())
            : item.step();
    var slips = scene.profile().slips();
    if (item.refused() == 0 && scene.dice().chance(slips.mismatch(), "mismatch", turn, k)) {
      return EditVariants.misremembered(step).orElse(EditVariants.right(step));
    }
    if (item.state() == EditProgress.State.OPEN
        && scene.dice().chance(slips.faulty(), "faulty", turn, k)) {
      return EditVariants.faulty(step).orElse(EditVariants.right(step));
    }
    return EditVariants.right(step);
  }
}
