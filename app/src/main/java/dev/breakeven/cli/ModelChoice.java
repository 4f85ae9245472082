package dev.breakeven.cli;

import dev.breakeven.cache.CacheRules;
import dev.breakeven.catalog.Catalog;
import dev.breakeven.model.Backoff;
import dev.breakeven.model.Retrying;
import dev.breakeven.model.rehearsal.Profile;
import dev.breakeven.model.rehearsal.Profiles;
import dev.breakeven.study.LiveModels;
import dev.breakeven.study.ModelSource;
import dev.breakeven.study.RehearsedModels;
import dev.breakeven.trace.Known;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// Who answers in a run: profiles that play the models, or the models themselves.
sealed interface ModelChoice {
  /// How the numbers of a run's models are known.
  Known how();

  /// What decides a run on this side, by name.
  Map<String, String> versions();

  /// The day whose prices hold.
  LocalDate day();

  /// This cast, ready to answer for the models that the study file calls `names`. Spends nothing.
  ///
  /// @throws IllegalArgumentException if one cannot be asked; says what to do
  ModelChoice ready(Collection<String> names) throws InterruptedException;

  /// The models of a run.
  ///
  /// @param waiting passes the time between attempts at a call
  ModelSource models(Retrying.Waiting waiting);

  /// Profiles play the models of `file`.
  static ModelChoice rehearsed(StudyFile file) {
    return new Rehearsed(file, profiles(file));
  }

  /// The models of `file` are asked.
  ///
  /// @param environment variables with addresses and keys
  static ModelChoice live(StudyFile file, Map<String, String> environment) {
    return new Live(file, environment, Optional.empty());
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
    try {
      return name.endsWith(".yaml") ? Profiles.read(Path.of(name)) : Profiles.bundled(name);
    } catch (IllegalArgumentException e) {
      throw new UserError(String.valueOf(e.getMessage()), e);
    }
  }

  /// Models played offline.
  record Rehearsed(StudyFile file, Map<String, Profile> profiles) implements ModelChoice {
    private static final CacheRules RULES = CacheRules.of(Catalog.bundled(), "anthropic");

    @Override
    public Known how() {
      return Known.REHEARSED;
    }

    @Override
    public Map<String, String> versions() {
      var versions = new TreeMap<String, String>();
      profiles.forEach((name, profile) -> versions.put("profile." + name, profile.revision()));
      assumed(RULES).forEach((id, tokens) -> versions.put("assumed.minimum." + id, "" + tokens));
      return versions;
    }

    @Override
    public LocalDate day() {
      return file.study().plan().date();
    }

    @Override
    public ModelChoice ready(Collection<String> names) {
      return this;
    }

    @Override
    public ModelSource models(Retrying.Waiting waiting) {
      var rules = RULES;
      for (var assumed : assumed(RULES).entrySet()) {
        rules = rules.withMinimum(assumed.getKey(), assumed.getValue());
      }
      return new RehearsedModels(file.study().plan(), profiles, rules);
    }

    /// The shortest cacheable prompt, in tokens, by id of each metered model whose own is not
    /// established: the longest of any model that is, which makes it look no better than it is.
    private Map<String, Long> assumed(CacheRules rules) {
      long longest = Collections.max(rules.minimums().values());
      var assumed = new TreeMap<String, Long>();
      for (var model : file.study().models().values()) {
        if (model.local().isEmpty() && !rules.minimums().containsKey(model.id())) {
          assumed.put(model.id(), longest);
        }
      }
      return assumed;
    }
  }

  /// Models that are asked.
  record Live(StudyFile file, Map<String, String> environment, Optional<LiveModels> models)
      implements ModelChoice {
    @Override
    public Known how() {
      return Known.BILLED;
    }

    @Override
    public Map<String, String> versions() {
      var versions = new TreeMap<String, String>();
      LiveModels.addresses(file.study(), environment)
          .forEach((name, address) -> versions.put("address." + name, address));
      return versions;
    }

    @Override
    public LocalDate day() {
      return LocalDate.now(ZoneOffset.UTC);
    }

    @Override
    public ModelChoice ready(Collection<String> names) throws InterruptedException {
      var ready = LiveModels.of(file.study(), names, environment);
      ready.check();
      return new Live(file, environment, Optional.of(ready));
    }

    @Override
    public ModelSource models(Retrying.Waiting waiting) {
      return models.orElseThrow().asking(new LiveModels.Asking(Backoff.USUAL, waiting));
    }

    /// Without the environment, for keys stand in it.
    @Override
    public String toString() {
      return "the live models of " + file.path();
    }
  }
}
