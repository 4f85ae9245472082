package dev.breakeven.study;

import dev.breakeven.cache.CacheRules;
import dev.breakeven.catalog.Catalog;
import dev.breakeven.judge.JudgeTools;
import dev.breakeven.model.rehearsal.Profile;
import dev.breakeven.model.rehearsal.Profiles;
import dev.breakeven.pricing.LocalRate;
import dev.breakeven.pricing.Pricing;
import dev.breakeven.store.SqlLedger;
import dev.breakeven.task.PackReader;
import dev.breakeven.task.PreparedPack;
import dev.breakeven.task.PreparedTask;
import dev.breakeven.task.Setup;
import dev.breakeven.trace.Known;
import dev.breakeven.workspace.Bubblewrap;
import dev.breakeven.workspace.Sandbox;
import dev.breakeven.workspace.Unconfined;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/// The pack commons-cli, prepared once, and runs of the example study on it.
final class CommonsCli implements AutoCloseable {
  private static final Path JARS = Path.of("../target/packs/commons-cli/jars");
  private static final Path CACHE = Path.of("target/prepared");

  private final PreparedPack pack;
  private final Sandbox sandbox;
  private final JudgeTools judge;

  CommonsCli() throws InterruptedException {
    pack = new Setup(JARS, CACHE).prepare(PackReader.read(Path.of("../packs/commons-cli")));
    sandbox = Bubblewrap.find().<Sandbox>map(found -> found).orElseGet(Unconfined::new);
    judge = new JudgeTools(JARS, CACHE, sandbox, 2);
  }

  PreparedTask task(String id) {
    return pack.task(id);
  }

  /// The example study with another seed and only the arms named.
  static Study study(long seed, String... arms) throws IOException {
    var text = Files.readString(Path.of("../examples/four-arms.yaml"));
    var study = StudyReader.read("four-arms.yaml", text.replaceAll("seed: 1\\b", "seed: " + seed));
    return new Study(
        study.id(),
        study.pack(),
        study.tasks(),
        study.models(),
        Stream.of(arms).map(study::arm).toList(),
        study.plan());
  }

  /// The example study's models, rehearsed.
  static ModelSource rehearsed(Study study) {
    var profiles = new LinkedHashMap<String, Profile>();
    for (var name : Profiles.NAMES) {
      profiles.put(name, Profiles.bundled(name));
    }
    return new RehearsedModels(
        study.plan(), profiles, CacheRules.of(Catalog.bundled(), "anthropic"));
  }

  /// Runs the trials of `study` on `task` into `out` and returns the books, still open.
  SqlLedger run(Study study, String task, ModelSource models, Path out)
      throws IOException, InterruptedException {
    Files.createDirectories(out);
    var ledger = SqlLedger.open(out.resolve("ledger.db"));
    ledger.open(new RunFacts(study.id(), Known.REHEARSED, "", new TreeMap<>()));
    var pricing = Pricing.of(Catalog.bundled()).with("qwen3.5:9b", LocalRate.FREE);
    var equipment =
        new Equipment(
            out, Map.of(task, pack.task(task)), sandbox, models, judge, pricing, Map.of());
    var trials =
        new TrialRunner(
            study,
            equipment,
            ledger,
            RunBudget.of(study.plan().limits(), ledger),
            RunProgress.SILENT);
    new StudyRunner(study, trial -> trial.task().equals(task), ledger, trials, 2).run();
    return ledger;
  }

  @Override
  public void close() {
    judge.close();
  }
}
