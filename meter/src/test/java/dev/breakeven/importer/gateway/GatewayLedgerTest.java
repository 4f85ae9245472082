package dev.breakeven.importer.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import dev.breakeven.exchange.Caller;
import dev.breakeven.exchange.Part;
import dev.breakeven.exchange.Reply;
import dev.breakeven.exchange.Wire;
import dev.breakeven.importer.Health;
import dev.breakeven.importer.Health.Count;
import dev.breakeven.importer.Input;
import dev.breakeven.importer.gateway.CallLine.Answer;
import dev.breakeven.importer.gateway.CallLine.Change;
import dev.breakeven.importer.gateway.CallLine.End;
import dev.breakeven.json.JsonTree;
import dev.breakeven.trace.Agent;
import dev.breakeven.trace.Block;
import dev.breakeven.trace.Call;
import dev.breakeven.trace.Known;
import dev.breakeven.trace.Origin;
import dev.breakeven.trace.Role;
import dev.breakeven.trace.Trace;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

final class GatewayLedgerTest {
  private static final Instant START = Instant.parse("2026-11-24T06:00:00Z");

  private static final Part SYSTEM = Part.of(Origin.SYSTEM, null, "be brief");
  private static final Part ASKED = Part.of(Origin.USER, null, "what is here?");
  private static final Part ORDER = Part.of(Origin.USER, null, "look around");
  private static final Part STARTS =
      new Part(Origin.INSTRUCTION, "Task", "h1", 30, null, ORDER.hash());
  private static final Part SAID = Part.of(Origin.TEXT, null, "nothing");
  private static final Part RESULT = Part.of(Origin.TOOL_RESULT, "Task", "nothing");

  private static final Caller MAIN = new Caller("claude-code", "s", null, null, Caller.Kind.MAIN);

  private final List<Trace> traces = new ArrayList<>();

  private static String call(String id, Caller caller, Change prompt, End end, Part... answer) {
    int number = Integer.parseInt(id.substring(2));
    boolean whole = end == End.COMPLETE;
    var usage =
        JsonTree.of(
            "{\"input_tokens\":%d,\"cache_creation_input_tokens\":5,\"cache_read_input_tokens\":0,\"output_tokens\":3}"
                .formatted(number));
    var reply =
        new Reply(
            "msg" + id,
            "claude-haiku-4-5",
            whole ? "end_turn" : null,
            null,
            usage,
            List.of(answer));
    int status = end == End.REFUSED ? 402 : end == End.UNANSWERED ? 0 : 200;
    return CallLines.write(
        new CallLine(
            id,
            caller,
            new CallLine.Request(Wire.ANTHROPIC, "claude-haiku-4-5", "h", false, prompt),
            new Answer(status, end, "req", reply),
            new CallLine.Times(
                START.plusSeconds(number), Duration.ofMillis(3), Duration.ofMillis(20))));
  }

  private Health read(String... lines) {
    String text = CallLines.header("r", START) + "\n" + String.join("\n", lines);
    return new GatewayLedger().read(List.of(Input.of("calls-r.jsonl", text)), traces::add);
  }

  private static Change whole(Part... parts) {
    return new Change(null, 0, List.of(parts), List.of());
  }

  @Test
  void aConversationThatBeginsWithTheInstructionOfADelegationIsItsExecutor() {
    read(
        call("r-1", MAIN, whole(SYSTEM, ASKED), End.COMPLETE, STARTS),
        call("r-2", MAIN, whole(SYSTEM, ORDER), End.COMPLETE, SAID),
        call(
            "r-3",
            MAIN,
            new Change("r-1", 2, List.of(STARTS, RESULT), List.of(1)),
            End.COMPLETE,
            SAID));
    Trace trace = traces.getFirst();
    assertThat(trace.agents())
        .extracting(Agent::role)
        .containsExactly(Role.ORCHESTRATOR, Role.EXECUTOR);
    Agent executor = trace.agents().getLast();
    Block instruction =
        trace.blocks().get(java.util.Objects.requireNonNull(executor.instruction()));
    assertThat(instruction.origin()).isEqualTo(Origin.INSTRUCTION);
    assertThat(instruction.length()).isEqualTo(30);
    Call last = trace.calls().getLast();
    assertThat(last.agent()).isEqualTo("main");
    assertThat(last.prompt().kept()).isEqualTo(2);
    // The answer's part is the same block in the prompt after it.
    assertThat(last.prompt().added().getFirst()).isEqualTo(instruction.id());
    assertThat(trace.labels()).containsEntry("session", "s").containsEntry("client", "claude-code");
  }

  @Test
  void whatTheClientNamesDecides() {
    var agent = new Caller("claude-code", "s", "a1", null, Caller.Kind.SUBAGENT);
    var nested = new Caller("claude-code", "s", "a2", "a1", Caller.Kind.SUBAGENT);
    var title = new Caller("claude-code", "s", null, null, Caller.Kind.AUXILIARY);
    read(
        call("r-1", MAIN, whole(ASKED), End.COMPLETE, SAID),
        call("r-2", agent, whole(ASKED), End.COMPLETE, SAID),
        call("r-3", nested, whole(ASKED), End.COMPLETE, SAID),
        call("r-4", title, whole(ASKED), End.COMPLETE, SAID));
    assertThat(traces.getFirst().agents())
        .extracting(Agent::id)
        .containsExactly("main", "a1", "a2", "auxiliary");
    assertThat(traces.getFirst().agents())
        .extracting(Agent::parent)
        .containsExactly(null, "main", "a1", "main");
    assertThat(traces.getFirst().agents().getLast().role()).isEqualTo(Role.SOLO);
  }

  @Test
  void aCutAnswerIsAFloorAndOneWithoutUsageUnknown() {
    read(call("r-1", MAIN, whole(ASKED), End.CUT));
    assertThat(traces.getFirst().calls().getFirst().answer().known()).isEqualTo(Known.AT_LEAST);
  }

  @Test
  void whatCostNothingIsNoCallAndIsCounted() {
    Health health =
        read(
            call("r-1", MAIN, whole(ASKED), End.REFUSED),
            call("r-2", MAIN, whole(ASKED), End.UNANSWERED));
    assertThat(traces).isEmpty();
    assertThat(health.broken())
        .anyMatch(note -> note.contains("1 request the gateway refused"))
        .anyMatch(note -> note.contains("unknown"));
  }

  @Test
  void aCallIsReadOnceAndALineThatBreaksOffIsLeftOut() {
    String line = call("r-1", MAIN, whole(ASKED), End.COMPLETE, SAID);
    Health health = read(line, line, line.substring(0, 40));
    assertThat(traces.getFirst().calls()).hasSize(1);
    assertThat(health.count(Count.REPEATED)).isEqualTo(1);
    assertThat(health.count(Count.CUT)).isEqualTo(1);
  }

  @Test
  void aBaseThatIsNotThereAndAnotherFormAreNamed() {
    Health health =
        read(
            call("r-1", MAIN, new Change("r-0", 4, List.of(), List.of()), End.COMPLETE),
            "{\"type\":\"gateway\",\"version\":99}",
            "{\"type\":\"call\",\"id\":7}");
    assertThat(traces).isEmpty();
    assertThat(health.broken())
        .anyMatch(note -> note.contains("r-0"))
        .anyMatch(note -> note.contains("newer"))
        .anyMatch(note -> note.contains("expected a text as"));
  }
}
