package dev.breakeven.study;

import dev.breakeven.model.Attempts;
import dev.breakeven.model.Backoff;
import dev.breakeven.model.ModelClient;
import dev.breakeven.model.ModelFailure;
import dev.breakeven.model.Retrying;
import dev.breakeven.model.anthropic.AnthropicClient;
import dev.breakeven.model.http.Endpoint;
import dev.breakeven.model.ollama.OllamaClient;
import dev.breakeven.model.openai.OpenAiClient;
import dev.breakeven.model.openai.OpenAiSettings;
import dev.breakeven.model.rehearsal.TokenCounter;
import dev.breakeven.task.PreparedTask;
import dev.breakeven.trace.Known;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// Models that are asked at their providers. Clients are shared by all trials; each trial asks
/// again by itself when an attempt fails.
public final class LiveModels implements ModelSource {
  private final Map<ModelSpec, ModelClient> clients;
  private final long seed;
  private final Asking asking;

  /// How attempts follow each other.
  ///
  /// @param backoff how long to keep trying
  /// @param waiting passes the time between attempts
  public record Asking(Backoff backoff, Retrying.Waiting waiting) {}

  private LiveModels(Map<ModelSpec, ModelClient> clients, long seed, Asking asking) {
    this.clients = Map.copyOf(clients);
    this.seed = seed;
    this.asking = asking;
  }

  /// Clients for the models of `study` that `names` names. Asks nobody.
  ///
  /// @param names what the study file calls them
  /// @param environment environment variables, for addresses and keys
  /// @throws IllegalArgumentException if a model says not how it is asked, or its key is missing;
  ///   says what to do
  public static LiveModels of(
      Study study, Collection<String> names, Map<String, String> environment) {
    var addresses = new Addresses(environment);
    var clients = new LinkedHashMap<ModelSpec, ModelClient>();
    // An encoding takes some megabytes, so all models share one.
    var counter = new Counter();
    for (var name : names) {
      var model = study.model(name);
      var access =
          model
              .access()
              .orElseThrow(() ->
                  new IllegalArgumentException(
                      "model %s (%s) cannot be asked: neither the study file nor the catalog says"
                              .formatted(name, model.id())
                          + " whose it is; add provider: anthropic, openai or ollama, or play the"
                          + " models offline with --rehearse"));
      clients.put(
          model, client(addresses.endpoint(name, model, access), access.provider(), counter));
    }
    return new LiveModels(
        clients, study.plan().seed(), new Asking(Backoff.USUAL, Retrying.Waiting.real()));
  }

  /// The same models, asked again by `other` when an attempt fails.
  public LiveModels asking(Asking other) {
    return new LiveModels(clients, seed, other);
  }

  private static ModelClient client(Endpoint endpoint, Access.Provider provider, Counter counter) {
    return switch (provider) {
      case Access.Provider.Anthropic(var settings) -> new AnthropicClient(endpoint, settings);
      case Access.Provider.OpenAi(var limit, var extra) ->
          new OpenAiClient(
              endpoint,
              new OpenAiSettings(
                  limit.orElseGet(() -> OpenAiSettings.usual(endpoint.base()).limit()), extra));
      case Access.Provider.Ollama(var settings) ->
          new OllamaClient(endpoint, settings, counter::count);
    };
  }

  /// Loads the encoding when a first text is to be counted.
  private static final class Counter {
    private @Nullable TokenCounter loaded;

    private synchronized TokenCounter loaded() {
      var counter = loaded == null ? new TokenCounter() : loaded;
      loaded = counter;
      return counter;
    }

    long count(String text) {
      return loaded().count(text);
    }
  }

  /// Where each model of `study` is asked, by the name the study file gives it: what decides a run
  /// beside the study file.
  ///
  /// @throws IllegalArgumentException if an environment variable holds no address
  public static SortedMap<String, String> addresses(Study study, Map<String, String> environment) {
    var addresses = new TreeMap<String, String>();
    study
        .models()
        .forEach((name, model) ->
            model
                .access()
                .ifPresent(access ->
                    addresses.put(
                        name,
                        access.provider().name()
                            + " at "
                            + new Addresses(environment).base(access))));
    return addresses;
  }

  /// Checks what can be checked without spending anything: that Ollama is there and has its models.
  ///
  /// @throws IllegalArgumentException if not; says what to do
  /// @throws InterruptedException if this thread is interrupted
  public void check() throws InterruptedException {
    for (var model : clients.entrySet()) {
      if (model.getValue() instanceof OllamaClient ollama) {
        try {
          ollama.check(model.getKey().id());
        } catch (ModelFailure e) {
          throw new IllegalArgumentException(
              e.kind() == ModelFailure.Kind.UNREACHABLE
                  ? e.getMessage() + "; start it by: ollama serve"
                  : String.valueOf(e.getMessage()),
              e);
        }
      }
    }
  }

  @Override
  public Known how() {
    return Known.BILLED;
  }

  @Override
  public TrialModels begin(Trial trial, PreparedTask task, String verify) {
    return (model, attempts) -> retrying(model, attempts, trial);
  }

  private ModelClient retrying(ModelSpec model, Attempts attempts, Trial trial) {
    return new Retrying(
        Objects.requireNonNull(clients.get(model), model.id()),
        asking.backoff(),
        attempts,
        asking.waiting(),
        trial.seed(seed));
  }
}
