package dev.breakeven.cli;

import dev.breakeven.catalog.Catalog;
import dev.breakeven.model.Retrying;
import dev.breakeven.pricing.Pricing;
import dev.breakeven.study.Equipment;
import dev.breakeven.study.RunFacts;
import dev.breakeven.task.Environment;
import dev.breakeven.task.PreparedPack;
import dev.breakeven.task.PreparedTask;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/// Everything a run needs, put together from a study file: pack, sandbox, judges, models, catalog.
final class Laboratory implements AutoCloseable {
  private final StudyFile file;
  private final PreparedPack pack;
  private final ModelChoice cast;
  private final Catalog catalog;
  private final JudgingMachine site;

  private Laboratory(StudyFile file, PreparedPack pack, ModelChoice cast, JudgingMachine site) {
    this.file = file;
    this.pack = pack;
    this.cast = cast;
    this.catalog = Catalog.bundled();
    this.site = site;
  }

  /// Puts everything together; what the study file names and is not there is a user's mistake.
  ///
  /// @param cast who answers
  /// @param options how many trials will run at once, and in which sandbox
  static Laboratory open(StudyFile file, ModelChoice cast, RunOptions options)
      throws InterruptedException {
    var site = JudgingMachine.open(options.parallel(), options.sandbox());
    try {
      var pack = site.prepare(file.study().pack(), options.environment());
      site.judge().warm(pack);
      for (var task : file.study().tasks()) {
        pack.pack().task(task);
      }
      return new Laboratory(file, pack, cast, site);
    } catch (RuntimeException | InterruptedException e) {
      site.close();
      throw e;
    }
  }

  /// What decides the run.
  RunFacts facts() {
    SortedMap<String, String> versions = new TreeMap<>();
    versions.put("breakeven", BreakevenCommand.Version.number());
    versions.put("catalog", catalog.version());
    versions.put("pack", pack.fingerprint());
    if (!pack.pack().environment().place().equals(new Environment.Place.Host())) {
      versions.put("environment", pack.pack().environment().place().toString());
    }
    versions.put("sandbox", site.kind().key());
    versions.putAll(cast.versions());
    return new RunFacts(file.study().id(), cast.how(), file.text(), versions);
  }

  /// What the run's trials run with.
  ///
  /// @param waiting passes the time between attempts at a call
  Equipment equipment(Path out, Retrying.Waiting waiting) {
    var tasks = new LinkedHashMap<String, PreparedTask>();
    for (var task : file.study().tasks()) {
      tasks.put(task, pack.task(task));
    }
    var models = cast.models(waiting);
    return new Equipment(
        out,
        tasks,
        pack.pack().environment().within(site.sandbox()),
        models,
        site.judge(),
        pricing(),
        System.getenv());
  }

  /// What the study's models cost.
  Pricing pricing() {
    return StudyPrices.of(file.study(), catalog);
  }

  /// What the user should know of the run, if anything.
  Optional<String> warning() {
    return site.warning();
  }

  @Override
  public void close() {
    site.close();
  }
}
