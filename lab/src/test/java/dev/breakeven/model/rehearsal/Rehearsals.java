package dev.breakeven.model.rehearsal;

import dev.breakeven.model.ModelFailure;
import java.time.Instant;

/// Sets up rehearsed trials for tests.
final class Rehearsals {
  static final TokenCounter COUNTER = new TokenCounter();
  static final Instant START = Instant.parse("2026-11-24T00:00:00Z");
  static final String TASK = "Please do the task.";

  private Rehearsals() {}

  /// A finished trial.
  record Trial(MiniLoop loop, FakeRepository repository, MiniLoop.Run run, VirtualClock clock) {}

  static RehearsedModel model(Profile profile, Script script, long seed, VirtualClock clock) {
    return new RehearsedModel(
        profile, script, seed, clock, new RehearsedModel.Meter(COUNTER, Billing.NO_CACHE));
  }

  static Trial solo(Profile profile, Tasks task, long seed, int cap)
      throws ModelFailure, InterruptedException {
    Script script = task.script();
    var clock = new VirtualClock(START);
    var repository = new FakeRepository(task.files(), script);
    var loop = new MiniLoop(repository, null);
    MiniLoop.Run run = loop.run(model(profile, script, seed, clock), TASK, cap);
    return new Trial(loop, repository, run, clock);
  }

  static Trial orchestrated(Profile lead, Profile executor, Tasks task, long seed)
      throws ModelFailure, InterruptedException {
    Script script = task.script();
    var clock = new VirtualClock(START);
    var repository = new FakeRepository(task.files(), script);
    var loop = new MiniLoop(repository, model(executor, script, seed, clock));
    MiniLoop.Run run = loop.run(model(lead, script, seed, clock), TASK, 80);
    return new Trial(loop, repository, run, clock);
  }
}
