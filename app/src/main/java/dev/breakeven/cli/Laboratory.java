package dev.breakeven.cli;

import dev.breakeven.cache.CacheRules;
import dev.breakeven.catalog.Catalog;
import dev.breakeven.model.rehearsal.Profile;
import dev.breakeven.model.rehearsal.Profiles;
import dev.breakeven.pricing.Pricing;
import dev.breakeven.study.Equipment;
import dev.breakeven.study.RehearsedModels;
import dev.breakeven.study.RunFacts;
import dev.breakeven.task.PreparedPack;
import dev.breakeven.task.PreparedTask;
import dev.breakeven.trace.Known;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/// Everything a rehearsed run needs, put together from a study file: pack, sandbox, judges,
/// profiles, catalog.
final class Laboratory implements AutoCloseable {
  private final StudyFile file;
  private final PreparedPack pack;
  private final Map<String, Profile> profiles;
  private final Catalog catalog;
  private final Site site;

  private Laboratory(StudyFile file, PreparedPack pack, Map<String, Profile> profiles, Site site) {
    this.file = file;
    this.pack = pack;
    this.profiles = profiles;
    this.catalog = Catalog.bundled();
    this.site = site;
  }

  /// Puts everything together; what the study file names and is not there is a user's mistake.
  ///
  /// @param options how many trials will run at once, and in which sandbox
  static Laboratory rehearsed(StudyFile file, RunOptions options) throws InterruptedException {
    var profiles = profiles(file);
    var site = Site.open(options.parallel(), options.sandbox());
    try {
      var pack = site.prepare(file.study().pack());
      for (var task : file.study().tasks()) {
        pack.pack().task(task);
      }
      return new Laboratory(file, pack, profiles, site);
    } catch (RuntimeException | InterruptedException e) {
      site.close();
      throw e;
    }
  }

  private static Map<String, Profile> profiles(StudyFile file) {
    var profiles = new LinkedHashMap<String, Profile>();
    file.study()
        .models()
        .forEach((name, model) -> {
          var profile =
              model
                  .profile()
                  .orElseThrow(() ->
                      new UserError(
                          "%s: model %s cannot be rehearsed: it names no profile; add"
                                  .formatted(file.path(), name)
                              + " rehearse: and one of "
                              + Profiles.NAMES));
          profiles.put(profile, profile(profile));
        });
    return profiles;
  }

  /// A bundled profile by its name, or one in a file of the user's by its path.
  private static Profile profile(String name) {
    return name.endsWith(".yaml") ? Profiles.read(Path.of(name)) : Profiles.bundled(name);
  }

  /// What decides the run.
  RunFacts facts() {
    SortedMap<String, String> versions = new TreeMap<>();
    versions.put("breakeven", BreakevenCommand.Version.number());
    versions.put("catalog", catalog.version());
    versions.put("pack", pack.fingerprint());
    versions.put("sandbox", site.kind().key());
    profiles.forEach((name, profile) -> versions.put("profile." + name, profile.revision()));
    return new RunFacts(file.study().id(), Known.REHEARSED, file.text(), versions);
  }

  /// What the run's trials run with.
  Equipment equipment(Path out) {
    var tasks = new LinkedHashMap<String, PreparedTask>();
    for (var task : file.study().tasks()) {
      tasks.put(task, pack.task(task));
    }
    var models =
        new RehearsedModels(file.study().plan(), profiles, CacheRules.of(catalog, "anthropic"));
    return new Equipment(out, tasks, site.sandbox(), models, site.judge(), pricing());
  }

  /// What the study's models cost.
  Pricing pricing() {
    return Prices.of(file.study(), catalog);
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
