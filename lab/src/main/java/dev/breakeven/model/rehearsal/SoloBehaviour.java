package dev.breakeven.model.rehearsal;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// An agent that does everything itself: looks, edits, checks, puts right what the checks show.
final class SoloBehaviour implements Behaviour {
  private final Scene scene;
  private final Script script;
  private final List<EditStep> steps;
  private final OwnWork work;
  private final Finish finish;

  SoloBehaviour(Scene scene, Script script) {
    this.scene = scene;
    this.script = script;
    this.steps = Script.byFile(script.steps());
    this.work = new OwnWork(scene, steps, 1);
    this.finish = new Finish(scene, script, work.looks());
  }

  @Override
  public Act next() {
    Optional<Act> opening = finish.opening();
    if (opening.isPresent()) {
      return opening.get();
    }
    List<EditProgress.Item> pending = pending();
    if (!pending.isEmpty() && finish.editsSinceCheck() >= every()) {
      return new Act.Use(AnswerText.Topic.CHECK, Verification.move(script));
    }
    return work.next(pending).orElseGet(finish::ending);
  }

  private int every() {
    return scene.profile().habits().checking().every();
  }

  /// The steps it knows it has to do: not the ones it forgot, nor the ones it got wrong, until the
  /// judge shows them.
  private List<EditProgress.Item> pending() {
    var pending = new ArrayList<EditProgress.Item>();
    var hidden = new ArrayList<EditProgress.Item>();
    for (EditProgress.Item item : work.progress().items()) {
      switch (item.state()) {
        case OPEN -> (forgets(item.step()) ? hidden : pending).add(item);
        case FAULTY -> hidden.add(item);
        case DONE, GIVEN_UP -> {}
      }
    }
    for (EditProgress.Item item : hidden) {
      if (shown(item, hidden)) {
        pending.add(item);
      }
    }
    return pending;
  }

  private boolean forgets(EditStep step) {
    return steps.size() > 2
        && scene
            .dice()
            .chance(scene.profile().slips().forgotten(), "forgotten", steps.indexOf(step));
  }

  /// Whether a failed run of the judge has shown `item`: by naming its file, by naming none of the
  /// hidden ones, or because it is the second such run.
  private boolean shown(EditProgress.Item item, List<EditProgress.Item> hidden) {
    int since = Math.max(item.turn(), finish.firstEdit());
    List<Verification.Run> red = finish.verification().redAfter(since);
    return red.size() > 1
        || red.stream()
            .anyMatch(run ->
                run.mentions(item.step().path())
                    || hidden.stream().noneMatch(other -> run.mentions(other.step().path())));
  }
}
