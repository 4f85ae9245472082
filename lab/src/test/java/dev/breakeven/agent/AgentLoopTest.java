package dev.breakeven.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.breakeven.model.AttemptCharge;
import dev.breakeven.model.Content;
import dev.breakeven.model.Message;
import dev.breakeven.model.ModelAnswer;
import dev.breakeven.model.ModelAnswer.Stop;
import dev.breakeven.model.ModelClient;
import dev.breakeven.model.ModelFailure;
import dev.breakeven.model.ModelFailure.Kind;
import dev.breakeven.model.Request;
import dev.breakeven.tool.Delegate;
import dev.breakeven.tool.ExecutorTools;
import dev.breakeven.tool.Tool;
import dev.breakeven.tool.Toolbox;
import dev.breakeven.tool.Truncation;
import dev.breakeven.trace.Agent;
import dev.breakeven.trace.Block;
import dev.breakeven.trace.Call;
import dev.breakeven.trace.Known;
import dev.breakeven.trace.Origin;
import dev.breakeven.trace.Role;
import dev.breakeven.trace.Usage;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class AgentLoopTest {
  private static final Toolbox ECHO = new Toolbox(List.of(new Echo()));
  private static final Toolbox NONE = new Toolbox(List.of());

  private final Tape tape = new Tape();
  private final Recorder recorder = new Recorder(tape);
  private final AgentSpec solo = AgentSpec.main(Role.SOLO, "model-x", 5, Prompts.PLAIN);

  @Test
  void toolsRunUntilTheModelStops() throws InterruptedException {
    var client = new Lines(call("echo", "text", "hello"), say("All DONE."));
    var stopped = new AgentLoop(solo, client, ECHO, recorder, CallBudget.OPEN).run("Go.");
    assertThat(stopped).isEqualTo(new Stopped.Done("All DONE."));
    assertThat(client.seen.getLast().messages().getLast().content())
        .containsExactly(new Content.ToolResult("c1", "you said hello", false));
  }

  @Test
  void theConversationOnlyGrows() throws InterruptedException {
    var client =
        new Lines(call("echo", "text", "1"), call("echo", "text", "2"), say("BLOCKED: no."));
    new AgentLoop(solo, client, ECHO, recorder, CallBudget.OPEN).run("Go.");
    for (int i = 1; i < client.seen.size(); i++) {
      var before = client.seen.get(i - 1).messages();
      assertThat(client.seen.get(i).messages().subList(0, before.size())).isEqualTo(before);
    }
  }

  @Test
  void promptsAreRecordedAsGrowth() throws InterruptedException {
    var client = new Lines(call("echo", "text", "1"), say("DONE"));
    new AgentLoop(solo, client, ECHO, recorder, CallBudget.OPEN).run("Go.");
    assertThat(tape.blocks)
        .extracting(Block::origin)
        .containsExactly(
            Origin.TOOLS,
            Origin.SYSTEM,
            Origin.USER,
            Origin.TOOL_CALL,
            Origin.TOOL_RESULT,
            Origin.TEXT);
    var first = tape.calls.get(0);
    var second = tape.calls.get(1);
    assertThat(first.prompt().kept()).isZero();
    assertThat(first.prompt().added()).containsExactly(0, 1, 2);
    assertThat(first.prompt().marks()).containsExactly(0, 1, 2);
    assertThat(first.answer().blocks()).containsExactly(3);
    assertThat(second.prompt().kept()).isEqualTo(3);
    assertThat(second.prompt().added()).containsExactly(3, 4);
    assertThat(second.prompt().marks()).containsExactly(0, 1, 4);
  }

  @Test
  void everyToolCallOfAnAnswerIsRun() throws InterruptedException {
    var both =
        answer(
            Stop.TOOL_USE,
            new Content.ToolCall("c1", "echo", Map.of("text", "1")),
            new Content.ToolCall("c2", "echo", Map.of("text", "2")));
    var client = new Lines(both, say("DONE"));
    new AgentLoop(solo, client, ECHO, recorder, CallBudget.OPEN).run("Go.");
    assertThat(tape.tools).hasSize(2);
    assertThat(client.seen.getLast().messages().getLast().content())
        .extracting(piece -> ((Content.ToolResult) piece).call())
        .containsExactly("c1", "c2");
  }

  @Test
  void theCapEndsIt() throws InterruptedException {
    var client = new Lines(call("echo", "text", "again"));
    var stopped = new AgentLoop(solo, client, ECHO, recorder, CallBudget.OPEN).run("Go.");
    assertThat(stopped).isEqualTo(new Stopped.Capped(5, ""));
    assertThat(tape.calls).hasSize(5);
  }

  @Test
  void anEmptyPurseEndsItBeforeTheNextCall() throws InterruptedException {
    var client = new Lines(call("echo", "text", "again"));
    var stopped = new AgentLoop(solo, client, ECHO, recorder, new Calls(2)).run("Go.");
    assertThat(stopped).isEqualTo(new Stopped.OutOfBudget("study"));
    assertThat(tape.calls).hasSize(2);
  }

  @Test
  void aFullContextEndsIt() throws InterruptedException {
    ModelClient full =
        _ -> {
          throw new ModelFailure(Kind.TOO_LONG, "too long", new AttemptCharge.Nothing());
        };
    var stopped = new AgentLoop(solo, full, NONE, recorder, CallBudget.OPEN).run("Go.");
    assertThat(stopped).isEqualTo(new Stopped.OutOfContext("too long", ""));
  }

  @Test
  void anExecutorsFullContextIsReported() throws InterruptedException {
    ModelClient full =
        _ -> {
          throw new ModelFailure(Kind.TRUNCATED, "cut", new AttemptCharge.Nothing());
        };
    assertThat(delegating(full).run("Go.")).isEqualTo(new Stopped.Done("DONE"));
    assertThat(tape.blocks)
        .filteredOn(block -> block.origin() == Origin.REPORT)
        .singleElement()
        .extracting(Block::text)
        .asString()
        .contains("no longer fits its context");
  }

  @Test
  void anAttemptThatCannotBeAffordedEndsIt() throws InterruptedException {
    ModelClient refused =
        _ -> {
          throw new CallBudget.Refused("trial");
        };
    var stopped = new AgentLoop(solo, refused, NONE, recorder, CallBudget.OPEN).run("Go.");
    assertThat(stopped).isEqualTo(new Stopped.OutOfBudget("trial"));
  }

  @Test
  void aLostProviderEndsIt() throws InterruptedException {
    ModelClient down =
        _ -> {
          throw new ModelFailure("nobody answers");
        };
    var stopped = new AgentLoop(solo, down, NONE, recorder, CallBudget.OPEN).run("Go.");
    assertThat(stopped).isEqualTo(new Stopped.ProviderLost("nobody answers"));
  }

  @Test
  void anUnknownToolIsAnErrorTheModelReads() throws InterruptedException {
    var client = new Lines(call("fly", "to", "moon"), say("DONE"));
    new AgentLoop(solo, client, ECHO, recorder, CallBudget.OPEN).run("Go.");
    assertThat(client.seen.getLast().messages().getLast().content())
        .containsExactly(
            new Content.ToolResult("c1", "expected one of the tools echo, got 'fly'", true));
  }

  @Test
  void aCutAnswerEndsIt() throws InterruptedException {
    var client = new Lines(answer(Stop.MAX_TOKENS, new Content.Text("DONE, almost")));
    var stopped = new AgentLoop(solo, client, NONE, recorder, CallBudget.OPEN).run("Go.");
    assertThat(stopped).isEqualTo(new Stopped.Cut(Stop.MAX_TOKENS, "DONE, almost"));
  }

  @Test
  void aDelegationIsALoopOfItsOwn() throws InterruptedException {
    var stopped =
        delegating(new Lines(call("echo", "text", "x"), say("DONE: wrote it"))).run("Go.");
    assertThat(stopped).isEqualTo(new Stopped.Done("DONE"));
    var executor = tape.agents.get(1);
    assertThat(executor.id()).isEqualTo("main.1");
    assertThat(executor.role()).isEqualTo(Role.EXECUTOR);
    assertThat(executor.parent()).isEqualTo("main");
    assertThat(tape.blocks.get(java.util.Objects.requireNonNull(executor.instruction())).origin())
        .isEqualTo(Origin.INSTRUCTION);
    assertThat(tape.calls)
        .extracting(Call::id)
        .containsExactly("main#1", "main.1#1", "main.1#2", "main#2");
    assertThat(tape.blocks)
        .filteredOn(block -> block.origin() == Origin.REPORT)
        .singleElement()
        .extracting(Block::text)
        .isEqualTo("DONE: wrote it");
  }

  @Test
  void anExecutorsLostProviderEndsTheTrial() throws InterruptedException {
    ModelClient down =
        _ -> {
          throw new ModelFailure("the local model is not running");
        };
    assertThat(delegating(down).run("Go."))
        .isEqualTo(new Stopped.ProviderLost("the local model is not running"));
  }

  @Test
  void anExecutorOutsideADelegationIsAFault() {
    assertThatThrownBy(() -> recorder.called(Role.EXECUTOR, "model-y"))
        .isInstanceOf(IllegalStateException.class);
  }

  private AgentLoop delegating(ModelClient executor) {
    var sub =
        new SubAgent(
            new SubAgent.Executor("model-y", 3, Prompts.PLAIN),
            executor,
            ECHO,
            recorder,
            CallBudget.OPEN);
    var main = new Lines(call("delegate_to_executor", "instruction", "Write it."), say("DONE"));
    return new AgentLoop(
        AgentSpec.main(Role.ORCHESTRATOR, "model-x", 5, Prompts.PLAIN),
        main,
        new Toolbox(List.of(new Delegate(sub::run, ExecutorTools.ALL, new Truncation(100)))),
        recorder,
        CallBudget.OPEN);
  }

  private static ModelAnswer call(String tool, String key, String value) {
    return answer(Stop.TOOL_USE, new Content.ToolCall("c1", tool, Map.of(key, value)));
  }

  private static ModelAnswer say(String text) {
    return answer(Stop.END_TURN, new Content.Text(text));
  }

  private static ModelAnswer answer(Stop stop, Content... content) {
    return new ModelAnswer(
        List.of(content),
        stop,
        Usage.of(10, 0, 0, 0, 5),
        Known.REHEARSED,
        new Call.Timing(Instant.EPOCH, Duration.ofSeconds(1), Duration.ofSeconds(2)),
        ModelAnswer.Sizes.UNKNOWN);
  }

  /// Says the given answers in order, the last one for ever.
  private static final class Lines implements ModelClient {
    private final List<ModelAnswer> answers;
    private final List<Request> seen = new ArrayList<>();

    Lines(ModelAnswer... answers) {
      this.answers = List.of(answers);
    }

    @Override
    public ModelAnswer ask(Request request) {
      seen.add(
          new Request(
              request.model(),
              request.system(),
              request.tools(),
              List.copyOf(new ArrayList<Message>(request.messages())),
              request.maxTokens()));
      return answers.get(Math.min(seen.size(), answers.size()) - 1);
    }
  }

  /// Says back what it is told.
  private static final class Echo implements Tool {
    @Override
    public String name() {
      return "echo";
    }

    @Override
    public String description() {
      return "Says it back.";
    }

    @Override
    public Map<String, Object> schema() {
      return Map.of("type", "object");
    }

    @Override
    public Result run(Map<String, Object> input) {
      return Result.of("you said " + input.get("text"));
    }
  }

  /// Keeps everything.
  private static final class Tape implements Watcher {
    private final List<Agent> agents = new ArrayList<>();
    private final List<Block> blocks = new ArrayList<>();
    private final List<Call> calls = new ArrayList<>();
    private final List<ToolRun> tools = new ArrayList<>();

    @Override
    public void agent(Agent agent) {
      agents.add(agent);
    }

    @Override
    public void block(Block block) {
      blocks.add(block);
    }

    @Override
    public void call(Call call) {
      calls.add(call);
    }

    @Override
    public void tool(ToolRun run) {
      tools.add(run);
    }
  }

  /// Pays for a number of calls.
  private static final class Calls implements CallBudget {
    private int left;

    Calls(int left) {
      this.left = left;
    }

    @Override
    public Optional<String> reserve(Agent agent, Request request) {
      return left-- > 0 ? Optional.empty() : Optional.of("study");
    }

    @Override
    public void settle(Usage usage) {}

    @Override
    public void lost() {}
  }
}
