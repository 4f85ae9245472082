package dev.breakeven.study;

import dev.breakeven.model.http.ApiKey;
import dev.breakeven.model.http.Endpoint;
import java.net.URI;
import java.util.Map;
import java.util.Optional;

/// Where models are asked, by the study file first, by the environment variables that the
/// providers' own tools read next, and by the providers' own addresses last.
///
/// @param environment variables by name
record Addresses(Map<String, String> environment) {
  private static final int OLLAMA_PORT = 11434;

  /// A provider's ways.
  ///
  /// @param own its own address
  /// @param urlVariable the variable that gives another
  /// @param keyVariable the variable that holds its key; empty if it needs none
  private record Usual(URI own, String urlVariable, Optional<String> keyVariable) {}

  private static Usual usual(Access.Provider provider) {
    return switch (provider) {
      case Access.Provider.Anthropic _ ->
          new Usual(
              URI.create("https://api.anthropic.com"),
              "ANTHROPIC_BASE_URL",
              Optional.of("ANTHROPIC_API_KEY"));
      case Access.Provider.OpenAi _ ->
          new Usual(
              URI.create("https://api.openai.com/v1"),
              "OPENAI_BASE_URL",
              Optional.of("OPENAI_API_KEY"));
      case Access.Provider.Ollama _ ->
          new Usual(URI.create("http://127.0.0.1:" + OLLAMA_PORT), "OLLAMA_HOST", Optional.empty());
    };
  }

  /// The base address of `access`.
  ///
  /// @throws IllegalArgumentException if the environment's is no address
  URI base(Access access) {
    var usual = usual(access.provider());
    return access
        .url()
        .or(() ->
            variable(usual.urlVariable())
                .map(text -> address(access.provider(), usual.urlVariable(), text)))
        .orElse(usual.own());
  }

  /// Where to ask `model`, with its key.
  ///
  /// @param name what the study file calls it
  /// @throws IllegalArgumentException if its key is missing; says which variable to set
  Endpoint endpoint(String name, ModelSpec model, Access access) {
    return new Endpoint(base(access), key(name, model, access), access.timeout());
  }

  private Optional<ApiKey> key(String name, ModelSpec model, Access access) {
    var usual = usual(access.provider());
    var named = access.key();
    if (named.isEmpty() && access.url().isPresent()) {
      return Optional.empty();
    }
    var variable = named.or(usual::keyVariable);
    var key = variable.flatMap(this::variable).map(text -> key(variable.orElseThrow(), text));
    boolean needed =
        named.isPresent() || (variable.isPresent() && base(access).equals(usual.own()));
    if (key.isEmpty() && needed) {
      throw new IllegalArgumentException(
          "model %s (%s) cannot be asked: the environment variable %s, which should hold the key"
                  .formatted(name, model.id(), variable.orElseThrow())
              + " for %s, is not set; set it, name another one with key: in the study file,"
                  .formatted(base(access))
              + " or play the models offline with --rehearse");
    }
    return key;
  }

  private static ApiKey key(String variable, String text) {
    try {
      return new ApiKey(text);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(
          "the environment variable %s: %s".formatted(variable, e.getMessage()), e);
    }
  }

  /// Without the environment, for keys stand in it.
  @Override
  public String toString() {
    return "addresses of %d environment variables".formatted(environment.size());
  }

  private Optional<String> variable(String name) {
    return Optional.ofNullable(environment.get(name)).filter(text -> !text.isBlank());
  }

  private static URI address(Access.Provider provider, String variable, String text) {
    try {
      return switch (provider) {
        case Access.Provider.Ollama _ -> ollama(text);
        case Access.Provider.Anthropic _, Access.Provider.OpenAi _ -> checked(text);
      };
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(
          "the environment variable %s: %s".formatted(variable, e.getMessage()), e);
    }
  }

  /// Ollama's variable tells servers where to listen and clients where to ask: scheme and port may
  /// be missing, and a server that listens everywhere is asked here.
  private static URI ollama(String text) {
    var url = checked(text.contains("://") ? text : "http://" + text);
    var host = url.getHost().equals("0.0.0.0") ? "127.0.0.1" : url.getHost();
    int standard = text.contains("://") ? -1 : OLLAMA_PORT;
    int port = url.getPort() < 0 ? standard : url.getPort();
    return URI.create(
        url.getScheme() + "://" + host + (port < 0 ? "" : ":" + port) + url.getRawPath());
  }

  /// `text` as a base address.
  ///
  /// @throws IllegalArgumentException if it is none; does not show it, for it may hold a key
  static URI checked(String text) {
    URI url;
    try {
      url = URI.create(text);
    } catch (IllegalArgumentException _) {
      throw new IllegalArgumentException(
          "expected a base URL like http://127.0.0.1:8080/v1, got text that is no URL");
    }
    return new Endpoint(url, Optional.empty(), Access.USUAL_TIMEOUT).base();
  }
}
