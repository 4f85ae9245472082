package dev.breakeven.study;

import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/// How a model is asked that is not rehearsed.
///
/// @param provider whose words it speaks, and how it is asked in them
/// @param url the base address; empty: the environment says it, or else the provider's own
/// @param key the name of the environment variable that holds the key; empty: the provider's usual
///   one where `url` is empty, else no key is sent
/// @param timeout the longest time from a request to its complete answer
public record Access(Provider provider, Optional<URI> url, Optional<String> key, Duration timeout) {
  /// Ten minutes.
  static final Duration USUAL_TIMEOUT = Duration.ofMinutes(10);

  /// Whose words a model speaks.
  public sealed interface Provider {
    /// The name in study files: `anthropic`.
    String name();

    /// Anthropic's Messages API.
    record Anthropic(dev.breakeven.model.anthropic.AnthropicSettings settings) implements Provider {
      @Override
      public String name() {
        return "anthropic";
      }
    }

    /// Chat Completions, OpenAI's or of a server that speaks like it.
    ///
    /// @param limit the field that limits an answer's tokens; empty: what suits the address
    /// @param extra further fields of each request
    record OpenAi(Optional<String> limit, Map<String, Object> extra) implements Provider {
      @Override
      public String name() {
        return "openai";
      }
    }

    /// Ollama's own API.
    record Ollama(dev.breakeven.model.ollama.OllamaSettings settings) implements Provider {
      @Override
      public String name() {
        return "ollama";
      }
    }
  }
}
