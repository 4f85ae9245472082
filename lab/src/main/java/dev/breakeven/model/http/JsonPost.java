package dev.breakeven.model.http;

import dev.breakeven.model.ModelFailure;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;

/// Sends JSON to an endpoint and reads what comes back. One attempt, no redirects.
public final class JsonPost {
  private final Endpoint endpoint;
  private final HttpClient http;

  /// Talks to `endpoint`, with its key as a bearer token.
  public JsonPost(Endpoint endpoint) {
    this.endpoint = endpoint;
    this.http =
        HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .followRedirects(HttpClient.Redirect.NEVER)
            .connectTimeout(endpoint.timeout())
            .build();
  }

  /// The answer to `body` sent to `path`.
  ///
  /// @throws ModelFailure if none comes, or one that does not say 200
  /// @throws InterruptedException if this thread is interrupted
  public Reply post(String path, Object body) throws ModelFailure, InterruptedException {
    return checked(
        request(path)
            .header("content-type", "application/json")
            .POST(HttpRequest.BodyPublishers.ofString(Body.write(body)))
            .build());
  }

  /// What stands at `path`.
  ///
  /// @throws ModelFailure if no answer comes, or one that does not say 200
  /// @throws InterruptedException if this thread is interrupted
  public Reply get(String path) throws ModelFailure, InterruptedException {
    return checked(request(path).GET().build());
  }

  private HttpRequest.Builder request(String path) {
    var request = HttpRequest.newBuilder(endpoint.at(path)).header("accept", "application/json");
    endpoint.key().ifPresent(key -> request.header("authorization", "Bearer " + key.secret()));
    return request;
  }

  private Reply checked(HttpRequest request) throws ModelFailure, InterruptedException {
    var reply = Transport.carry(endpoint, taker -> send(request, taker));
    Statuses.check(endpoint, reply);
    return reply;
  }

  private void send(HttpRequest request, Transport.Taker taker)
      throws IOException, InterruptedException {
    var response = http.send(request, BodyHandlers.ofInputStream());
    var headers = response.headers();
    var head = Reply.Head.of(response.statusCode(), headers::firstValue);
    try (var body = response.body()) {
      taker.take(head, body);
    }
  }
}
