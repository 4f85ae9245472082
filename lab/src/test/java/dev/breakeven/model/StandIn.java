package dev.breakeven.model;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;

/// A provider on this machine that gives the answers it was given, in their order, or those that
/// somebody finds for each request.
public final class StandIn implements AutoCloseable {
  static {
    System.setProperty("sun.net.httpserver.nodelay", "true");
  }

  private final HttpServer server;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final BlockingQueue<Served> answers = new LinkedBlockingQueue<>();
  private final List<Asked> asked = new CopyOnWriteArrayList<>();
  private final CountDownLatch closing = new CountDownLatch(1);
  private final BlockingQueue<Asked> arrivals = new LinkedBlockingQueue<>();

  /// What came in.
  ///
  /// @param headers names in lower case
  public record Asked(String path, Map<String, String> headers, String body) {}

  /// What to do with a request.
  public sealed interface Served {
    /// A whole answer.
    record Whole(int status, Map<String, String> headers, String body) implements Served {}

    /// The first `bytes` of a 200, then the connection ends.
    record Cut(Map<String, String> headers, String body, int bytes) implements Served {}

    /// The first `bytes` of a 200, then nothing more for as long as this runs.
    record Stuck(Map<String, String> headers, String body, int bytes) implements Served {}

    /// Nothing at all for as long as this runs.
    record Silent() implements Served {}

    /// The connection ends without an answer.
    record Gone() implements Served {}
  }

  private final Optional<Answering> answering;

  /// Finds an answer. Called by several threads at once.
  @FunctionalInterface
  public interface Answering {
    Served answer(Asked asked);
  }

  public StandIn() throws IOException {
    this(Optional.empty());
  }

  /// A provider that answers what `answering` finds.
  public StandIn(Answering answering) throws IOException {
    this(Optional.of(answering));
  }

  private StandIn(Optional<Answering> answering) throws IOException {
    this.answering = answering;
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setExecutor(threads);
    server.createContext("/", this::handle);
    server.start();
  }

  public URI base() {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
  }

  public StandIn then(Served served) {
    answers.add(served);
    return this;
  }

  /// All that was asked so far.
  public List<Asked> asked() {
    return List.copyOf(asked);
  }

  /// Waits until a request has come in.
  Asked arrival() throws InterruptedException {
    return arrivals.take();
  }

  private void handle(HttpExchange exchange) throws IOException {
    try (exchange) {
      var headers = new TreeMap<String, String>();
      exchange
          .getRequestHeaders()
          .forEach((name, values) -> headers.put(name.toLowerCase(Locale.ROOT), values.getFirst()));
      var body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
      var one = new Asked(exchange.getRequestURI().toString(), headers, body);
      if (answering.isPresent()) {
        serve(exchange, answering.get().answer(one));
        return;
      }
      asked.add(one);
      arrivals.add(one);
      var served = answers.poll();
      serve(
          exchange,
          served == null
              ? new Served.Whole(400, Map.of(), "{\"error\":{\"message\":\"nothing was planned\"}}")
              : served);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void serve(HttpExchange exchange, Served served)
      throws IOException, InterruptedException {
    switch (served) {
      case Served.Whole(var status, var headers, var body) -> {
        headers.forEach(exchange.getResponseHeaders()::set);
        var bytes = body.getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
        exchange.getResponseBody().write(bytes);
      }
      case Served.Cut(var headers, var body, var bytes) -> begin(exchange, headers, body, bytes);
      case Served.Stuck(var headers, var body, var bytes) -> {
        begin(exchange, headers, body, bytes);
        closing.await();
      }
      case Served.Silent _ -> closing.await();
      case Served.Gone _ -> {
        // Closing the exchange without an answer ends the connection.
      }
    }
  }

  private static void begin(
      HttpExchange exchange, Map<String, String> headers, String body, int bytes)
      throws IOException {
    headers.forEach(exchange.getResponseHeaders()::set);
    var all = body.getBytes(StandardCharsets.UTF_8);
    exchange.sendResponseHeaders(200, all.length);
    exchange.getResponseBody().write(all, 0, bytes);
    exchange.getResponseBody().flush();
  }

  @Override
  public void close() {
    closing.countDown();
    server.stop(0);
    threads.shutdownNow();
  }
}
