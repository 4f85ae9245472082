package dev.breakeven.gateway;

import dev.breakeven.exchange.Wire;
import io.netty.handler.codec.http.HttpHeaders;
import java.util.Map;
import java.util.Optional;

/// Which upstream a request is for.
///
/// A path may begin with an upstream's name: `/anthropic/v1/messages`. Other paths go to the
/// provider they belong to; one that OpenAI and Anthropic both have goes by the headers.
final class Routes {
  private final Map<String, Upstream> upstreams;

  Routes(Map<String, Upstream> upstreams) {
    this.upstreams = Map.copyOf(upstreams);
  }

  /// Where a request goes.
  ///
  /// @param upstream to whom
  /// @param target what is asked for there
  /// @param wire how its call is read, empty where it is none
  record Route(Upstream upstream, String target, Optional<Wire> wire) {}

  /// The route of a request to `target`, which begins with `/`.
  Route of(String method, String target, HttpHeaders headers) {
    Optional<Wire> wire = Wire.of(method, target);
    int end = target.indexOf('/', 1);
    String first = end < 0 ? "" : target.substring(1, end);
    Upstream named = upstreams.get(first);
    if (named != null) {
      return new Route(named, named.prefix() + target.substring(end), wire);
    }
    Upstream upstream = upstream(target, headers);
    return new Route(upstream, upstream.prefix() + target, wire);
  }

  private Upstream upstream(String target, HttpHeaders headers) {
    String name;
    if (target.startsWith("/api/") && !target.startsWith("/api/hello")) {
      name = Upstream.OLLAMA;
    } else if (headers.contains("anthropic-version")
        || headers.contains("x-api-key")
        || target.startsWith("/v1/messages")
        || !target.startsWith("/v1/")) {
      name = Upstream.ANTHROPIC;
    } else {
      name = Upstream.OPENAI;
    }
    Upstream upstream = upstreams.get(name);
    if (upstream == null) {
      throw new IllegalStateException("expected the upstream " + name + " among " + upstreams);
    }
    return upstream;
  }
}
