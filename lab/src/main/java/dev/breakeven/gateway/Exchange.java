package dev.breakeven.gateway;

import dev.breakeven.exchange.Wire;
import dev.breakeven.gateway.Routes.Route;
import io.netty.handler.codec.http.HttpRequest;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// One request and its answer, as far as they are.
final class Exchange {
  final HttpRequest request;
  final @Nullable Route route;
  final @Nullable CallTap tap;
  final @Nullable Terminal terminal;
  boolean requestDone;
  boolean answering;
  boolean interim;
  boolean written;
  boolean writing;
  boolean last;
  boolean close;
  boolean cut;

  Exchange(HttpRequest request, @Nullable Route route, @Nullable CallTap tap) {
    this.request = request;
    this.route = route;
    this.tap = tap;
    this.terminal = tap == null ? null : new Terminal(tap.wire);
  }

  Optional<Wire> wire() {
    return route == null ? Optional.empty() : route.wire();
  }
}
