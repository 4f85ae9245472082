package dev.breakeven.model.rehearsal;

import java.util.LinkedHashSet;
import java.util.List;

/// A planner: looks around and at files as much as its profile does before a first change, and
/// writes a plan that names the files.
final class PlannerBehaviour implements Behaviour {
  /// Tokens of what is said of one file; a line of a list.
  private static final double LINE = 25;

  /// Characters of a token of the profile's tokenizer at least, in prose and paths.
  private static final double SHORTEST = 2.5;

  private static final String LAST = "Write the plan now";

  private final Scene scene;
  private final List<EditStep> steps;
  private final Finish finish;
  private final Exploration looks;
  private final int longest;
  private final int turn;

  PlannerBehaviour(Scene scene, Script script, int longest) {
    this.scene = scene;
    this.longest = longest;
    this.steps = Script.byFile(script.steps());
    this.looks = new Exploration(scene, steps);
    this.finish = new Finish(scene, script, looks);
    this.turn = scene.history().turns() + 1;
  }

  @Override
  public Act next() {
    boolean last = scene.history().notes().stream().anyMatch(note -> note.text().contains(LAST));
    if (last) {
      return plan();
    }
    var opening = finish.opening();
    if (opening.isPresent()) {
      return opening.get();
    }
    for (var step : steps) {
      double mean = scene.amount(scene.profile().habits().looking().file());
      if (step instanceof EditStep.Replace
          && scene.history().looksAt(step.path())
              < scene.dice().around(mean, "file/" + step.path())) {
        return new Act.Use(AnswerText.Topic.LOOK, looks.file(step, turn));
      }
    }
    return plan();
  }

  private Act plan() {
    var prose = new AnswerText(scene.dice(), scene.profile());
    var text = new StringBuilder();
    var paths = new LinkedHashSet<String>();
    steps.forEach(step -> paths.add(step.path()));
    int number = 0;
    for (var path : paths) {
      number++;
      var line =
          "%d. %s: %s%n".formatted(number, path, prose.about(AnswerText.Topic.EDIT, LINE, number));
      if (text.length() + line.length() > longest * SHORTEST * 0.9) {
        break;
      }
      text.append(line);
    }
    return new Act.End(text.append("Then run the verification.").toString());
  }
}
