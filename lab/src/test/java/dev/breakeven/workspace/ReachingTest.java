package dev.breakeven.workspace;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// A way out to named hosts, tried from inside against two servers on this machine.
class ReachingTest {
  private final List<String> served = Collections.synchronizedList(new ArrayList<>());
  private Sandbox bubblewrap;
  private HttpServer open;
  private HttpServer closed;

  @BeforeEach
  void servers() throws Exception {
    var found = Bubblewrap.find();
    Assumptions.assumeTrue(found.isPresent(), "bubblewrap is not usable here");
    Assumptions.assumeTrue(Files.exists(Path.of("/usr/bin/perl")), "there is no Perl here");
    bubblewrap = found.orElseThrow();
    open = server("open");
    closed = server("closed");
  }

  @AfterEach
  void stop() {
    if (open != null) {
      open.stop(0);
      closed.stop(0);
    }
  }

  private HttpServer server(String name) throws Exception {
    var server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/",
        exchange -> {
          var body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
          served.add(name + " " + exchange.getRequestURI() + " " + body);
          var answer = ("this is " + name).getBytes(StandardCharsets.UTF_8);
          exchange.sendResponseHeaders(200, answer.length);
          exchange.getResponseBody().write(answer);
          exchange.close();
        });
    server.start();
    return server;
  }

  @Test
  void aNamedHostIsReachedAndNoOther() throws Exception {
    try (var proxy = HostProxy.open(List.of("localhost:" + port(open)))) {
      var sandbox = new Reaching(bubblewrap, proxy);
      assertThat(ask(sandbox, "GET http://localhost:%d/a?b=c HTTP/1.1".formatted(port(open))))
          .contains("200 OK", "this is open");
      assertThat(ask(sandbox, "GET http://localhost:%d/ HTTP/1.1".formatted(port(closed))))
          .contains("403 Forbidden", "the task allows no connection to localhost:" + port(closed));
      assertThat(ask(sandbox, "CONNECT localhost:%d HTTP/1.1".formatted(port(closed))))
          .contains("403 Forbidden");
      assertThat(ask(sandbox, "GET http://127.0.0.1:%d/ HTTP/1.1".formatted(port(open))))
          .as("another name of the same address")
          .contains("403 Forbidden");
      assertThat(ask(sandbox, "GET / HTTP/1.1")).contains("400 Bad Request");
    }
    assertThat(served).containsExactly("open /a?b=c ");
  }

  @Test
  void aTunnelCarriesBothWays() throws Exception {
    try (var proxy = HostProxy.open(List.of("localhost:" + port(open)))) {
      var through =
          "CONNECT localhost:%d HTTP/1.1\\r\\n\\r\\nPOST /t HTTP/1.1\\r\\nHost: x\\r\\nContent-Length: 5"
                  .formatted(port(open))
              + "\\r\\nConnection: close\\r\\n\\r\\nhello";
      assertThat(raw(new Reaching(bubblewrap, proxy), through))
          .contains("200 Connection established", "this is open");
    }
    assertThat(served).containsExactly("open /t hello");
  }

  @Test
  void withoutItOrPastItNothingIsReached() throws Exception {
    var direct = "exec 3<>/dev/tcp/127.0.0.1/" + port(open) + " && echo reached";
    assertThat(run(bubblewrap, direct).output()).doesNotContain("reached");
    try (var proxy = HostProxy.open(List.of("localhost:" + port(open)))) {
      assertThat(run(new Reaching(bubblewrap, proxy), direct).output()).doesNotContain("reached\n");
    }
    assertThat(served).isEmpty();
  }

  @Test
  void theCommandsOwnExitCodeAndVariablesStay() throws Exception {
    try (var proxy = HostProxy.open(List.of("example.org"))) {
      var finished = run(new Reaching(bubblewrap, proxy), "echo $https_proxy; exit 7");
      assertThat(finished.output()).isEqualTo("http://127.0.0.1:3128\n");
      assertThat(finished.exitCode()).isEqualTo(7);
      assertThatThrownBy(() -> new Reaching(new Unconfined(), proxy))
          .isInstanceOf(IllegalArgumentException.class);
    }
  }

  private static int port(HttpServer server) {
    return server.getAddress().getPort();
  }

  private static String ask(Sandbox sandbox, String line) throws InterruptedException {
    return raw(sandbox, line + "\\r\\nHost: any\\r\\n\\r\\n");
  }

  private static String raw(Sandbox sandbox, String text) throws InterruptedException {
    return run(sandbox, "exec 3<>/dev/tcp/127.0.0.1/3128 && printf '" + text + "' >&3 && cat <&3")
        .output();
  }

  private static Finished run(Sandbox sandbox, String line) throws InterruptedException {
    return sandbox.run(
        new Command(
            List.of("bash", "-c", line), "/tmp", Map.of(), List.of(), Duration.ofSeconds(30)));
  }
}
