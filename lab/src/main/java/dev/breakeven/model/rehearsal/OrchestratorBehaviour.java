package dev.breakeven.model.rehearsal;

import dev.breakeven.model.rehearsal.AnswerText.Topic;
import dev.breakeven.model.rehearsal.StepState.Belief;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/// An orchestrator: looks, plans, delegates the edits in batches, checks what came back, delegates
/// again or edits itself what went wrong.
final class OrchestratorBehaviour implements Behaviour {
  /// After so many tries at one step there is no further idea.
  private static final int TRIES = 3;

  /// How long an instruction may get, in characters, so that it stays well under the 4,096 tokens
  /// of an answer.
  private static final int LONGEST = 7000;

  /// A receipt for work that the judge is not content with, and its id.
  private static final Pattern RECEIPT =
      Pattern.compile("^verdict: not solved.*\\nid: (r[0-9]+)$", Pattern.DOTALL);

  /// Lines pulled from behind such a receipt: about what a run of the judge prints.
  private static final int PULLED = 30;

  private final Scene scene;
  private final List<EditStep> steps;
  private final Script script;
  private final Overview overview;
  private final Exploration looks;
  private final Finish finish;
  private final int turn;

  OrchestratorBehaviour(Scene scene, Script script) {
    this.scene = scene;
    this.script = script;
    this.steps = Script.byFile(script.steps());
    this.overview = Overview.of(scene.history(), steps, script);
    this.looks = new Exploration(scene, steps);
    this.finish = new Finish(scene, script, looks);
    this.turn = scene.history().turns() + 1;
  }

  @Override
  public Act next() {
    Optional<Act> opening = finish.opening();
    if (opening.isPresent()) {
      return opening.get();
    }
    List<StepState> ready = ready();
    var pulled = pulls(ready);
    if (pulled.isPresent()) {
      return pulled.get();
    }
    return afterReport(ready)
        .or(this::inspectSuspects)
        .or(() -> ready.isEmpty() ? Optional.empty() : Optional.of(work(ready)))
        .orElseGet(finish::ending);
  }

  /// Looks at what the last report is about, as long as nothing else was done since.
  private Optional<Act> afterReport(List<StepState> ready) {
    var habits = scene.profile().habits().delegating();
    int report = lastReport();
    boolean idle =
        report > 0
            && scene.history().deeds().stream()
                .filter(deed -> deed.turn() > report)
                .noneMatch(d -> d.edits() || Verification.move(script).is(d.call()));
    if (!idle) {
      return Optional.empty();
    }
    int since = turn - 1 - report;
    if (since == 0
        && !ready.isEmpty()
        && scene.dice().chance(habits.verify(), "verify report", turn)) {
      return Optional.of(new Act.Use(Topic.CHECK, Verification.move(script)));
    }
    List<StepState> assumed =
        overview.in(Belief.ASSUMED).stream().filter(s -> s.turn() == report).toList();
    int looks = scene.dice().around(scene.amount(habits.look()), "look report", report);
    if (assumed.isEmpty() || since >= looks) {
      return Optional.empty();
    }
    StepState one = assumed.get(scene.dice().below(assumed.size(), "look at", turn));
    return Optional.of(new Act.Use(Topic.LOOK, Overview.inspection(one.step())));
  }

  /// Looks behind a receipt that says that the judge is not content although all was handed over.
  private Optional<Act> pulls(List<StepState> ready) {
    var last = scene.history().deeds();
    if (!ready.isEmpty() || last.isEmpty()) {
      return Optional.empty();
    }
    var receipt = RECEIPT.matcher(last.getLast().result().text());
    return last.getLast().call().tool().equals(WantedCall.DELEGATE) && receipt.find()
        ? Optional.of(new Act.Use(Topic.LOOK, WantedCall.show(receipt.group(1), PULLED)))
        : Optional.empty();
  }

  private int lastReport() {
    return scene.history().deeds().stream()
        .filter(deed -> deed.call().tool().equals(WantedCall.DELEGATE))
        .mapToInt(History.Deed::turn)
        .reduce(0, (_, last) -> last);
  }

  private Optional<Act> inspectSuspects() {
    var moves = new LinkedHashSet<WantedCall>();
    for (StepState suspect : overview.in(Belief.SUSPECT)) {
      int k = moves.size();
      double together = scene.profile().habits().editing().together();
      if (k > 0 && !scene.dice().chance(together, "inspect together", turn, k)) {
        break;
      }
      moves.add(Overview.inspection(suspect.step()));
    }
    return moves.isEmpty()
        ? Optional.empty()
        : Optional.of(new Act.Use(Topic.LOOK, List.copyOf(moves)));
  }

  /// What it knows it has to have done: not what it forgot, until the judge shows it.
  private List<StepState> ready() {
    boolean reminded = !finish.verification().redAfter(finish.firstEdit()).isEmpty();
    return overview.in(Belief.TODO, Belief.FAULTY).stream()
        .filter(s -> s.sent() < TRIES)
        .filter(s -> s.sent() > 0 || (reminded && finish.firstEdit() > 0) || !forgets(s.step()))
        .toList();
  }

  private boolean forgets(EditStep step) {
    return steps.size() > 2
        && scene
            .dice()
            .chance(scene.profile().slips().forgotten(), "forgotten", steps.indexOf(step));
  }

  private Act work(List<StepState> ready) {
    StepState first = ready.getFirst();
    if (unseen(first.step())) {
      return new Act.Use(Topic.LOOK, looks.file(first.step(), turn));
    }
    var habits = scene.profile().habits().delegating();
    Optional<StepState> stubborn = ready.stream().filter(s -> s.sent() == TRIES - 1).findFirst();
    if (stubborn.isPresent()) {
      return new Act.Use(Topic.EDIT, EditVariants.right(stubborn.get().remedy()));
    }
    if (scene.dice().chance(habits.self(), "self", turn)) {
      return new Act.Use(Topic.EDIT, EditVariants.right(first.remedy()));
    }
    int size = Math.max(1, scene.dice().around(habits.batch(), "batch", turn));
    var batch = new ArrayList<EditStep>();
    int length = 0;
    for (StepState standing : ready) {
      EditStep step = standing.remedy();
      length += Instruction.write("", List.of(step)).length();
      if (batch.size() == size || (length > LONGEST && !batch.isEmpty())) {
        break;
      }
      batch.add(step);
    }
    return new Act.Use(
        Topic.DELEGATE, WantedCall.delegate(Instruction.write(preamble(batch), batch)));
  }

  /// The words before the edits. They name the delegation's number, as an orchestrator that follows
  /// a plan does; so no two instructions of a trial are the same text.
  private String preamble(List<EditStep> batch) {
    long number =
        1
            + scene.history().deeds().stream()
                .filter(deed -> deed.call().tool().equals(WantedCall.DELEGATE))
                .count();
    var prose = new AnswerText(scene.dice(), scene.profile());
    return "Part %d of the work, %d %s. %s"
        .formatted(
            number,
            batch.size(),
            batch.size() == 1 ? "edit" : "edits",
            prose.about(Topic.DELEGATE, scene.profile().writing().preamble(), turn))
        .strip();
  }

  private boolean unseen(EditStep step) {
    double mean = scene.amount(scene.profile().habits().looking().file());
    boolean sent =
        overview.all().stream().anyMatch(s -> s.sent() > 0 && s.step().path().equals(step.path()));
    return !sent
        && step instanceof EditStep.Replace
        && scene.history().looksAt(step.path()) < scene.dice().around(mean, "file/" + step.path());
  }
}
