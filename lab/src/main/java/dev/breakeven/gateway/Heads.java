package dev.breakeven.gateway;

import io.netty.handler.codec.http.DefaultHttpRequest;
import io.netty.handler.codec.http.DefaultHttpResponse;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpVersion;
import java.util.HashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/// Heads as they are passed on: the same names and values in the same order, without those that are
/// only for one connection, and with another `Host`.
final class Heads {
  private static final Set<String> HOP_BY_HOP =
      Set.of(
          "connection",
          "keep-alive",
          "proxy-connection",
          "proxy-authenticate",
          "proxy-authorization",
          "te",
          "upgrade",
          "expect");

  private Heads() {}

  static HttpRequest request(HttpRequest from, Upstream upstream, String target) {
    var to = new DefaultHttpRequest(HttpVersion.HTTP_1_1, from.method(), target);
    copy(from.headers(), to.headers(), upstream.authority());
    return to;
  }

  static HttpResponse response(HttpResponse from) {
    var to = new DefaultHttpResponse(HttpVersion.HTTP_1_1, from.status());
    copy(from.headers(), to.headers(), "");
    return to;
  }

  private static void copy(HttpHeaders from, HttpHeaders to, String host) {
    Set<String> dropped = new HashSet<>(HOP_BY_HOP);
    for (String value : from.getAll("connection")) {
      for (String name : value.split(",", -1)) {
        dropped.add(name.strip().toLowerCase(Locale.ROOT));
      }
    }
    // What frames the body is not for whoever sent it to take away.
    dropped.remove("content-length");
    dropped.remove("transfer-encoding");
    dropped.remove("host");
    for (Map.Entry<String, String> entry : from) {
      String name = entry.getKey().toLowerCase(Locale.ROOT);
      if (name.equals("host") && !host.isEmpty()) {
        to.add(entry.getKey(), host);
      } else if (!dropped.contains(name)) {
        to.add(entry.getKey(), entry.getValue());
      }
    }
  }
}
