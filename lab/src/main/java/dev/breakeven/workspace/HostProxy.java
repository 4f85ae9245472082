package dev.breakeven.workspace;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.StandardProtocolFamily;
import java.net.URI;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.channels.WritableByteChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/// A way out of a sandbox to named hosts and no others: a proxy for HTTP and, by CONNECT, for TLS,
/// which listens on a socket in a folder of its own.
///
/// A name is compared as it is asked for, and resolved here, so a command cannot lend a host's name
/// to another address. What is said inside TLS is not read.
public final class HostProxy implements AutoCloseable {
  /// The name of the socket in the folder.
  static final String SOCKET = "proxy";

  private static final Duration CONNECTING = Duration.ofSeconds(10);
  private static final int LONGEST_HEAD = 16 << 10;
  private static final int HTTP = 80;
  private static final int TLS = 443;

  private final Path folder;
  private final Set<String> hosts;
  private final ServerSocketChannel server;

  private HostProxy(Path folder, Set<String> hosts, ServerSocketChannel server) {
    this.folder = folder;
    this.hosts = hosts;
    this.server = server;
  }

  /// Opens a way out.
  ///
  /// @param hosts names of hosts, whose ports 80 and 443 may be reached, or `name:port`
  public static HostProxy open(List<String> hosts) {
    try {
      // The path of a socket has 107 bytes at most.
      Path folder = Files.createTempDirectory("breakeven-net-").toRealPath();
      var server = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
      server.bind(UnixDomainSocketAddress.of(folder.resolve(SOCKET)));
      var names =
          hosts.stream()
              .map(host -> host.toLowerCase(Locale.ROOT))
              .collect(Collectors.toUnmodifiableSet());
      var proxy = new HostProxy(folder, names, server);
      Thread.ofVirtual().name("host-proxy").start(proxy::serve);
      return proxy;
    } catch (IOException e) {
      throw new UncheckedIOException("cannot open a way out of the sandbox", e);
    }
  }

  /// The folder that holds the socket.
  Path folder() {
    return folder;
  }

  private void serve() {
    while (server.isOpen()) {
      try {
        SocketChannel client = server.accept();
        Thread.ofVirtual().name("host-proxy").start(() -> carry(client));
      } catch (IOException e) {
        // It was closed, or a client was gone before it came.
      }
    }
  }

  private void carry(SocketChannel client) {
    try (client) {
      var head = head(client);
      var wish = Wish.of(head);
      if (wish.isEmpty()) {
        answer(client, "400 Bad Request", "expected an HTTP request through a proxy");
        return;
      }
      var to = wish.get();
      if (!allowed(to)) {
        answer(
            client,
            "403 Forbidden",
            "the task allows no connection to " + to.host() + ":" + to.port());
        return;
      }
      try (var remote = new Socket()) {
        remote.connect(new InetSocketAddress(to.host(), to.port()), (int) CONNECTING.toMillis());
        if (to.first().isEmpty()) {
          write(client, "HTTP/1.1 200 Connection established\r\n\r\n");
        } else {
          remote.getOutputStream().write(to.first().getBytes(StandardCharsets.ISO_8859_1));
        }
        join(client, remote);
      } catch (IOException e) {
        answer(client, "502 Bad Gateway", to.host() + " cannot be reached");
      }
    } catch (IOException e) {
      // The client is gone.
    }
  }

  private boolean allowed(Wish wish) {
    return hosts.contains(wish.host() + ":" + wish.port())
        || (hosts.contains(wish.host()) && (wish.port() == HTTP || wish.port() == TLS));
  }

  /// A request's head, up to the empty line, or what came of it.
  private static String head(SocketChannel client) throws IOException {
    var head = new StringBuilder();
    var one = ByteBuffer.allocate(1);
    while (head.length() < LONGEST_HEAD && head.indexOf("\r\n\r\n") < 0) {
      one.clear();
      if (client.read(one) < 0) {
        break;
      }
      head.append((char) (one.get(0) & 0xff));
    }
    return head.toString();
  }

  /// Where a request wants to go.
  ///
  /// @param first what to send there first; empty for a tunnel
  private record Wish(String host, int port, String first) {
    static Optional<Wish> of(String head) {
      var line = head.lines().findFirst().orElse("").split(" ", -1);
      if (line.length != 3 || !head.endsWith("\r\n\r\n")) {
        return Optional.empty();
      }
      try {
        boolean tunnel = line[0].equals("CONNECT");
        var uri = URI.create(tunnel ? "tls://" + line[1] : line[1]);
        if (uri.getHost() == null || (!tunnel && !"http".equals(uri.getScheme()))) {
          return Optional.empty();
        }
        int port = uri.getPort() > 0 ? uri.getPort() : tunnel ? TLS : HTTP;
        var host = uri.getHost().toLowerCase(Locale.ROOT);
        return Optional.of(new Wish(host, port, tunnel ? "" : direct(head, line[0], uri)));
      } catch (IllegalArgumentException e) {
        return Optional.empty();
      }
    }

    /// The request as the host itself expects it; one request a connection.
    private static String direct(String head, String method, URI uri) {
      var path = uri.getRawPath().isEmpty() ? "/" : uri.getRawPath();
      var query = uri.getRawQuery() == null ? "" : "?" + uri.getRawQuery();
      var rest =
          head.lines()
              .skip(1)
              .filter(line -> !line.isEmpty())
              .filter(line -> !line.toLowerCase(Locale.ROOT).matches("(proxy-)?connection:.*"))
              .collect(Collectors.joining("\r\n"));
      return method + " " + path + query + " HTTP/1.1\r\n" + rest + "\r\nConnection: close\r\n\r\n";
    }
  }

  private static void join(SocketChannel client, Socket remote) throws IOException {
    var up =
        Thread.ofVirtual()
            .start(() -> {
              try {
                copy(
                    Channels.newInputStream(client), Channels.newChannel(remote.getOutputStream()));
                remote.shutdownOutput();
              } catch (IOException e) {
                // One end is gone; the other is closed below.
              }
            });
    copy(remote.getInputStream(), client);
    client.shutdownOutput();
    up.interrupt();
  }

  private static void copy(InputStream from, WritableByteChannel to) throws IOException {
    var bytes = new byte[8 << 10];
    for (int read = from.read(bytes); read >= 0; read = from.read(bytes)) {
      var buffer = ByteBuffer.wrap(bytes, 0, read);
      while (buffer.hasRemaining()) {
        to.write(buffer);
      }
    }
  }

  private static void answer(SocketChannel client, String status, String reason)
      throws IOException {
    write(
        client,
        "HTTP/1.1 %s\r\nContent-Type: text/plain\r\nContent-Length: %d\r\nConnection: close\r\n\r\n%s\n"
            .formatted(status, reason.length() + 1, reason));
  }

  private static void write(SocketChannel client, String text) throws IOException {
    var bytes = ByteBuffer.wrap(text.getBytes(StandardCharsets.ISO_8859_1));
    while (bytes.hasRemaining()) {
      client.write(bytes);
    }
  }

  /// Closes the way out.
  @Override
  public void close() {
    try {
      server.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } finally {
      Folders.delete(folder);
    }
  }
}
