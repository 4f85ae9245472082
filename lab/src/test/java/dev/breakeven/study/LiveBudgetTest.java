package dev.breakeven.study;

import static org.assertj.core.api.Assertions.assertThat;

import dev.breakeven.agent.AgentLoop;
import dev.breakeven.agent.AgentSpec;
import dev.breakeven.agent.Prompts;
import dev.breakeven.agent.Recorder;
import dev.breakeven.agent.Stopped;
import dev.breakeven.agent.SubAgent;
import dev.breakeven.catalog.Catalog;
import dev.breakeven.model.Backoff;
import dev.breakeven.model.Content;
import dev.breakeven.model.Message;
import dev.breakeven.model.ModelAnswer;
import dev.breakeven.model.ModelAnswer.Stop;
import dev.breakeven.model.Request;
import dev.breakeven.model.Retrying;
import dev.breakeven.model.played.BadDay;
import dev.breakeven.model.played.Bill;
import dev.breakeven.model.played.PlayedProvider;
import dev.breakeven.pricing.Pricing;
import dev.breakeven.task.PreparedTask;
import dev.breakeven.tool.Delegate;
import dev.breakeven.tool.ExecutorTools;
import dev.breakeven.tool.Tool;
import dev.breakeven.tool.Toolbox;
import dev.breakeven.tool.Truncation;
import dev.breakeven.trace.Call;
import dev.breakeven.trace.Known;
import dev.breakeven.trace.Role;
import dev.breakeven.trace.TraceWriter;
import dev.breakeven.trace.Usage;
import dev.breakeven.unit.Usd;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// No study of live models spends more than its budget by the provider's own books, whatever the
/// models do within what a request announced, and whatever becomes of their answers.
class LiveBudgetTest {
  private static final int STUDIES = 1000;
  private static final int FAILING = 15;
  private static final Pricing PRICING = Pricing.of(Catalog.bundled());

  /// As many attempts as it takes, at once.
  private static final Backoff AT_ONCE =
      new Backoff(5, Duration.ZERO, Duration.ZERO, Duration.ofMinutes(9));

  @TempDir private Path folder = Path.of("");

  @Tag("slow")
  @Test
  void aThousandStudiesKeepTheirBudgetsByTheProvidersBooks() throws Exception {
    var spender = new Spender();
    int cut = 0;
    int wellUsed = 0;
    int lost = 0;
    try (var provider =
        new PlayedProvider(spender, BadDay.withoutWaiting(FAILING, 20261127), Set.of())) {
      var models = models(provider);
      for (int number = 0; number < STUDIES; number++) {
        var random = new Random(number);
        var limits = limits(random);
        int before = provider.bills().size();
        var stopped = play(models, "s" + number, limits, random);
        var bills = provider.bills().subList(before, provider.bills().size());
        var spent = cost(bills);
        assertThat(Limits.within(limits.study(), spent))
            .as("%d: %s of %s", number, spent, limits)
            .isTrue();
        cut += stopped.stream().anyMatch(Stopped.OutOfBudget.class::isInstance) ? 1 : 0;
        wellUsed += spent.picodollars() * 2 > limits.study().orElseThrow().picodollars() ? 1 : 0;
        lost += bills.stream().anyMatch(bill -> bill.told() == Bill.Told.NOTHING) ? 1 : 0;
      }
    }
    assertThat(cut).as("studies that a budget ended").isGreaterThan(STUDIES / 3);
    assertThat(wellUsed).as("studies that used half of it").isGreaterThan(STUDIES / 10);
    assertThat(lost).as("studies in which bills were not told").isGreaterThan(STUDIES / 10);
  }

  private static Study study(PlayedProvider provider) {
    return StudyReader.read(
        "budget.yaml",
        """
        study: budget
        pack: none
        tasks: [T]
        trials: 1
        seed: 1
        date: 2026-11-24
        models:
          streamed: {id: claude-opus-4-7, url: BASE/A}
          whole: {id: claude-haiku-4-5, url: BASE/A, stream: false, cache: 1h}
          chat: {id: gpt-6.2-sol, url: BASE/A/v1}
        arms:
          A: {solo: streamed, turns: 1}
        """
            .replace("BASE", provider.base().toString()));
  }

  private Models models(PlayedProvider provider) throws InterruptedException {
    var study = study(provider);
    var live =
        LiveModels.of(study, study.models().keySet(), Map.of())
            .asking(new LiveModels.Asking(AT_ONCE, Retrying.Waiting.real()));
    return new Models(study, live, NotePack.prepare(folder).task("note"));
  }

  /// A study's models and where they come from.
  private record Models(Study study, LiveModels live, PreparedTask task) {
    ModelSpec any(Random random) {
      var names = List.of("streamed", "whole", "chat");
      return study.model(names.get(random.nextInt(names.size())));
    }
  }

  private static Limits limits(Random random) {
    return new Limits(
        Optional.of(cents(random, 150)),
        random.nextBoolean() ? Optional.of(cents(random, 120)) : Optional.empty(),
        random.nextInt(4) == 0 ? Optional.of(cents(random, 60)) : Optional.empty());
  }

