package dev.breakeven.model.rehearsal;

import dev.breakeven.model.rehearsal.Standing.Belief;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/// What an orchestrator knows of its steps, read from its conversation: what it delegated, what the
/// reports said, what the judge showed, what it saw for itself.
final class Overview {
  private final List<Standing> standings;

  private Overview(List<Standing> standings) {
    this.standings = standings;
  }

  static Overview of(History history, List<Step> steps, Script script) {
    var standings = new ArrayList<Standing>();
    for (Step step : steps) {
      standings.add(new Standing(step, Belief.TODO, 0, 0));
    }
    var overview = new Overview(standings);
    var verified = Verification.move(script);
    for (History.Deed deed : history.deeds()) {
      if (deed.call().tool().equals(Move.DELEGATE)) {
        overview.delegated(deed);
      } else if (deed.edits()) {
        overview.edited(deed);
      } else if (verified.is(deed.call())) {
        overview.verified(Verification.of(new History("", 0, List.of(deed)), script).runs());
      } else {
        overview.looked(deed);
      }
    }
    return overview;
  }

  List<Standing> all() {
    return List.copyOf(standings);
  }

  List<Standing> in(Belief... beliefs) {
    var wanted = List.of(beliefs);
    return standings.stream().filter(standing -> wanted.contains(standing.belief())).toList();
  }

  /// The call by which an orchestrator looks at what became of `step`.
  static Move inspection(Step step) {
    return switch (step) {
      case Step.Create create -> Move.view(create.path());
      case Step.Replace replace -> Looks.diff(replace.path());
    };
  }

  private void delegated(History.Deed deed) {
    List<Step> sent = Instruction.parse(deed.argument("instruction"));
    String report = deed.result().text();
    boolean done = !deed.result().error() && report.contains("DONE") && !report.contains("BLOCKED");
    boolean named = sent.stream().anyMatch(step -> report.contains(step.path()));
    for (Step step : sent) {
      boolean fine = done || (named && !report.contains(step.path()));
      update(s -> s.covers(step), fine ? Belief.ASSUMED : Belief.SUSPECT, deed.turn());
    }
  }

  private void edited(History.Deed deed) {
    update(
        s ->
            Edits.right(s.step()).is(deed.call())
                || Edits.repair(s.step()).filter(r -> Edits.right(r).is(deed.call())).isPresent(),
        deed.result().error() ? Belief.SUSPECT : Belief.SEEN,
        deed.turn());
  }

  /// Changes the first step that fits.
  private void update(Predicate<Standing> fits, Belief belief, int turn) {
    for (int i = 0; i < standings.size(); i++) {
      Standing standing = standings.get(i);
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
