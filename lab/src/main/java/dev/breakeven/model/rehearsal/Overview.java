package dev.breakeven.model.rehearsal;

import dev.breakeven.model.rehearsal.StepState.Belief;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/// What an orchestrator knows of its steps, read from its conversation: what it delegated, what the
/// reports said, what the judge showed, what it saw for itself.
final class Overview {
  private final List<StepState> standings;

  private Overview(List<StepState> standings) {
    this.standings = standings;
  }

  static Overview of(History history, List<EditStep> steps, Script script) {
    var standings = new ArrayList<StepState>();
    for (EditStep step : steps) {
      standings.add(new StepState(step, Belief.TODO, 0, 0));
    }
    var overview = new Overview(standings);
    var verified = Verification.move(script);
    for (History.Deed deed : history.deeds()) {
      if (deed.call().tool().equals(WantedCall.DELEGATE)) {
        overview.delegated(deed);
      } else if (deed.edits()) {
        overview.edited(deed);
      } else if (!verified.is(deed.call())) {
        overview.looked(deed);
      }
      overview.verified(Verification.of(new History("", 0, List.of(deed)), script).runs());
    }
    return overview;
  }

  List<StepState> all() {
    return List.copyOf(standings);
  }

  List<StepState> in(Belief... beliefs) {
    var wanted = List.of(beliefs);
    return standings.stream().filter(standing -> wanted.contains(standing.belief())).toList();
  }

  /// The call by which an orchestrator looks at what became of `step`.
  static WantedCall inspection(EditStep step) {
    return switch (step) {
      case EditStep.Create create -> WantedCall.view(create.path());
      case EditStep.Replace replace -> Exploration.diff(replace.path());
    };
  }

  private void delegated(History.Deed deed) {
    List<EditStep> sent = Instruction.parse(deed.argument("instruction"));
    String report = deed.result().text();
    boolean done = !deed.result().error() && report.contains("DONE") && !report.contains("BLOCKED");
    boolean named = sent.stream().anyMatch(step -> report.contains(step.path()));
    for (EditStep step : sent) {
      boolean fine = done || (named && !report.contains(step.path()));
      update(s -> s.covers(step), fine ? Belief.ASSUMED : Belief.SUSPECT, deed.turn());
    }
  }

  private void edited(History.Deed deed) {
    update(
        s ->
            EditVariants.right(s.step()).is(deed.call())
                || EditVariants.repair(s.step())
                    .filter(r -> EditVariants.right(r).is(deed.call()))
                    .isPresent(),
        deed.result().error() ? Belief.SUSPECT : Belief.SEEN,
        deed.turn());
  }

  /// Changes the first step that fits.
  private void update(Predicate<StepState> fits, Belief belief, int turn) {
    for (int i = 0; i < standings.size(); i++) {
      StepState standing = standings.get(i);
      if (fits.test(standing) && standing.turn() < turn) {
        standings.set(i, standing.sent(belief, turn));
        return;
      }
    }
  }

  private void verified(List<Verification.Run> runs) {
    for (Verification.Run run : runs) {
      if (run.green()) {
        standings.replaceAll(standing -> standing.to(Belief.SEEN));
        continue;
      }
      // While more is known to be open, a red run says nothing of files it does not name.
      boolean named =
          !in(Belief.TODO, Belief.FAULTY).isEmpty()
              || in(Belief.ASSUMED).stream().anyMatch(s -> run.mentions(s.step().path()));
      standings.replaceAll(s ->
          s.belief() == Belief.ASSUMED && (!named || run.mentions(s.step().path()))
              ? s.to(Belief.SUSPECT)
              : s);
    }
  }

  private void looked(History.Deed deed) {
    standings.replaceAll(s ->
        (s.belief() == Belief.ASSUMED || s.belief() == Belief.SUSPECT)
                && inspection(s.step()).is(deed.call())
            ? s.to(s.read(deed.result().text(), deed.result().error()))
            : s);
  }
}