  private static Usd cents(Random random, int most) {
    return new Usd(10_000_000_000L).times(random.nextInt(1, most));
  }

  private static List<Stopped> play(Models models, String name, Limits limits, Random random)
      throws Exception {
    var ledger = BudgetTest.forgetful();
    var spending = RunBudget.of(limits, ledger);
    var books = new TrialWatch.Books(ledger, PRICING, spending, RunProgress.SILENT);
    var running = new ArrayList<Future<Stopped>>();
    try (var pool = Executors.newFixedThreadPool(random.nextInt(1, 4))) {
      for (int number = 1; number <= random.nextInt(1, 5); number++) {
        var trial = new Trial(name, "T", number);
        long seed = random.nextLong();
        running.add(pool.submit(() -> trial(models, trial, limits, books, new Random(seed))));
      }
    }
    var stopped = new ArrayList<Stopped>();
    for (var trial : running) {
      stopped.add(trial.get());
    }
    return stopped;
  }

  private static Stopped trial(
      Models models, Trial trial, Limits limits, TrialWatch.Books books, Random random)
      throws InterruptedException {
    var trace = new TraceWriter(Writer.nullWriter());
    trace.header(Map.of());
    var watch = new TrialWatch(trial, trace, books, false);
    var own = models.live().begin(trial, models.task(), "");
    var purse = new TrialBudget(trial, limits, watch, books, own.clock());
    var recorder = new Recorder(watch);
    var first = models.any(random);
    var babbler = new Babbler(random);
    List<Tool> tools = new ArrayList<>(List.of(babbler));
    boolean delegates = random.nextBoolean();
    if (delegates) {
      var executor = models.any(random);
      var sub =
          new SubAgent(
              new SubAgent.Executor(executor.id(), random.nextInt(1, 4), Prompts.PLAIN),
              own.client(executor, purse),
              new Toolbox(List.of(babbler)),
              recorder,
              purse);
      tools.add(new Delegate(sub::run, ExecutorTools.ALL, new Truncation(400)));
    }
    var spec =
        AgentSpec.main(
            delegates ? Role.ORCHESTRATOR : Role.SOLO,
            first.id(),
            random.nextInt(1, 9),
            Prompts.PLAIN);
    return new AgentLoop(spec, own.client(first, purse), new Toolbox(tools), recorder, purse)
        .run("Go on with " + trial.id() + " ü.");
  }

  private static Usd cost(List<Bill> bills) {
    var today = LocalDate.now(ZoneOffset.UTC);
    return bills.stream()
        .filter(bill -> bill.told() != Bill.Told.REFUSED)
        .map(bill -> Spent.of(PRICING.cost(bill.by().model(), today, bill.usage())).usd())
        .reduce(Usd.ZERO, Usd::plus);
  }

  /// Bills anything up to what a prompt can have and its answer may.
  private static final class Spender implements PlayedProvider.Player {
    private final Random random = new Random(1);

    /// The tokens of prompt and answer, by conversation and number of messages.
    private final Map<String, Long> before = new HashMap<>();

    private int number;

    @Override
    public ModelAnswer answer(Bill.Payer by, Request request) {
      var name = request.messages().getFirst().content().toString() + by.model();
      int messages = request.messages().size();
      long known = before.getOrDefault(name + (messages - 2), 0L);
      var fresh =
          known == 0 ? request.messages() : request.messages().subList(messages - 2, messages);
      long most = known + fresh.stream().mapToLong(Spender::bytes).sum();
      long prompt = random.nextBoolean() ? most : random.nextLong(most + 1);
      long output = random.nextBoolean() ? request.maxTokens() : random.nextInt(1, 400);
      before.put(name + messages, prompt + output);
      return new ModelAnswer(
          List.of(content(request)),
          Stop.TOOL_USE,
          usage(by.model(), prompt, output),
          Known.BILLED,
          new Call.Timing(Instant.EPOCH, Duration.ZERO, Duration.ZERO),
          ModelAnswer.Sizes.UNKNOWN);
    }

    private Content content(Request request) {
      number++;
      return request.tools().size() > 1 && random.nextInt(3) == 0
          ? new Content.ToolCall(
              "c" + number, "delegate_to_executor", Map.of("instruction", "Do " + number))
          : new Content.ToolCall("c" + number, "babble", Map.of("text", "日本" + number));
    }

    private Usage usage(String model, long prompt, long output) {
      long read = random.nextInt(3) == 0 ? random.nextLong(prompt + 1) : 0;
      long rest = prompt - read;
      if (!model.startsWith("claude-")) {
        return Usage.of(0, rest, 0, read, output);
      }
      long hour = random.nextBoolean() ? rest : random.nextLong(rest + 1);
      return Usage.of(0, rest - hour, hour, read, output);
    }

    private static long bytes(Message message) {
      return message.content().stream()
          .mapToLong(piece -> piece.toString().getBytes(StandardCharsets.UTF_8).length * 9L / 10)
          .sum();
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
      return Result.of("bä語".repeat(random.nextInt(600)));
    }
  }
}
