package dev.breakeven.model.rehearsal;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// The part of an agent's work that it does by its own hands: look at files, edit them, look again,
/// retry what the editor refused.
final class Handiwork {
  private static final int MOST_TOGETHER = 6;

  private final Scene scene;
  private final Progress progress;
  private final Looks looks;
  private final int turn;
  private final double share;

  /// The handiwork on `steps`.
  ///
  /// @param share how much of the profile's looking at files is done, from 0 to 1
  Handiwork(Scene scene, List<Step> steps, double share) {
    this.share = share;
    this.scene = scene;
    this.progress = Progress.of(scene.history(), steps);
    this.looks = new Looks(scene, steps);
    this.turn = scene.history().turns() + 1;
  }

  Progress progress() {
    return progress;
  }

  Looks looks() {
    return looks;
  }

  /// The next act that brings `pending` on, or empty if there is nothing to do by hand.
  Optional<Act> next(List<Progress.Item> pending) {
    for (History.Deed deed : scene.history().last()) {
      if (deed.edits() && deed.result().error()) {
        return Optional.of(afterRefusal(deed));
      }
    }
    var looking = scene.profile().habits().looking();
    for (History.Deed deed : scene.history().last()) {
      if (deed.edits()
          && scene.dice().chance(scene.chance(share * looking.again()), "again", turn)) {
        return Optional.of(new Act.Use(Prose.Topic.LOOK, Looks.diff(deed.argument("path"))));
      }
    }
    if (pending.isEmpty()) {
      return Optional.empty();
    }
    Progress.Item first = pending.getFirst();
    return Optional.of(
        unseen(first.step())
            ? new Act.Use(Prose.Topic.LOOK, looks.file(first.step(), turn))
            : new Act.Use(Prose.Topic.EDIT, edits(pending)));
  }

  private Act afterRefusal(History.Deed deed) {
    return progress.items().stream()
        .map(Progress.Item::step)
        .filter(step -> step.path().equals(deed.argument("path")))
        .findFirst()
        .map(step -> new Act.Use(Prose.Topic.RETRY, looks.file(step, turn)))
        .orElseGet(() -> new Act.Use(Prose.Topic.RETRY, Move.view(deed.argument("path"))));
  }

  /// Whether the agent wants another look at the file of `step` before it changes it.
  private boolean unseen(Step step) {
    String path = step.path();
    boolean begun =
        scene.history().deeds().stream()
            .anyMatch(deed -> deed.edits() && deed.argument("path").equals(path));
    if (begun || step instanceof Step.Create) {
      return false;
    }
    double mean = scene.amount(share * scene.profile().habits().looking().file());
    return scene.history().looksAt(path) < scene.dice().around(mean, "file/" + path);
  }

  private List<Move> edits(List<Progress.Item> pending) {
    double together = scene.profile().habits().editing().together();
    var moves = new ArrayList<Move>();
    for (Progress.Item item : pending) {
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
  private Move edit(Progress.Item item, int k) {
    Step step =
        item.state() == Progress.State.FAULTY
            ? Edits.repair(item.step()).orElse(item.step())
            : item.step();
    var slips = scene.profile().slips();
    if (item.refused() == 0 && scene.dice().chance(slips.mismatch(), "mismatch", turn, k)) {
      return Edits.misremembered(step).orElse(Edits.right(step));
    }
    if (item.state() == Progress.State.OPEN
        && scene.dice().chance(slips.faulty(), "faulty", turn, k)) {
      return Edits.faulty(step).orElse(Edits.right(step));
    }
    return Edits.right(step);
  }
}
