package dev.breakeven.cli;

import dev.breakeven.gateway.Directions;
import dev.breakeven.gateway.Gateway;
import dev.breakeven.gateway.Upstream;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// Meters agents where their requests pass.
@Command(
    name = "gateway",
    description = {
      "Pass the requests of agents on to their providers unchanged, and take down what each call"
          + " cost.",
      "audit, explain and whatif read the folder it writes. Keys are never written."
    },
    mixinStandardHelpOptions = true)
final class GatewayCommand implements Callable<Integer> {
  private static final int PORT = 8484;

  @Option(
      names = "--port",
      paramLabel = "N",
      description = "listen there on 127.0.0.1; 0 for any free port (default: 8484)")
  private int port = PORT;

  @Option(
      names = "--upstream",
      paramLabel = "NAME=URL",
      description =
          "pass requests on to this URL: anthropic, openai and ollama have one already; with"
              + " another name, those to http://127.0.0.1:PORT/NAME")
  private List<String> upstreams = List.of();

  @Option(
      names = "--out",
      paramLabel = "FOLDER",
      description = "write ledgers to this folder (default: breakeven-out/gateway)")
  private Path out = Path.of("breakeven-out", "gateway");

  @Option(
      names = "--on-abandon",
      paramLabel = "WHAT",
      description =
          "when a client leaves before the end of an answer: abort the answer, or drain it, which"
              + " costs what the rest of it costs and tells how much that is (default: abort)")
  private Abandon abandon = Abandon.ABORT;

  @Option(
      names = "--exec",
      description = "run the command behind --, with the variables set, and end with it")
  private boolean exec;

  @Parameters(paramLabel = "COMMAND", description = "with --exec: a command and its arguments")
  private List<String> command = List.of();

  @Spec private @Nullable CommandSpec spec;

  /// What becomes of an answer whose client left.
  private enum Abandon {
    DRAIN,
    ABORT
  }

  @Override
  public Integer call() throws IOException, InterruptedException {
    if (exec == command.isEmpty()) {
      throw new UserError(
          exec
              ? "expected a command behind --exec --, got none"
              : "expected no arguments without --exec, got " + command);
    }
    PrintWriter out = Objects.requireNonNull(spec).commandLine().getOut();
    PrintWriter err = spec.commandLine().getErr();
    var stopped = new CountDownLatch(1);
    try (var interrupts = Interrupts.watch(stopped::countDown)) {
      int code;
      Gateway gateway = start(err);
      try (gateway) {
        if (exec) {
          code = run(gateway.port());
        } else {
          out.print(greeting(gateway));
          out.flush();
          stopped.await();
          code = interrupts.exitCode().orElse(0);
        }
      }
      err.print(ending(gateway));
      err.flush();
      return code;
    }
  }

  private Gateway start(PrintWriter err) throws IOException {
    Map<String, Upstream> known;
    try {
      known = Upstream.all(upstreams);
    } catch (IllegalArgumentException e) {
      throw new UserError(String.valueOf(e.getMessage()), e);
    }
    try {
      return Gateway.start(
          new Gateway.Settings(
              port,
              known,
              out,
              abandon == Abandon.DRAIN,
              warning -> err.println("breakeven: " + warning)));
    } catch (IOException e) {
      if (String.valueOf(e.getMessage()).startsWith("cannot listen")) {
        throw new UserError(e.getMessage() + "; choose another one by --port", e);
      }
      throw e;
    }
  }

  private int run(int gatewayPort) throws IOException, InterruptedException {
    var process = new ProcessBuilder(new ArrayList<>(command)).inheritIO();
    process.environment().putAll(Directions.variables(gatewayPort));
    try {
      return process.start().waitFor();
    } catch (IOException e) {
      throw new UserError("cannot run " + command.getFirst() + ": " + e.getMessage(), e);
    }
  }

  private String greeting(Gateway gateway) {
    return """
    Listening on http://127.0.0.1:%d, writing to %s
    Ctrl-C ends it. To let agents ask it:

    %s
    """
        .formatted(
            gateway.port(), gateway.ledger(), Directions.text(gateway.port()).stripTrailing());
  }

  private String ending(Gateway gateway) {
    return """

    %sWhat they cost: ./breakeven audit %s
    """
        .formatted(gateway.counters(), out);
  }
}
