package dev.breakeven.model.played;

import dev.breakeven.agent.AgentSpec;
import dev.breakeven.agent.Prompts;
import dev.breakeven.model.ModelAnswer;
import dev.breakeven.model.Request;
import dev.breakeven.model.StandIn;
import dev.breakeven.model.StandIn.Asked;
import dev.breakeven.model.StandIn.Served;
import dev.breakeven.model.http.Body;
import dev.breakeven.model.http.ResponseFields;
import dev.breakeven.trace.Role;
import dev.breakeven.trace.Usage;
import java.io.IOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/// Providers on this machine that play whole conversations in the true wire formats: Anthropic's,
/// Chat Completions' and Ollama's. Each arm asks at an address of its own. Keeps its own books of
/// what it billed, written before anything leaves.
public final class PlayedProvider implements AutoCloseable {
  private static final Pattern PATH = Pattern.compile("/([^/]+)(/.*)");
  private static final String SOLO = AgentSpec.main(Role.SOLO, "", 1, Prompts.PLAIN).system();

  private final Player player;
  private final BadDay day;
  private final Set<String> local;
  private final StandIn server;
  private final List<Bill> bills = new ArrayList<>();
  private final List<Exchange> exchanges = new ArrayList<>();
  private boolean remembers;

  /// Finds answers; called by one thread at a time.
  @FunctionalInterface
  public interface Player {
    ModelAnswer answer(Bill.Payer by, Request request);
  }

  /// An answered request.
  ///
  /// @param path where it came in
  /// @param request what was asked
  /// @param body the same as it came
  /// @param served the answer as it left
  private record Exchange(String path, Request request, String body, Served served) {}

  /// Opens the providers.
  ///
  /// @param local the models that Ollama says it has
  public PlayedProvider(Player player, BadDay day, Set<String> local) throws IOException {
    this.player = player;
    this.day = day;
    this.local = local;
    this.server = new StandIn(this::answer);
  }

  /// Keeps every answered request from now on, so that other clients can send it again.
  public synchronized void remember() {
    remembers = true;
  }

  /// Where it listens.
  public URI base() {
    return server.base();
  }

  /// What it billed so far.
  public synchronized List<Bill> bills() {
    return List.copyOf(bills);
  }

  private Served answer(Asked asked) {
    if (asked.path().equals("/recorded")) {
      return json(recorded());
    }
    var path = PATH.matcher(asked.path());
    if (!path.matches()) {
      return new Served.Whole(404, Map.of(), Wire.error("no such path"));
    }
    if (path.group(2).equals("/api/tags")) {
      return json(
          Body.write(Map.of("models", local.stream().map(name -> Map.of("name", name)).toList())));
    }
    for (var wire : Wire.all()) {
      if (path.group(2).startsWith(wire.path()) || path.group(2).startsWith("/v1" + wire.path())) {
        return answer(wire, path.group(1), asked);
      }
    }
    return new Served.Whole(404, Map.of(), Wire.error("no such path"));
  }

  private static Served json(String body) {
    return new Served.Whole(200, Map.of("content-type", "application/json"), body);
  }

  private synchronized Served answer(Wire wire, String arm, Asked asked) {
    var body = Body.read(asked.body());
    var request = wire.read(body);
    var number = asked.headers().get("x-recorded");
    if (number != null) {
      var exchange = exchanges.get(Integer.parseInt(number));
      return exchange.request().equals(request)
          ? exchange.served()
          : new Served.Whole(400, Map.of(), Wire.error("another request than was recorded"));
    }
    var by = new Bill.Payer(arm, role(request), request.model());
    var fault = day.next();
    switch (fault) {
      case BUSY, FAILED, OVERLOADED -> {
        bills.add(new Bill(by, Usage.NONE, Bill.Told.REFUSED));
        return refused(fault);
      }
      case NONE, GONE, CUT, STUCK, SILENT, INVALID, EMPTY -> {}
    }
    var answer = player.answer(by, request);
    var headers = Map.of("content-type", wire.type(body));
    var whole = wire.write(body, answer);
    int half = whole.length() / 2;
    var ofHalf = wire.partly(whole, half) ? Bill.Told.PROMPT : Bill.Told.NOTHING;
    return switch (fault) {
      case NONE -> {
        var served = new Served.Whole(200, headers, whole);
        if (remembers) {
          exchanges.add(new Exchange(asked.path(), request, asked.body(), served));
        }
        yield billed(by, answer, Bill.Told.ANSWERED, served);
      }
      case GONE -> billed(by, answer, Bill.Told.NOTHING, new Served.Gone());
      case CUT -> billed(by, answer, ofHalf, new Served.Cut(headers, whole, half));
      case STUCK -> billed(by, answer, ofHalf, new Served.Stuck(headers, whole, half));
      case SILENT -> billed(by, answer, Bill.Told.NOTHING, new Served.Silent());
      case INVALID ->
          billed(
              by,
              answer,
              Bill.Told.USAGE,
              new Served.Whole(200, headers, wire.invalid(body, answer)));
      case EMPTY ->
          billed(
              by,
              answer,
              Bill.Told.USAGE,
              new Served.Whole(200, headers, wire.empty(body, answer)));
      case BUSY, FAILED, OVERLOADED -> throw new IllegalStateException("turned away above");
    };
  }

  private Served billed(Bill.Payer by, ModelAnswer answer, Bill.Told told, Served served) {
    bills.add(new Bill(by, answer.usage(), told));
    return served;
  }

  private static Served refused(BadDay.Fault fault) {
    return switch (fault) {
      case BUSY -> new Served.Whole(429, Map.of("retry-after", "0.02"), Wire.error("slow down"));
      case OVERLOADED -> new Served.Whole(529, Map.of(), Wire.error("overloaded"));
      default -> new Served.Whole(500, Map.of(), Wire.error("not now"));
    };
  }

  private static Role role(Request request) {
    if (request.tools().stream().anyMatch(tool -> tool.name().equals("delegate_to_executor"))) {
      return Role.ORCHESTRATOR;
    }
    if (request.system().contains("You plan the work")) {
      return Role.PLANNER;
    }
    if (request.tools().isEmpty()) {
      return Role.ADVISOR;
    }
    return request.system().endsWith(SOLO) ? Role.SOLO : Role.EXECUTOR;
  }

  /// Every kept request as it came, for other clients to send it again with its number in the
  /// header `x-recorded`; they get the same bytes if they ask the same.
  private synchronized String recorded() {
    var list = new ArrayList<Object>();
    for (var exchange : exchanges) {
      list.add(ResponseFields.of("path", exchange.path(), "body", Body.read(exchange.body())));
    }
    return Body.write(list);
  }

  @Override
  public void close() {
    server.close();
  }
}
