package dev.breakeven.study;

import dev.breakeven.catalog.Catalog;
import dev.breakeven.judge.JudgeTools;
import dev.breakeven.model.Backoff;
import dev.breakeven.pricing.LocalRate;
import dev.breakeven.pricing.Pricing;
import dev.breakeven.store.RunLock;
import dev.breakeven.store.SqlLedger;
import dev.breakeven.task.PreparedPack;
import dev.breakeven.trace.Known;
import dev.breakeven.workspace.Bubblewrap;
import dev.breakeven.workspace.Sandbox;
import dev.breakeven.workspace.Unconfined;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.UnaryOperator;

/// Studies of [NotePack] whose models are asked over HTTP.
final class LiveNotes implements AutoCloseable {
  static final String QWEN = "qwen3.5:9b";
  static final String OWN = "own-model";
  static final Pricing PRICING =
      Pricing.of(Catalog.bundled())
          .with(QWEN, LocalRate.FREE)
          .with(OWN, LocalRate.FREE)
          .with("own-helper", LocalRate.FREE);

  private static final Backoff SOON =
      new Backoff(30, Duration.ofMillis(2), Duration.ofMillis(20), Duration.ofMinutes(9));

  private final PreparedPack pack;
  private final Sandbox sandbox;
  private final JudgeTools judge;

  LiveNotes(Path packs) throws InterruptedException {
    pack = NotePack.prepare(packs);
    sandbox = Bubblewrap.find().<Sandbox>map(found -> found).orElseGet(Unconfined::new);
    judge = new JudgeTools(packs, packs.resolve("cache"), sandbox, 2);
  }

  /// Five arms, each with an address of its own: alone and delegating, streamed and at once, with
  /// every provider as the executor's.
  ///
  /// @param trials how many a cell
  /// @param seconds the longest time to an answer
  /// @param more lines to add
  static Study study(URI base, int trials, int seconds, String more) {
    return StudyReader.read(
        "live.yaml",
        """
        study: live
        pack: notes
        tasks: [note]
        trials: TRIALS
        seed: 5
        date: 2026-11-24
        models:
          a: {id: claude-opus-4-7, url: BASE/A, timeout: SECONDS}
          b: {id: claude-opus-4-7, url: BASE/B, timeout: SECONDS, stream: false}
          qwen: {id: "qwen3.5:9b", provider: ollama, url: BASE/B, timeout: SECONDS, price: free}
          c: {id: claude-opus-4-7, url: BASE/C, timeout: SECONDS, cache: 1h}
          haiku: {id: claude-haiku-4-5, url: BASE/C, timeout: SECONDS}
          d: {id: claude-haiku-4-5, url: BASE/D, timeout: SECONDS, stream: false}
          e: {id: claude-opus-4-7, url: BASE/E, timeout: SECONDS}
          own: {id: own-model, provider: openai, url: BASE/E/v1, timeout: SECONDS, price: free}
        arms:
          A: {solo: a, turns: 60}
          B: {orchestrator: b, executor: qwen, report: 400, turns: 60}
          C: {orchestrator: c, executor: haiku, report: 400, turns: 60}
          D: {solo: d, turns: 60}
          E: {orchestrator: e, executor: own, report: 400, turns: 60}
        """
                .replace("BASE", base.toString())
                .replace("SECONDS", Integer.toString(seconds))
                .replace("TRIALS", Integer.toString(trials))
            + more);
  }

  /// Runs or continues `study` in `out`; the books stay open.
  SqlLedger run(Study study, Path out, int parallel) throws IOException, InterruptedException {
    return run(study, out, parallel, ledger -> ledger);
  }

  /// Runs or continues `study` in `out`; the books stay open.
  ///
  /// @param seen what is put between the run and its books
  SqlLedger run(Study study, Path out, int parallel, UnaryOperator<Ledger> seen)
      throws IOException, InterruptedException {
    Files.createDirectories(out);
    try (var _ = RunLock.take(out)) {
      var books = SqlLedger.open(out.resolve("ledger.db"));
      var ledger = seen.apply(books);
      ledger.open(new RunFacts(study.id(), Known.BILLED, "", new TreeMap<>()));
      var spending = RunBudget.of(study.plan().limits(), ledger);
      var models =
          LiveModels.of(study, study.models().keySet(), Map.of())
              .asking(new LiveModels.Asking(SOON, spending.waiting()));
      models.check();
      var equipment =
          new Equipment(
              out, Map.of("note", pack.task("note")), sandbox, models, judge, PRICING, Map.of());
      var trials = new TrialRunner(study, equipment, ledger, spending, RunProgress.SILENT);
      new StudyRunner(study, _ -> true, ledger, trials, parallel).run();
      return books;
    }
  }

  @Override
  public void close() {
    judge.close();
  }
}
