package dev.breakeven.study;

import static org.assertj.core.api.Assertions.assertThat;

import dev.breakeven.agent.AgentLoop;
import dev.breakeven.agent.AgentSpec;
import dev.breakeven.agent.Prompts;
import dev.breakeven.agent.Recorder;
import dev.breakeven.agent.Stopped;
import dev.breakeven.catalog.Catalog;
import dev.breakeven.model.Content;
import dev.breakeven.model.ModelAnswer;
import dev.breakeven.model.ModelAnswer.Stop;
import dev.breakeven.model.ModelClient;
import dev.breakeven.model.Request;
import dev.breakeven.pricing.Pricing;
import dev.breakeven.tool.Tool;
import dev.breakeven.tool.Toolbox;
import dev.breakeven.trace.Call;
import dev.breakeven.trace.Known;
import dev.breakeven.trace.Role;
import dev.breakeven.trace.TraceWriter;
import dev.breakeven.trace.Usage;
import dev.breakeven.unit.Usd;
import java.io.Writer;
import java.lang.reflect.Proxy;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

/// No study, no trial and no call spends more than its budget, whatever the model does within what
/// its request announced.
class BudgetTest {
  private static final int STUDIES = 1000;
  private static final Instant NOW = Instant.parse("2026-11-24T12:00:00Z");
  private static final LocalDate DAY = LocalDate.of(2026, 11, 24);
  private static final List<String> MODELS = List.of("claude-opus-4-7", "claude-haiku-4-5");
  private static final Pricing PRICING = Pricing.of(Catalog.bundled());

  @Test
  void aThousandStudiesKeepTheirBudgets() throws Exception {
    int cut = 0;
    int wellUsed = 0;
    for (int number = 0; number < STUDIES; number++) {
      var random = new Random(number);
      var limits = limits(random);
      var played = play(limits, random);
      var all = played.stream().map(Played::spent).reduce(Usd.ZERO, Usd::plus);
      assertThat(Limits.within(limits.study(), all))
          .as("%d: %s of %s", number, all, limits)
          .isTrue();
      for (var trial : played) {
        assertThat(Limits.within(limits.trial(), trial.spent())).as("%d", number).isTrue();
        assertThat(Limits.within(limits.call(), trial.dearest())).as("%d", number).isTrue();
      }
      cut += played.stream().anyMatch(t -> t.stopped() instanceof Stopped.OutOfBudget) ? 1 : 0;
      wellUsed += all.picodollars() * 2 > limits.study().orElseThrow().picodollars() ? 1 : 0;
    }
    assertThat(cut).as("studies that a budget ended").isGreaterThan(STUDIES / 3);
    assertThat(wellUsed).as("studies that used half of it").isGreaterThan(STUDIES / 4);
  }

  /// How a trial went.
  private record Played(Stopped stopped, Usd spent, Usd dearest) {}

  private static Limits limits(Random random) {
    return new Limits(
        Optional.of(cents(random, 1000)),
        random.nextBoolean() ? Optional.of(cents(random, 400)) : Optional.empty(),
        random.nextInt(4) == 0 ? Optional.of(cents(random, 100)) : Optional.empty());
  }

  private static Usd cents(Random random, int most) {
    return new Usd(10_000_000_000L).times(random.nextInt(1, most));
  }

  private static List<Played> play(Limits limits, Random random) throws Exception {
    var ledger = forgetful();
    var spending = RunBudget.of(limits, ledger);
    var books = new TrialWatch.Books(ledger, PRICING, spending, RunProgress.SILENT);
    var running = new ArrayList<Future<Played>>();
    try (var pool = Executors.newFixedThreadPool(random.nextInt(1, 5))) {
      for (int number = 1; number <= random.nextInt(1, 9); number++) {
        var trial = new Trial("A", "T", number);
        long seed = random.nextLong();
        running.add(pool.submit(() -> trial(trial, limits, books, new Random(seed))));
      }
    }
    var played = new ArrayList<Played>();
    for (var trial : running) {
      played.add(trial.get());
    }
    return played;
  }

  private static Played trial(Trial trial, Limits limits, TrialWatch.Books books, Random random)
      throws InterruptedException {
    var model = MODELS.get(random.nextInt(MODELS.size()));
    var trace = new TraceWriter(Writer.nullWriter());
    trace.header(Map.of());
    var watch = new TrialWatch(trial, trace, books, false);
    var purse = new TrialBudget(trial, limits, watch, books, InstantSource.fixed(NOW));
    var spender = new Spender(model, random);
    var spec = AgentSpec.main(Role.SOLO, model, random.nextInt(1, 12), Prompts.PLAIN);
    var tools = new Toolbox(List.of(new Babbler(random)));
    var stopped = new AgentLoop(spec, spender, tools, new Recorder(watch), purse).run("Go on. ü");
    return new Played(stopped, spender.spent, spender.dearest);
  }

  /// Bills anything up to what its prompt can have and its answer may, and sometimes does not say.
  private static final class Spender implements ModelClient {
    private final String model;
    private final Random random;
    private long before;
    private int seen;
    private Usd spent = Usd.ZERO;
    private Usd dearest = Usd.ZERO;

    Spender(String model, Random random) {
      this.model = model;
      this.random = random;
    }

    @Override
    public ModelAnswer ask(Request request) {
      var fresh = request.messages().subList(seen, request.messages().size());
      long bytes = fresh.toString().getBytes(StandardCharsets.UTF_8).length * 9L / 10;
      long most = before + bytes;
      long prompt = random.nextBoolean() ? most : random.nextLong(most + 1);
      long read = random.nextInt(3) == 0 ? random.nextLong(prompt + 1) : 0;
      long hour = random.nextBoolean() ? prompt - read : random.nextLong(prompt - read + 1);
      long output = random.nextBoolean() ? request.maxTokens() : random.nextInt(1, 400);
      var usage = Usage.of(0, prompt - read - hour, hour, read, output);
      var cost = Spent.of(PRICING.cost(model, DAY, usage)).usd();
      spent = spent.plus(cost);
      dearest = cost.compareTo(dearest) > 0 ? cost : dearest;
      before = prompt + output;
      seen = request.messages().size();
      return new ModelAnswer(
          List.of(new Content.ToolCall("c" + seen, "babble", Map.of("text", "日本" + seen))),
          Stop.TOOL_USE,
          random.nextInt(10) == 0 ? Usage.NONE : usage,
          Known.BILLED,
          new Call.Timing(NOW, Duration.ZERO, Duration.ZERO),
          ModelAnswer.Sizes.UNKNOWN);
    }
  }

  /// A tool that answers at any length.
  private record Babbler(Random random) implements Tool {
    @Override
    public String name() {
      return "babble";
    }

    @Override
    public String description() {
      return "Babbles.";
    }

    @Override
    public Map<String, Object> schema() {
      return Map.of("type", "object");
    }

    @Override
    public Result run(Map<String, Object> input) {
      return Result.of("bä語".repeat(random.nextInt(5000)));
    }
  }

  /// Books that hold nothing: the spender keeps its own.
  static Ledger forgetful() {
    return (Ledger)
        Proxy.newProxyInstance(
            BudgetTest.class.getClassLoader(),
            new Class<?>[] {Ledger.class},
            (_, method, _) ->
                method.getReturnType() == Spent.class
                    ? Spent.NONE
                    : method.getReturnType() == List.class ? List.of() : null);
  }
}
