package dev.breakeven.study;

import dev.breakeven.agent.AgentSpec;
import dev.breakeven.catalog.Catalog;
import dev.breakeven.model.anthropic.AnthropicSettings;
import dev.breakeven.model.anthropic.CacheLife;
import dev.breakeven.yaml.Yaml;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Reads the models of a study file.
final class ModelReader {
  private static final int LEAST_THINKING = 1024;
  private static final int MOST_CONTEXT = 100_000_000;
  private static final int MOST_SECONDS = 86_400;
  private static final int MOST_NAME = 64;

  /// Keys that say how a model is asked, and which providers know them.
  private static final Map<String, Set<String>> ASKING =
      Map.of(
          "url", Set.of("anthropic", "openai", "ollama"),
          "key", Set.of("anthropic", "openai", "ollama"),
          "timeout", Set.of("anthropic", "openai", "ollama"),
          "extra", Set.of("anthropic", "openai", "ollama"),
          "thinking", Set.of("anthropic", "ollama"),
          "cache", Set.of("anthropic"),
          "stream", Set.of("anthropic"),
          "limit", Set.of("openai"),
          "context", Set.of("ollama"));

  /// Fields that a request has anyway, or that would let an answer cost more than was set aside.
  private static final Set<String> OURS =
      Set.of(
          "model",
          "messages",
          "system",
          "tools",
          "stream",
          "thinking",
          "think",
          "n",
          "best_of",
          "max_tokens",
          "max_completion_tokens",
          "num_ctx",
          "num_predict");

  private ModelReader() {}

  static Map<String, ModelSpec> read(Yaml models) {
    var catalog = Catalog.bundled();
    var byName = new LinkedHashMap<String, ModelSpec>();
    models
        .entries()
        .forEach((name, model) -> {
          model.keys(
              "id",
              "rehearse",
              "price",
              "energy",
              "provider",
              "url",
              "key",
              "timeout",
              "cache",
              "stream",
              "thinking",
              "context",
              "limit",
              "extra");
          var id = model.at("id").text();
          byName.put(
              name,
              new ModelSpec(
                  id,
                  model.find("rehearse").map(Yaml::text),
                  local(model),
                  access(model, vendor(catalog, id))));
        });
    return byName;
  }

  private static Optional<String> vendor(Catalog catalog, String id) {
    return catalog.rates(id).stream().map(rate -> rate.traits().vendor()).findFirst();
  }

  private static Optional<ModelSpec.Local> local(Yaml model) {
    var price = model.find("price");
    var energy = model.find("energy");
    price.ifPresent(written -> {
      if (!written.text().equals("free")) {
        throw written.wrong("free (a local model); other prices stand in the catalog");
      }
    });
    if (price.isEmpty() && energy.isPresent()) {
      throw energy.get().error("expected energy only beside price: free");
    }
    return price.map(_ -> new ModelSpec.Local(energy.map(ModelReader::energy)));
  }

  private static ModelSpec.Energy energy(Yaml energy) {
    energy.keys("watts", "usd-per-kwh");
    return new ModelSpec.Energy(decimal(energy.at("watts")), decimal(energy.at("usd-per-kwh")));
  }

  private static BigDecimal decimal(Yaml value) {
    return value.decimal("a number of 0 or more", number -> number.signum() >= 0);
  }

  /// How the model is asked; empty if neither the file nor the catalog says whose it is.
  private static Optional<Access> access(Yaml model, Optional<String> vendor) {
    var name = model.find("provider").map(Yaml::text).or(() -> vendor);
    ASKING.forEach((key, providers) ->
        model
            .find(key)
            .ifPresent(value -> {
              if (name.isEmpty()) {
                throw value.error(
                    "expected %s only beside provider: anthropic, openai or ollama, for the catalog"
                            .formatted(key)
                        + " does not know the model");
              }
              if (!providers.contains(name.get())) {
                throw value.error(
                    "expected no %s for a model of %s; it is for %s"
                        .formatted(key, name.get(), String.join(" and ", providers)));
              }
            }));
    return name.map(text ->
        new Access(
            provider(model, text),
            model.find("url").map(url -> url.as(Addresses::checked)),
            model.find("key").map(ModelReader::variable),
            model
                .find("timeout")
                .map(seconds -> Duration.ofSeconds(seconds.number(1, MOST_SECONDS)))
                .orElse(Access.USUAL_TIMEOUT)));
  }

  private static Access.Provider provider(Yaml model, String name) {
    return switch (name) {
      case "anthropic" -> new Access.Provider.Anthropic(anthropic(model));
      case "openai" ->
          new Access.Provider.OpenAi(model.find("limit").map(Yaml::text), extra(model));
      case "ollama" -> new Access.Provider.Ollama(ollama(model));
      default -> throw model.at("provider").wrong("anthropic, openai or ollama");
    };
  }

  private static AnthropicSettings anthropic(Yaml model) {
    var extra = new LinkedHashMap<>(extra(model));
    model.find("thinking").ifPresent(thinking -> extra.put("thinking", thinking(thinking)));
    return new AnthropicSettings(
        model.find("cache").map(ModelReader::life).orElse(CacheLife.FIVE_MINUTES),
        model.find("stream").map(Yaml::flag).orElse(true)
            ? AnthropicSettings.Transfer.STREAMED
            : AnthropicSettings.Transfer.WHOLE,
        extra);
  }

  private static CacheLife life(Yaml cache) {
    for (var life : CacheLife.values()) {
      if (life.key().equals(cache.text())) {
        return life;
      }
    }
    throw cache.wrong("5m or 1h");
  }

  /// Thinking counts as output, so its budget must be below the most that an answer may have.
  private static Map<String, Object> thinking(Yaml thinking) {
    return thinking.text().equals("adaptive")
        ? Map.of("type", "adaptive")
        : Map.of(
            "type",
            "enabled",
            "budget_tokens",
            thinking.number(LEAST_THINKING, AgentSpec.MAX_TOKENS - 1));
  }

  private static dev.breakeven.model.ollama.OllamaSettings ollama(Yaml model) {
    return new dev.breakeven.model.ollama.OllamaSettings(
        model
            .find("context")
            .map(context -> (int) context.number(1, MOST_CONTEXT))
            .orElse(dev.breakeven.model.ollama.OllamaSettings.USUAL.context()),
        extra(model),
        model.find("thinking").map(Yaml::flag));
  }

  private static Map<String, Object> extra(Yaml model) {
    var extra = new LinkedHashMap<String, Object>();
    model
        .find("extra")
        .map(Yaml::entries)
        .orElse(Map.of())
        .forEach((name, value) -> {
          if (OURS.contains(name)) {
            throw value.error(
                "expected a further field of the request, got %s, which is set by the program"
                    .formatted(name));
          }
          extra.put(name, value.value());
        });
    return extra;
  }

  /// The name of an environment variable; a key itself is refused and not shown.
  private static String variable(Yaml key) {
    var name = key.text();
    boolean fits = name.length() <= MOST_NAME && name.matches("[A-Z_][A-Z0-9_]*");
    if (!fits || looksLikeKey(name)) {
      throw key.error(
          "expected the name of an environment variable such as ANTHROPIC_API_KEY, in capitals; got"
              + " a text of %d characters that is none. A key itself never stands in a study file"
                  .formatted(name.length()));
    }
    return name;
  }

  private static boolean looksLikeKey(String name) {
    return name.length() >= 16
        && name.chars().filter(Character::isDigit).count() * 4 > name.length();
  }
}
