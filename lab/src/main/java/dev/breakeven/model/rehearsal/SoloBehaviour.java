package dev.breakeven.model.rehearsal;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// An agent that does everything itself: looks, edits, checks, puts right what the checks show.
final class SoloBehaviour implements Behaviour {
  private final Scene scene;
  private final Script script;
  private final Situation situation;
  private final List<EditStep> steps;
  private final OwnWork work;
  private final Finish finish;

  SoloBehaviour(Scene scene, Script script) {
    this(scene, script, Situation.ALONE);
  }

  SoloBehaviour(Scene scene, Script script, Situation situation) {
    this.scene = scene;
    this.script = script;
    this.situation = situation;
    this.steps = Script.byFile(script.steps());
    double share = situation.planned() ? scene.profile().habits().looking().executor() : 1;
    this.work = new OwnWork(scene, steps, share);
    this.finish = new Finish(scene, script, work.looks(), share);
  }

  /// What it has beside its own hands.
  ///
  /// @param planned whether it works from a plan: told where to look, it looks as much less as an
  ///   executor does that is told what to edit
  /// @param begun whether others worked on it before, so that it looks at what they changed first
  /// @param advice how often it may ask an advisor; 0 where there is none
  record Situation(boolean planned, boolean begun, Advice advice) {
    static final Situation ALONE = new Situation(false, false, Advice.NONE);
  }

  /// When an advisor may be asked.
  ///
  /// @param uses how often in all
  /// @param start whether before the first change
  /// @param red whether when the judge is not content
  record Advice(int uses, boolean start, boolean red) {
    static final Advice NONE = new Advice(0, false, false);
  }

  /// Asks for advice where the moment is there. It is heard and changes nothing: a skill does not
  /// grow because somebody was asked.
  private Optional<Act> asks() {
    var advice = situation.advice();
    var asked =
        scene.history().deeds().stream()
            .filter(deed -> deed.call().tool().equals(WantedCall.ADVISOR))
            .mapToInt(History.Deed::turn)
            .toArray();
    if (asked.length >= advice.uses()) {
      return Optional.empty();
    }
    boolean start = advice.start() && asked.length == 0 && !scene.history().workBegun();
    int last = asked.length == 0 ? 0 : asked[asked.length - 1];
    boolean red =
        advice.red()
            && scene.history().workBegun()
            && finish
                .verification()
                .last()
                .filter(run ->
                    !run.green() && run.turn() > last && run.turn() == scene.history().turns())
                .isPresent();
    return start || red
        ? Optional.of(new Act.Use(AnswerText.Topic.LOOK, WantedCall.advice()))
        : Optional.empty();
  }

  @Override
  public Act next() {
    if (situation.begun() && scene.history().turns() == 0) {
      return new Act.Use(AnswerText.Topic.LOOK, WantedCall.bash(DiffReading.COMMAND));
    }
    Optional<Act> opening = finish.opening();
    if (opening.isPresent()) {
      return opening.get();
    }
    Optional<Act> asks = asks();
    if (asks.isPresent()) {
      return asks.get();
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
