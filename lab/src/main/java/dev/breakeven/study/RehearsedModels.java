package dev.breakeven.study;

import dev.breakeven.cache.CacheRules;
import dev.breakeven.cache.EntryLife;
import dev.breakeven.cache.PromptCache;
import dev.breakeven.model.Attempts;
import dev.breakeven.model.ModelClient;
import dev.breakeven.model.anthropic.CacheLife;
import dev.breakeven.model.rehearsal.Billing;
import dev.breakeven.model.rehearsal.CachedBilling;
import dev.breakeven.model.rehearsal.EditStep;
import dev.breakeven.model.rehearsal.Profile;
import dev.breakeven.model.rehearsal.RehearsedModel;
import dev.breakeven.model.rehearsal.Script;
import dev.breakeven.model.rehearsal.TokenCounter;
import dev.breakeven.model.rehearsal.VirtualClock;
import dev.breakeven.task.Edit;
import dev.breakeven.task.PreparedTask;
import dev.breakeven.trace.Known;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.Objects;

/// Models played offline. Each trial has a clock and a cache of its own, so that its numbers do not
/// depend on what runs beside it.
public final class RehearsedModels implements ModelSource {
  /// Between the seeds of agents that follow each other in a trial; any large odd number does.
  private static final long NEXT_AGENT = 0x9e3779b97f4a7c15L;

  private final Plan plan;
  private final Map<String, Profile> profiles;
  private final CacheRules rules;
  private final TokenCounter counter = new TokenCounter();

  /// Plays models by `profiles`.
  ///
  /// @param plan its seed decides every choice, its date where the virtual clocks start
  /// @param profiles a profile for each profile name that the study's models give
  /// @param rules how the providers' prompt caches behave
  public RehearsedModels(Plan plan, Map<String, Profile> profiles, CacheRules rules) {
    this.plan = plan;
    this.profiles = Map.copyOf(profiles);
    this.rules = rules;
  }

  @Override
  public Known how() {
    return Known.REHEARSED;
  }

  @Override
  public TrialModels begin(Trial trial, PreparedTask task, String verify) {
    var steps = task.reference().stream().map(RehearsedModels::step).toList();
    var script = new Script(steps, verify);
    var clock = new VirtualClock(plan.date().atStartOfDay(ZoneOffset.UTC).toInstant());
    var part = new Part(trial, script, clock, new PromptCache(rules));
    return new TrialModels() {
      @Override
      public ModelClient client(ModelSpec model, Attempts attempts) {
        return client(model, 1, attempts);
      }

      @Override
      public ModelClient client(ModelSpec model, int nth, Attempts attempts) {
        return RehearsedModels.this.client(model, part, nth);
      }

      @Override
      public InstantSource clock() {
        return clock;
      }
    };
  }

  /// What the models of a trial share.
  private record Part(Trial trial, Script script, VirtualClock clock, PromptCache cache) {}

  private ModelClient client(ModelSpec model, Part part, int nth) {
    var profile = Objects.requireNonNull(profiles.get(model.profile().orElseThrow()));
    var billing =
        model.local().isPresent()
            ? Billing.NO_CACHE
            : new CachedBilling(part.cache(), part.trial().id(), life(model));
    return new RehearsedModel(
        profile,
        part.script(),
        part.trial().seed(plan.seed()) + (nth - 1) * NEXT_AGENT,
        part.clock(),
        new RehearsedModel.Meter(counter, billing));
  }

  /// How long the study wants its model's prompts to be cached.
  private static EntryLife life(ModelSpec model) {
    boolean hour =
        model
            .access()
            .map(Access::provider)
            .filter(Access.Provider.Anthropic.class::isInstance)
            .map(Access.Provider.Anthropic.class::cast)
            .filter(anthropic -> anthropic.settings().life() == CacheLife.ONE_HOUR)
            .isPresent();
    return hour ? EntryLife.ONE_HOUR : EntryLife.FIVE_MINUTES;
  }

  private static EditStep step(Edit edit) {
    return switch (edit) {
      case Edit.Replace(var path, var before, var after) ->
          new EditStep.Replace(path, before, after);
      case Edit.Create(var path, var text) -> new EditStep.Create(path, text);
    };
  }
}
