package dev.breakeven.model.rehearsal;

import dev.breakeven.model.rehearsal.AnswerText.Topic;
import java.util.List;
import java.util.Optional;

/// An orchestrator that hands over goals: it looks only as much as one does that has not looked
/// yet, hands over what is to be reached, and checks what came back.
final class GoalBehaviour implements Behaviour {
  /// How a goal begins; by it an executor knows that nobody told it what to edit.
  static final String HEAD = "### Goal ";

  /// Turns of looking before the first goal. Assumed: told to delegate before it looks, an
  /// orchestrator still lists the repository once.
  private static final int LOOKS = 1;

  /// Goals after which there is no further idea, as many as tries at one step.
  private static final int TRIES = 3;

  private static final String RED = "verdict: not solved";

  private final Scene scene;
  private final Finish finish;
  private final Exploration looks;
  private final int turn;

  GoalBehaviour(Scene scene, Script script) {
    this.scene = scene;
    this.looks = new Exploration(scene, Script.byFile(script.steps()));
    this.finish = new Finish(scene, script, looks);
    this.turn = scene.history().turns() + 1;
  }

  @Override
  public Act next() {
    if (turn <= LOOKS) {
      return new Act.Use(Topic.LOOK, looks.around(turn));
    }
    var goals = goals();
    if (goals.isEmpty()) {
      return goal(1, Optional.empty());
    }
    var last = goals.getLast();
    var run = finish.verification().last().filter(found -> found.turn() >= last.turn());
    boolean red =
        last.result().text().startsWith(RED) || run.filter(found -> !found.green()).isPresent();
    if (red && goals.size() < TRIES) {
      return goal(goals.size() + 1, run.map(Verification.Run::text));
    }
    return finish.ending();
  }

  private List<History.Deed> goals() {
    return scene.history().deeds().stream()
        .filter(deed -> deed.call().tool().equals(WantedCall.DELEGATE))
        .toList();
  }

  /// The task, said to somebody who has not read it; what the judge found, if it was asked.
  private Act goal(int number, Optional<String> found) {
    var prose = new AnswerText(scene.dice(), scene.profile());
    var words =
        HEAD
            + number
            + "\n\n"
            + prose.about(Topic.GOAL, scene.profile().writing().preamble(), turn)
            + "\n\n"
            + scene.history().task()
            + found.map(text -> "\n\nThe verification says by now:\n" + cut(text)).orElse("");
    return new Act.Use(Topic.LOOK, WantedCall.delegate(words.strip()));
  }

  private static String cut(String text) {
    return text.length() > 1_500 ? text.substring(0, 1_500) : text;
  }
}
