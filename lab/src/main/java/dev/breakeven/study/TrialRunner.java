package dev.breakeven.study;

import dev.breakeven.agent.Prompts;
import dev.breakeven.judge.Judge;
import dev.breakeven.judge.JudgeDoor;
import dev.breakeven.judge.Verdict;
import dev.breakeven.task.PreparedTask;
import dev.breakeven.tool.ExecutorTools;
import dev.breakeven.trace.Known;
import dev.breakeven.workspace.Folders;
import dev.breakeven.workspace.HostProxy;
import dev.breakeven.workspace.Reaching;
import dev.breakeven.workspace.Sandbox;
import dev.breakeven.workspace.Workspace;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.concurrent.ThreadLocalRandom;

/// Runs one trial: a fresh workspace, the arm's agents at work, the judge's verdict.
public final class TrialRunner {
  private final Study study;
  private final Equipment equipment;
  private final TrialWatch.Books books;

  /// Runs trials of `study` with `equipment`.
  ///
  /// @param ledger the books, already open
  /// @param spending the run's money
  /// @param progress is told how it goes
  public TrialRunner(
      Study study, Equipment equipment, Ledger ledger, RunBudget spending, RunProgress progress) {
    this.study = study;
    this.equipment = equipment;
    this.books = new TrialWatch.Books(ledger, equipment.pricing(), spending, progress);
  }

  /// Whether another trial may begin: the budget is not used up, and nobody stopped the run.
  boolean goesOn() {
    return books.spending().goesOn();
  }

  /// Runs `trial` to its end and records it. A fault of ours ends the trial as broken, not the
  /// study; a full disk ends the run.
  ///
  /// @throws InterruptedException if this thread is interrupted; the trial stays unfinished in the
  ///   books
  TrialEnd run(Trial trial) throws InterruptedException {
    var arm = study.arm(trial.arm());
    var task = Objects.requireNonNull(equipment.tasks().get(trial.task()), trial.task());
    books.ledger().started(trial, trial.seed(study.plan().seed()));
    books.progress().started(trial, Objects.requireNonNull(arm.caps().get(trial.task())));
    try (var file = TraceFile.begin(equipment.trace(trial), equipment.secrets())) {
      var trace = file.writer();
      trace.header(labels(trial));
      var watch = new TrialWatch(trial, trace, books, arm.policy().hands() == ExecutorTools.OWN);
      TrialEnd end;
      try {
        end = work(new Place(trial, arm, task, watch));
      } catch (RuntimeException | IOException | Error e) {
        // Errors too: a stack or a heap that one trial uses up is no reason to end the others.
        if (FullDisk.caused(e)) {
          throw new IllegalStateException("no trial can run on a full disk", e);
        }
        end = broken(e, watch);
      }
      trace.outcome(outcome(end));
      force(file);
      books.ledger().ended(trial, end);
      books.progress().ended(trial, end, watch.spent());
      return end;
    }
  }

  /// A trial and what belongs to it.
  private record Place(Trial trial, Arm arm, PreparedTask task, TrialWatch watch) {}

  private TrialEnd work(Place place) throws IOException, InterruptedException {
    var folder = equipment.work(place.trial());
    Folders.delete(folder);
    Files.createDirectories(folder);
    var hosts = place.task().task().network();
    if (hosts.isEmpty() || !equipment.sandbox().confines()) {
      return work(place, folder, equipment.sandbox());
    }
    try (var proxy = HostProxy.open(hosts)) {
      return work(place, folder, new Reaching(equipment.sandbox(), proxy));
    }
  }

  private TrialEnd work(Place place, Path folder, Sandbox sandbox)
      throws IOException, InterruptedException {
    var judge = new Judge(place.task(), equipment.judge());
    try (var workspace = Workspace.create(place.task().tree(), folder.resolve("workspace"));
        var door = JudgeDoor.open(judge, workspace.folder(), place.watch()::judgedForAgent)) {
      var ground = new TrialSite.Ground(sandbox, workspace, judge, door);
      var site = site(place, ground);
      var stopped = place.arm().policy().work(site);
      books.progress().judging(place.trial());
      var verdict = site.lastVerdict();
      return new TrialEnd(Ending.of(stopped), verdict, place.watch().seconds());
    } finally {
      Folders.delete(folder);
    }
  }

  private TrialSite site(Place place, TrialSite.Ground ground) {
    var models = equipment.models().begin(place.trial(), place.task(), JudgeDoor.COMMAND);
    var purse =
        new TrialBudget(place.trial(), study.plan().limits(), place.watch(), books, models.clock());
    var prompts =
        new Prompts(isolated() ? marker(place.trial()) : "", place.arm().policy().hands());
    var cap = Objects.requireNonNull(place.arm().caps().get(place.trial().task()));
    return new TrialSite(
        study,
        new TrialSite.Commission(place.task(), cap, prompts),
        ground,
        new TrialSite.Metered(models, purse, place.watch()),
        equipment);
  }

  /// A trial that the books call ended has its whole trace, even if the power fails.
  private static void force(TraceFile file) {
    try {
      file.force();
    } catch (IOException e) {
      throw new UncheckedIOException("cannot keep the trace", e);
    }
  }

  private boolean isolated() {
    return study.plan().isolation().orElse(equipment.models().how() != Known.REHEARSED);
  }

  /// A line that no other trial's prompts begin with: rehearsals repeat, so theirs is drawn from
  /// the seed.
  private String marker(Trial trial) {
    long number =
        equipment.models().how() == Known.REHEARSED
            ? trial.seed(study.plan().seed())
            : ThreadLocalRandom.current().nextLong();
    return "Session %016x.".formatted(number);
  }

  private Map<String, String> labels(Trial trial) {
    var labels =
        new TreeMap<String, String>(
            Map.of(
                "study", study.id(),
                "pack", study.pack(),
                "arm", trial.arm(),
                "task", trial.task(),
                "trial", Integer.toString(trial.number()),
                "seed", Long.toString(study.plan().seed()),
                "how", equipment.models().how().key()));
    if (isolated()) {
      labels.put("cache_isolation", "on");
    }
    return labels;
  }

  /// What a trace says at its end: nothing that takes real time, so that rehearsals repeat.
  private static Map<String, String> outcome(TrialEnd end) {
    var outcome = new TreeMap<String, String>();
    outcome.put("ending", end.ending().kind().key());
    outcome.put("verdict", end.solved() ? "solved" : "not_solved");
    for (var check : end.verdict().checks()) {
      outcome.put(check.check() + ".exit", Integer.toString(check.exitCode()));
      check
          .counts()
          .forEach((name, value) -> outcome.put(check.check() + "." + name, value.toString()));
    }
    return outcome;
  }

  private static TrialEnd broken(Throwable e, TrialWatch watch) {
    return new TrialEnd(
        new Ending(Ending.Kind.BROKEN, e.toString()),
        new Verdict.NotSolved(List.of(), List.of()),
        watch.seconds());
  }
}
