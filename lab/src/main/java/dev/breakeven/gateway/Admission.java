package dev.breakeven.gateway;

import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpVersion;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Which requests are taken: those that are meant for this machine, so that no page in a browser
/// can reach a provider by a name of its own that leads here; and no upgrade to another protocol.
final class Admission {
  private static final int BAD = 400;
  private static final int FORBIDDEN = 403;
  private static final int UPGRADE = 426;

  private static final Set<String> LOCAL = Set.of("localhost", "127.0.0.1", "[::1]");

  private final Counters counters;

  Admission(Counters counters) {
    this.counters = counters;
  }

  /// What is wrong with `request`, null if nothing is.
  @Nullable String wrong(HttpRequest request) {
    if (upgrades(request)) {
      counters.count(Counters.What.UPGRADES);
      return "expected a request of HTTP/1.1: WebSockets are not relayed";
    }
    if (!request.protocolVersion().equals(HttpVersion.HTTP_1_1)) {
      return "expected HTTP/1.1, got " + request.protocolVersion();
    }
    if (request.method().equals(HttpMethod.CONNECT) || !request.uri().startsWith("/")) {
      return "expected a path such as /v1/messages";
    }
    return isLocal(request)
        ? null
        : "expected a request to localhost or 127.0.0.1, got one to another host";
  }

  /// The status to answer a wrong request with.
  int status(HttpRequest request) {
    if (upgrades(request)) {
      return UPGRADE;
    }
    return isLocal(request) ? BAD : FORBIDDEN;
  }

  private static boolean upgrades(HttpRequest request) {
    return request.headers().containsValue("upgrade", "websocket", true);
  }

  private static boolean isLocal(HttpRequest request) {
    List<String> hosts = request.headers().getAll("host");
    return hosts.size() == 1
        && LOCAL.contains(
            hosts.getFirst().toLowerCase(Locale.ROOT).replaceFirst(":[0-9]{1,5}$", ""));
  }
}
