package dev.breakeven.gateway;

import java.net.URI;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/// Where requests are passed on to.
///
/// @param name what the command line and paths call it: `anthropic`
/// @param tls whether by TLS
/// @param host its host
/// @param port its port
/// @param prefix what stands before every path, such as `/api`; empty for none
public record Upstream(String name, boolean tls, String host, int port, String prefix) {
  /// Anthropic's name.
  public static final String ANTHROPIC = "anthropic";

  /// OpenAI's name.
  public static final String OPENAI = "openai";

  /// The name of Ollama.
  public static final String OLLAMA = "ollama";

  private static final Map<String, String> STANDARD =
      Map.of(
          ANTHROPIC, "https://api.anthropic.com",
          OPENAI, "https://api.openai.com",
          OLLAMA, "http://127.0.0.1:11434");

  private static final int HTTP = 80;
  private static final int HTTPS = 443;

  /// The upstream `name` at `url`.
  ///
  /// @throws IllegalArgumentException if one of them is none
  public static Upstream of(String name, String url) {
    if (!name.matches("[a-z0-9][a-z0-9-]*")) {
      throw new IllegalArgumentException(
          "expected an upstream's name of small letters, digits and -, got " + name);
    }
    URI uri;
    try {
      uri = URI.create(url);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(wrong(name, url), e);
    }
    String scheme = uri.getScheme() == null ? "" : uri.getScheme().toLowerCase(Locale.ROOT);
    boolean tls = scheme.equals("https");
    if ((!tls && !scheme.equals("http"))
        || uri.getHost() == null
        || uri.getUserInfo() != null
        || uri.getRawQuery() != null) {
      throw new IllegalArgumentException(wrong(name, url));
    }
    int port = uri.getPort() < 0 ? (tls ? HTTPS : HTTP) : uri.getPort();
    String path = uri.getRawPath() == null ? "" : uri.getRawPath();
    String prefix = path.endsWith("/") ? path.substring(0, path.length() - 1) : path;
    return new Upstream(name, tls, uri.getHost(), port, prefix);
  }

  private static String wrong(String name, String url) {
    return "expected the upstream %s as a URL such as https://api.example.com, got %s"
        .formatted(name, url);
  }

  /// The upstreams by name: the standard ones, and those `named` as `NAME=URL` in their place or
  /// beside them.
  ///
  /// @throws IllegalArgumentException if one is none
  public static Map<String, Upstream> all(List<String> named) {
    var all = new LinkedHashMap<String, Upstream>();
    for (String name : List.of(ANTHROPIC, OPENAI, OLLAMA)) {
      all.put(name, of(name, STANDARD.getOrDefault(name, "")));
    }
    for (String one : named) {
      int equals = one.indexOf('=');
      if (equals < 1) {
        throw new IllegalArgumentException(
            "expected an upstream as NAME=URL, such as anthropic=https://api.anthropic.com, got "
                + one);
      }
      Upstream upstream = of(one.substring(0, equals), one.substring(equals + 1));
      all.put(upstream.name(), upstream);
    }
    return all;
  }

  /// The value of the header `Host` for it.
  String authority() {
    boolean standard = port == (tls ? HTTPS : HTTP);
    String bare = host.contains(":") && !host.startsWith("[") ? "[" + host + "]" : host;
    return standard ? bare : bare + ":" + port;
  }
}
