package dev.breakeven.gateway;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;

/// A provider on 127.0.0.1 that keeps the very bytes it was sent, and answers with the bytes it is
/// told to.
final class StandIn implements AutoCloseable {
  final List<RawMessage> received = new CopyOnWriteArrayList<>();

  /// Connections that were left before their answer was written.
  final List<String> left = new CopyOnWriteArrayList<>();

  private final ServerSocket socket;
  private final List<Socket> connections = new CopyOnWriteArrayList<>();
  private final Answering answering;

  /// Answers a request.
  @FunctionalInterface
  interface Answering {
    /// Writes an answer to `request`; a connection is closed behind one that returns false.
    boolean answer(RawMessage request, OutputStream out) throws IOException;
  }

  StandIn(Answering answering) throws IOException {
    this.answering = answering;
    socket = new ServerSocket(0, 1_000, InetAddress.getLoopbackAddress());
    Thread.ofVirtual().start(() -> guarded(this::accept));
  }

  /// One that gives every request the same answer.
  static StandIn always(byte[] answer) throws IOException {
    return new StandIn((_, out) -> {
      out.write(answer);
      return true;
    });
  }

  private void accept() throws IOException {
    while (true) {
      Socket connection = socket.accept();
      connections.add(connection);
      Thread.ofVirtual().start(() -> guarded(() -> serve(connection)));
    }
  }

  private void serve(Socket connection) throws IOException {
    try (connection) {
      var in = new java.io.BufferedInputStream(connection.getInputStream());
      while (true) {
        RawMessage request = RawMessage.read(in, false);
        received.add(request);
        try {
          if (!answering.answer(request, connection.getOutputStream())) {
            return;
          }
        } catch (IOException e) {
          left.add(request.line());
          return;
        }
      }
    }
  }

  private interface Work {
    void run() throws IOException;
  }

  private static void guarded(Work work) {
    try {
      work.run();
    } catch (IOException e) {
      // The other side left, or the test is over.
      return;
    }
  }

  String url() {
    return "http://127.0.0.1:" + socket.getLocalPort();
  }

  @Override
  public void close() {
    Consumer<AutoCloseable> closing =
        one -> {
          try {
            one.close();
          } catch (IOException e) {
            throw new UncheckedIOException(e);
          } catch (Exception e) {
            throw new IllegalStateException(e);
          }
        };
    closing.accept(socket);
    connections.forEach(closing);
  }
}
