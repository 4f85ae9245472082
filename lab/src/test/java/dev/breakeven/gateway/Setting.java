package dev.breakeven.gateway;

import dev.breakeven.importer.Health;
import dev.breakeven.importer.Input;
import dev.breakeven.importer.gateway.GatewayLedger;
import dev.breakeven.trace.Call;
import dev.breakeven.trace.Trace;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/// A gateway between a test and a stand-in, and what it wrote.
final class Setting implements AutoCloseable {
  final Path folder;
  final Gateway gateway;
  final List<String> warnings = new CopyOnWriteArrayList<>();

  Setting(Path folder, StandIn standIn, boolean drains) throws IOException {
    this.folder = folder;
    gateway =
        Gateway.start(new Gateway.Settings(0, upstreams(standIn), folder, drains, warnings::add));
  }

  static java.util.Map<String, Upstream> upstreams(StandIn standIn) {
    return Upstream.all(
        List.of(
            "anthropic=" + standIn.url(), "openai=" + standIn.url(), "ollama=" + standIn.url()));
  }

  /// A connection to the gateway.
  Connection connect() throws IOException {
    return new Connection(gateway.port());
  }

  /// A client's connection.
  static final class Connection implements AutoCloseable {
    private final Socket socket;
    final InputStream in;

    Connection(int port) throws IOException {
      socket = new Socket(InetAddress.getLoopbackAddress(), port);
      socket.setSoTimeout(30_000);
      in = new BufferedInputStream(socket.getInputStream());
    }

    void send(String text) throws IOException {
      send(text.getBytes(StandardCharsets.UTF_8));
    }

    void send(byte[] bytes) throws IOException {
      socket.getOutputStream().write(bytes);
      socket.getOutputStream().flush();
    }

    RawMessage read() throws IOException {
      return RawMessage.read(in, false);
    }

    @Override
    public void close() throws IOException {
      socket.close();
    }
  }

  /// The bytes of a POST of JSON.
  static byte[] post(String path, String fields, String body) {
    byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
    String head =
        "POST %s HTTP/1.1|Host: 127.0.0.1:1|%sContent-Type: application/json|Content-Length: %d||";
    return (head.replace("|", "\r\n").formatted(path, fields, bytes.length) + body)
        .getBytes(StandardCharsets.UTF_8);
  }

  /// The bytes of an answer in one piece.
  static byte[] whole(String status, String fields, String body) {
    return "HTTP/1.1 %s\r\n%sContent-Length: %d\r\n\r\n%s"
        .formatted(status, fields, body.getBytes(StandardCharsets.UTF_8).length, body)
        .getBytes(StandardCharsets.UTF_8);
  }

  /// What was read of the ledgers, and what its reader has to say.
  record Read(List<Trace> traces, Health health) {
    List<Call> calls() {
      return traces.stream().flatMap(trace -> trace.calls().stream()).toList();
    }
  }

  /// The ledgers of `folder`, as an audit reads them.
  static Read read(Path folder) throws IOException {
    var inputs = new ArrayList<Input>();
    try (var files = Files.list(folder)) {
      for (Path file : files.sorted().toList()) {
        inputs.add(new Input(file.toString(), () -> Files.newInputStream(file)));
      }
    }
    var traces = new ArrayList<Trace>();
    Health health = new GatewayLedger().read(inputs, traces::add);
    return new Read(traces, health);
  }

  /// Ends the gateway, and reads what it wrote.
  Read ledger() throws IOException {
    gateway.close();
    return read(folder);
  }

  @Override
  public void close() {
    gateway.close();
  }
}
