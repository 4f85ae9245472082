package dev.breakeven.model.rehearsal;

import dev.breakeven.model.Content;
import dev.breakeven.model.ModelAnswer;
import dev.breakeven.model.ModelAnswer.Stop;
import dev.breakeven.model.ModelClient;
import dev.breakeven.model.Request;
import dev.breakeven.model.ToolSpec;
import dev.breakeven.trace.Call;
import dev.breakeven.trace.Known;
import dev.breakeven.trace.TokenClass;
import dev.breakeven.trace.Usage;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/// A model played offline. What it says is a pure function of the conversation, the profile, the
/// script and the seed; what it costs comes from a cache model, what time it takes from the
/// profile. It is no language model: it knows the reference solution and follows it in a style.
///
/// Its role follows from the request: with the tool `delegate_to_executor` it orchestrates, by
/// edits or by goals as the tool says; without any tool it advises; told to write a plan it plans;
/// if the first message holds edits as an orchestrator writes them, it executes those; else it
/// works alone, by a plan where there is one.
///
/// One instance plays one agent's model in one trial; agents of a trial share clock and billing.
public final class RehearsedModel implements ModelClient {
  private static final Pattern TIMES = Pattern.compile("at most ([0-9]+) times");

  private final Profile profile;
  private final Script script;
  private final long seed;
  private final VirtualClock clock;
  private final Meter meter;

  /// Plays `profile` along `script`.
  ///
  /// @param seed which of the many ways to play it
  /// @param clock the trial's clock, moved by the time that answering takes
  /// @param meter what its tokens are counted and billed with
  public RehearsedModel(
      Profile profile, Script script, long seed, VirtualClock clock, Meter meter) {
    this.profile = profile;
    this.script = script;
    this.seed = seed;
    this.clock = clock;
    this.meter = meter;
  }

  /// What a rehearsed model's tokens are counted and billed with.
  ///
  /// @param counter shared by all
  /// @param billing shared by the agents of a trial that share a provider
  public record Meter(TokenCounter counter, Billing billing) {}

  @Override
  public ModelAnswer ask(Request request) {
    var sizes = new Sizes(meter.counter(), profile.machine().tokenizer());
    List<Content> content = play(request);
    List<Long> answer = content.stream().map(piece -> sizes.of(piece).tokens()).toList();
    Stop stop =
        content.stream().anyMatch(Content.ToolCall.class::isInstance)
            ? Stop.TOOL_USE
            : Stop.END_TURN;
    if (sum(answer) > request.maxTokens()) {
      content = cutShort();
      answer = List.of((long) request.maxTokens());
      stop = Stop.MAX_TOKENS;
    }
    List<Billing.Part> blocks =
        sizes.of(request).stream().map(s -> new Billing.Part(s.text(), s.tokens())).toList();
    Instant start = clock.instant();
    var speed = profile.machine().speed();
    var prompt =
        new Billing.RehearsedPrompt(
            request.model(), blocks, start, start.plus(seconds(speed.first())));
    Usage usage = meter.billing().send(prompt, sum(answer));
    Call.Timing timing = timing(start, usage);
    clock.advance(timing.total());
    return new ModelAnswer(
        content,
        stop,
        usage,
        Known.REHEARSED,
        timing,
        new ModelAnswer.Sizes(blocks.stream().map(Billing.Part::tokens).toList(), answer));
  }

  private List<Content> play(Request request) {
    var dialect = Dialect.of(request);
    History history = History.of(request.messages(), dialect);
    int turn = history.turns() + 1;
    var dice = new Dice(seed, profile.name() + profile.revision(), history.task());
    var scene = new Scene(history, profile, dice);
    return switch (role(request, scene).next()) {
      case Act.End(String words) -> List.of(new Content.Text(words));
      case Act.Use(AnswerText.Topic why, List<WantedCall> moves) -> {
        var content = new ArrayList<Content>();
        String words = new AnswerText(dice, profile).about(why, profile.writing().aside(), turn);
        if (!words.isEmpty()) {
          content.add(new Content.Text(words));
        }
        for (WantedCall thought : moves) {
          WantedCall move = dialect.said(thought);
          String id = "call_%d_%d".formatted(turn, content.size());
          content.add(new Content.ToolCall(id, move.tool(), move.input()));
        }
        yield List.copyOf(content);
      }
    };
  }

  private Behaviour role(Request request, Scene scene) {
    if (request.tools().isEmpty()) {
      return new AdvisorBehaviour(scene);
    }
    var delegating = description(request, WantedCall.DELEGATE);
    if (delegating.isPresent()) {
      return delegating.get().contains("reach a goal")
          ? new GoalBehaviour(scene, script)
          : new OrchestratorBehaviour(scene, script);
    }
    if (request.system().contains("write a plan")) {
      return new PlannerBehaviour(scene, script, request.maxTokens());
    }
    var task = scene.history().task();
    if (task.startsWith(GoalBehaviour.HEAD)) {
      boolean begun = !task.startsWith(GoalBehaviour.HEAD + "1\n");
      return new SoloBehaviour(
          scene, script, new SoloBehaviour.Situation(false, begun, SoloBehaviour.Advice.NONE));
    }
    if (!Instruction.parse(task).isEmpty()) {
      return new ExecutorBehaviour(scene);
    }
    return new SoloBehaviour(
        scene,
        script,
        new SoloBehaviour.Situation(
            task.contains("### Plan\n"),
            false,
            description(request, WantedCall.ADVISOR)
                .map(RehearsedModel::advice)
                .orElse(SoloBehaviour.Advice.NONE)));
  }

  private static Optional<String> description(Request request, String tool) {
    return request.tools().stream()
        .filter(one -> one.name().equals(tool))
        .map(ToolSpec::description)
        .findFirst();
  }

  private static SoloBehaviour.Advice advice(String description) {
    var times = TIMES.matcher(description);
    return new SoloBehaviour.Advice(
        times.find() ? Integer.parseInt(times.group(1)) : 1,
        description.contains("before you change anything"),
        description.contains("verification fails"));
  }

  /// What is left of an answer that was longer than allowed: a call that was cut is no call.
  private static List<Content> cutShort() {
    return List.of(new Content.Text("This answer reached the most tokens it may have"));
  }

  private Call.Timing timing(Instant start, Usage usage) {
    var speed = profile.machine().speed();
    long cached = usage.count(TokenClass.READ);
    Duration first =
        seconds(
            speed.first() + (usage.prompt() - cached) / speed.prompt() + cached / speed.cached());
    Duration writing = seconds(usage.count(TokenClass.OUTPUT) / speed.output());
    return new Call.Timing(start, first, first.plus(writing));
  }

  private static Duration seconds(double seconds) {
    return Duration.ofMillis(Math.round(seconds * 1000));
  }

  private static long sum(List<Long> numbers) {
    return numbers.stream().mapToLong(Long::longValue).sum();
  }
}
