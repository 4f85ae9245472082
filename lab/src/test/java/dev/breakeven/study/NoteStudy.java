package dev.breakeven.study;

import dev.breakeven.catalog.Catalog;
import dev.breakeven.judge.JudgeTools;
import dev.breakeven.pricing.Pricing;
import dev.breakeven.store.RunLock;
import dev.breakeven.store.SqlLedger;
import dev.breakeven.task.PreparedTask;
import dev.breakeven.trace.Known;
import dev.breakeven.trace.TokenClass;
import dev.breakeven.trace.Usage;
import dev.breakeven.workspace.Unconfined;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// A study of the pack [NotePack] that can be run in a process of its own, and killed.
final class NoteStudy {
  static final Study STUDY =
      StudyReader.read(
          "notes.yaml",
          """
          study: notes
          pack: notes
          tasks: [note]
          trials: 30
          seed: 5
          date: 2026-11-24
          models:
            strong: {id: claude-opus-4-7}
            cheap: {id: claude-haiku-4-5}
          arms:
            A: {solo: strong, turns: 9}
            B: {orchestrator: strong, executor: cheap, report: 400, turns: 9}
          """);

  private NoteStudy() {}

  /// Runs or continues the study: folder of the pack, folder of the run, file of the provider's
  /// books. Prints a line before and after everything that is written to the books.
  public static void main(String[] arguments) throws Exception {
    run(Path.of(arguments[0]), Path.of(arguments[1]), Path.of(arguments[2]));
  }

  static void run(Path packs, Path out, Path served) throws IOException, InterruptedException {
    Files.createDirectories(out);
    var pack = NotePack.prepare(packs);
    var sandbox = new Unconfined();
    try (var _ = RunLock.take(out);
        var judge = new JudgeTools(packs, packs.resolve("cache"), sandbox, 1);
        var ledger = SqlLedger.open(out.resolve("ledger.db"))) {
      ledger.open(new RunFacts("notes", Known.REHEARSED, "", new TreeMap<>()));
      var told = told(ledger);
      var equipment =
          new Equipment(
              out,
              Map.of("note", pack.task("note")),
              sandbox,
              models(served),
              judge,
              Pricing.of(Catalog.bundled()),
              Map.of());
      var spending = RunBudget.of(STUDY.plan().limits(), ledger);
      var trials = new TrialRunner(STUDY, equipment, told, spending, RunProgress.SILENT);
      new StudyRunner(STUDY, _ -> true, told, trials, 2).run();
    }
  }

  private static ModelSource models(Path served) {
    return new ModelSource() {
      @Override
      public Known how() {
        return Known.REHEARSED;
      }

      @Override
      public TrialModels begin(Trial trial, PreparedTask task, String verify) {
        long seed = trial.seed(STUDY.plan().seed());
        return (spec, _) ->
            new Wanderer(seed, spec.id(), usage -> append(served, spec.id() + " " + line(usage)));
      }
    };
  }

  private static String line(Usage usage) {
    return Stream.of(TokenClass.values())
        .map(tokenClass -> Long.toString(usage.count(tokenClass)))
        .collect(Collectors.joining(" "));
  }

  private static synchronized void append(Path file, String line) {
    try {
      Files.writeString(file, line + "\n", StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// `ledger`, telling of every use.
  static Ledger told(Ledger ledger) {
    return (Ledger)
        Proxy.newProxyInstance(
            NoteStudy.class.getClassLoader(),
            new Class<?>[] {Ledger.class},
            (_, method, arguments) -> {
              System.out.println("before " + method.getName());
              try {
                return method.invoke(ledger, arguments);
              } catch (InvocationTargetException e) {
                throw e.getCause();
              } finally {
                System.out.println("after " + method.getName());
              }
            });
  }
}
