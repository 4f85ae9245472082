package dev.breakeven.importer.claudecode;

import static org.assertj.core.api.Assertions.assertThat;

import dev.breakeven.importer.Health.Count;
import dev.breakeven.importer.Input;
import dev.breakeven.trace.Agent;
import dev.breakeven.trace.Block;
import dev.breakeven.trace.Call;
import dev.breakeven.trace.Known;
import dev.breakeven.trace.Origin;
import dev.breakeven.trace.Role;
import dev.breakeven.trace.TokenClass;
import dev.breakeven.trace.Trace;
import dev.breakeven.trace.TraceReader;
import dev.breakeven.trace.TraceWriter;
import dev.breakeven.trace.Usage;
import java.io.StringReader;
import java.io.StringWriter;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

final class ClaudeCodeTest {
  private static final String OPUS = "claude-opus-4-7";
  private static final String HAIKU = "claude-haiku-4-5";

  private static Trace only(Script... scripts) {
    var inputs = new ArrayList<Input>();
    for (int i = 0; i < scripts.length; i++) {
      inputs.add(scripts[i].input("file-" + i + ".jsonl"));
    }
    return only(inputs);
  }

  private static Trace only(List<Input> inputs) {
    ClaudeCode.Reading reading = ClaudeCode.read(inputs);
    assertThat(reading.health().broken()).isEmpty();
    assertThat(reading.traces()).hasSize(1);
    return reading.traces().getFirst();
  }

  private static Call call(Trace trace, String id) {
    return trace.calls().stream().filter(call -> call.id().equals(id)).findFirst().orElseThrow();
  }

  private static Agent agent(Trace trace, String id) {
    return trace.agents().stream().filter(agent -> agent.id().equals(id)).findFirst().orElseThrow();
  }

  private static List<String> texts(Trace trace, List<Integer> blocks) {
    return blocks.stream()
        .map(id -> trace.blocks().stream().filter(block -> block.id() == id).findFirst())
        .map(block -> block.map(ClaudeCodeTest::told).orElse("no block"))
        .toList();
  }

  private static String told(Block block) {
    return block.origin().key() + (block.text() == null ? "" : " " + block.text());
  }

  private static Script delegation() {
    return Script.of("s")
        .user("u1", "Do it.")
        .answer("a1", "m1", Script.call("t1", "Task", "'prompt':'Look.'"), "tool_use 3 100 0 40");
  }

  private static Script executor() {
    return Script.agent("s", "x1")
        .user("x-u", "Look.")
        .answer("x-a", "m2", HAIKU, Script.text("Found."), "end_turn 2 50 0 9");
  }

  @Test
  void severalLinesOfOneMessageAreOneCallWithItsLargestOutput() {
    Trace trace =
        only(
            Script.of("s")
                .user("u1", "Hello.")
                .answer("a1", "m1", Script.text("One."), "null 3 100 0 1")
                .answer("a2", "m1", Script.text("Two."), "end_turn 3 100 0 42"));

    assertThat(trace.calls()).hasSize(1);
    Call.Answer answer = trace.calls().getFirst().answer();
    assertThat(answer.usage()).isEqualTo(Usage.of(3, 100, 0, 0, 42));
    assertThat(answer.stop()).isEqualTo("end_turn");
    assertThat(texts(trace, answer.blocks())).containsExactly("text One.", "text Two.");
  }

  @Test
  void promptsBeginWithWhatIsNotOnFileAndGrow() {
    Trace trace =
        only(
            Script.of("s")
                .user("u1", "Hello.")
                .answer("a1", "m1", Script.call("t1", "Bash", "'command':'ls'"), "tool_use 3 9 0 4")
                .later(5)
                .result("r1", "t1", "README", "")
                .later(2)
                .answer("a2", "m2", Script.text("Done."), "end_turn 1 5 9 2"));

    Call first = call(trace, "main#1");
    Call second = call(trace, "main#2");
    assertThat(texts(trace, first.prompt().added())).containsExactly("unseen", "user Hello.");
    assertThat(first.prompt().kept()).isZero();
    assertThat(second.prompt().kept()).isEqualTo(2);
    assertThat(texts(trace, second.prompt().added()))
        .containsExactly("tool_call {\"command\":\"ls\"}", "tool_result README");
    assertThat(second.timing().first()).isEqualTo(Duration.ofSeconds(3));
    assertThat(trace.blocks().get(3).tool()).isEqualTo("Bash");
    assertThat(agent(trace, "main").role()).isEqualTo(Role.SOLO);
  }

  @Test
  void resultsOfParallelCallsStandInTheOrderOfTheCalls() {
    Trace trace =
        only(
            Script.of("s")
                .user("u1", "Hello.")
                .answer("a1", "m1", Script.call("t1", "Read", "'f':1"), "tool_use 3 9 0 4")
                .answer("a2", "m1", Script.call("t2", "Read", "'f':2"), "tool_use 3 9 0 4")
                .result("r2", "t2", "second", "")
                .from("a1")
                .result("r1", "t1", "first", "")
                .answer("a3", "m1", Script.call("t3", "Read", "'f':3"), "tool_use 3 9 0 4")
                .result("r3", "t3", "third", "")
                .answer("a4", "m2", Script.text("Done."), "end_turn 1 5 9 2"));

    assertThat(texts(trace, call(trace, "main#2").prompt().added()))
        .containsExactly(
            "tool_call {\"f\":1}",
            "tool_call {\"f\":2}",
            "tool_call {\"f\":3}",
            "tool_result first",
            "tool_result second",
            "tool_result third");
  }

  @Test
  void anAgentFileIsLinkedByWhatTheParentsResultSays() {
    Trace trace =
        only(
            delegation().result("r1", "t1", "Found.", ",'toolUseResult':{'agentId':'x1'}"),
            executor());

    Agent executor = agent(trace, "x1");
    assertThat(executor.role()).isEqualTo(Role.EXECUTOR);
    assertThat(executor.parent()).isEqualTo("main");
    assertThat(executor.model()).isEqualTo(HAIKU);
    assertThat(trace.blocks())
        .filteredOn(block -> Integer.valueOf(block.id()).equals(executor.instruction()))
        .singleElement()
        .satisfies(block -> assertThat(block.origin()).isEqualTo(Origin.INSTRUCTION));
    assertThat(agent(trace, "main").role()).isEqualTo(Role.ORCHESTRATOR);
    assertThat(trace.blocks()).extracting(Block::origin).contains(Origin.REPORT);
  }

  @Test
  void anAgentFileIsLinkedByTheFileBesideIt() {
    Script other =
        Script.agent("s", "x1")
            .user("x-u", "Something else.")
            .answer("x-a", "m2", HAIKU, Script.text("Found."), "end_turn 2 50 0 9");
    Trace trace =
        only(
            List.of(
                delegation().input("s.jsonl"),
                other.input("s/subagents/agent-x1.jsonl"),
                Input.of("s/subagents/agent-x1.meta.json", "{\"toolUseId\":\"t1\"}")));

    assertThat(agent(trace, "x1").instruction()).isNotNull();
  }

  @Test
  void sideChainsWithoutAnIdAreLinkedByTheirPrompt() {
    Script main = delegation();
    Script side =
        main.side()
            .user("x-u", "Look.")
            .answer("x-a", "m2", HAIKU, Script.text("Found."), "end_turn 2 50 0 9");
    Trace trace = only(main.with(side).result("r1", "t1", "Found.", ""));

    assertThat(trace.agents()).hasSize(2);
    assertThat(trace.agents().get(1).instruction()).isNotNull();
    assertThat(trace.calls()).extracting(Call::agent).containsExactly("main", "side.1");
  }

  @Test
  void progressFillsOnlyWhatTheAgentsOwnFileLacks() {
    Script main = delegation();
    for (String id : List.of("m2", "m3")) {
      main.line(
          "p" + id,
          "progress",
          ("'parentToolUseID':'t1','data':{'message':{'type':'assistant','requestId':'req_%s',"
                  + "'uuid':'p-%s',%s},'type':'agent_progress','agentId':'x1'}")
              .formatted(
                  id, id, Script.message(id, HAIKU, Script.text("Found."), "end_turn 2 50 0 9")));
    }

    List<Input> both =
        List.of(main.input("s.jsonl"), executor().input("s/subagents/agent-x1.jsonl"));
    assertThat(only(both).calls()).extracting(Call::agent).containsExactly("main", "x1", "x1");
    assertThat(agent(only(both), "x1").instruction()).isNotNull();

    Trace alone = only(main);
    assertThat(alone.calls()).extracting(Call::id).containsExactly("main#1", "x1#1", "x1#2");
    assertThat(agent(alone, "x1").instruction()).isNotNull();
  }

  @Test
  void aLaunchedTaskReportsLater() {
    Trace trace =
        only(
            delegation()
                .result("r1", "t1", "Launched.", ",'toolUseResult':{'isAsync':true,'agentId':'x1'}")
                .answer("a2", "m3", Script.text("Waiting."), "end_turn 1 5 100 2")
                .user(
                    "n1",
                    "<task-notification><task-id>x1</task-id><tool-use-id>t1</tool-use-id>"
                        + "<result>Found.</result></task-notification>")
                .answer("a3", "m4", Script.text("Thanks."), "end_turn 1 5 105 2"),
            executor());

    assertThat(trace.blocks())
        .filteredOn(block -> block.origin() == Origin.TOOL_RESULT)
        .extracting(Block::tool)
        .containsExactly("Task launch");
    assertThat(trace.blocks())
        .filteredOn(block -> block.origin() == Origin.REPORT)
        .singleElement()
        .satisfies(block -> assertThat(block.text()).contains("Found."));
  }

  @Test
  void compactionReplacesTheConversationByItsSummary() {
    Script main =
        Script.of("s")
            .user("u1", "Hello.")
            .answer("a1", "m1", Script.text("One."), "end_turn 3 100 0 1")
            .later(60)
            .line("b1", "system", "'subtype':'compact_boundary'")
            .line(
                "u2",
                "user",
                "'isCompactSummary':true,'message':{'role':'user','content':'So far.'}")
            .answer("a2", "m2", Script.text("Two."), "end_turn 3 20 90 1");
    Script compaction =
        Script.agent("s", "acompact-1")
            .later(30)
            .user("c1", "Summarise.")
            .answer("c2", "m9", Script.text("So far."), "end_turn 3 20 100 8");
    Trace trace =
        only(
            List.of(main.input("s.jsonl"), compaction.input("s/subagents/agent-acompact-1.jsonl")));

    assertThat(call(trace, "main#2").prompt().kept()).isEqualTo(1);
    assertThat(texts(trace, call(trace, "main#2").prompt().added()))
        .containsExactly("summary So far.");
    assertThat(texts(trace, call(trace, "acompact-1#1").prompt().added()))
        .containsExactly("unseen", "user Hello.", "text One.", "user Summarise.");
    assertThat(agent(trace, "acompact-1").role()).isEqualTo(Role.SOLO);
  }

  @Test
  void aForkedSessionPaysOnlyForItsOwnCalls() {
    Script original =
        Script.of("s1")
            .user("u1", "Hello.")
            .answer("a1", "m1", Script.text("One."), "end_turn 3 100 0 1");
    Script fork =
        Script.of("s2")
            .raw("{'type':'queue-operation','sessionId':'s2','timestamp':'2026-11-01T11:00:00Z'}")
            .user("u1", "Hello.")
            .answer("a1", "m1", Script.text("One."), "end_turn 3 100 0 1")
            .later(4000)
            .user("u2", "On.")
            .answer("a2", "m2", Script.text("Two."), "end_turn 3 20 100 5");

    ClaudeCode.Reading reading =
        ClaudeCode.read(List.of(fork.input("b.jsonl"), original.input("a.jsonl")));

    assertThat(reading.traces())
        .extracting(trace -> trace.labels().get("session"))
        .containsExactly("s1", "s2");
    assertThat(reading.traces()).extracting(trace -> trace.calls().size()).containsExactly(1, 1);
    Trace second = reading.traces().get(1);
    assertThat(texts(second, second.calls().getFirst().prompt().added()))
        .containsExactly("unseen", "user Hello.", "text One.", "user On.");
    assertThat(reading.health().count(Count.REPEATED)).isEqualTo(1);
  }

  @Test
  void aForkedSubAgentGoesOnFromItsParentsBlocks() {
    Script fork =
        Script.agent("s", "x1")
            .raw("{'type':'fork-context-ref','agentId':'x1','sessionId':'s','parentLastUuid':'u1'}")
            .from("u1")
            .answer("x-a1", "m1", Script.call("t1", "Task", "'prompt':'Look.'"), "tool_use 3 9 0 4")
            .user("x-u", "Look.")
            .answer("x-a2", "m2", Script.text("Found."), "end_turn 2 5 100 9");
    Trace trace =
        only(List.of(delegation().input("s.jsonl"), fork.input("s/subagents/agent-x1.jsonl")));

    assertThat(trace.calls()).extracting(Call::id).containsExactly("main#1", "x1#1");
    List<Integer> shared = new ArrayList<>(call(trace, "main#1").prompt().added());
    shared.addAll(call(trace, "main#1").answer().blocks());
    assertThat(call(trace, "x1#1").prompt().added()).startsWith(shared.toArray(Integer[]::new));
    assertThat(call(trace, "x1#1").prompt().added()).hasSize(shared.size() + 1);
  }

  @Test
  void anotherModelIsAnotherAgentThatFindsTheFirstOnesBlocks() {
    Trace trace =
        only(
            Script.of("s")
                .user("u1", "Hello.")
                .answer("a1", "m1", OPUS, Script.text("One."), "end_turn 3 100 0 1")
                .user("u2", "On.")
                .answer("a2", "m2", HAIKU, Script.text("Two."), "end_turn 3 100 0 1")
                .user("u3", "Back.")
                .answer("a3", "m3", OPUS, Script.text("Three."), "end_turn 3 9 100 1"));

    assertThat(trace.agents()).extracting(Agent::model).containsExactly(OPUS, HAIKU);
    assertThat(call(trace, "main@" + HAIKU + "#1").prompt().kept()).isZero();
    assertThat(texts(trace, call(trace, "main@" + HAIKU + "#1").prompt().added()))
        .containsExactly("unseen", "user Hello.", "text One.", "user On.");
    assertThat(call(trace, "main#2").prompt().kept()).isEqualTo(2);
    assertThat(texts(trace, call(trace, "main#2").prompt().added()))
        .containsExactly("text One.", "user On.", "text Two.", "user Back.");
  }

  @Test
  void aRewindForgetsAndAnAnswerToTheOldEndDoesNot() {
    Script begun =
        Script.of("s")
            .user("u1", "Hello.")
            .answer("a1", "m1", Script.text("One."), "end_turn 3 100 0 1")
            .user("u2", "Left.")
            .answer("a2", "m2", Script.text("Two."), "end_turn 3 20 100 5");
    Trace rewound =
        only(
            begun
                .from("a1")
                .user("u3", "Right.")
                .answer("a3", "m3", Script.text("Three."), "end_turn 3 20 100 5"));
    assertThat(call(rewound, "main#3").prompt().kept()).isEqualTo(3);
    assertThat(texts(rewound, call(rewound, "main#3").prompt().added()))
        .containsExactly("user Right.");

    Trace late =
        only(
            Script.of("s")
                .user("u1", "Hello.")
                .answer("a1", "m1", Script.text("One."), "end_turn 3 100 0 1")
                .user("u2", "Left.")
                .answer("a2", "m2", Script.call("t", "Bash", "'c':1"), "tool_use 3 20 100 5")
                .result("r2", "t", "ok", "")
                .from("a1")
                .user("u3", "Right.")
                .from("r2")
                .answer("a3", "m3", Script.text("Three."), "end_turn 3 20 120 5"));
    assertThat(texts(late, call(late, "main#3").prompt().added()))
        .containsExactly("tool_call {\"c\":1}", "tool_result ok");
  }

  @Test
  void toolsAndSystemPromptStandInFrontWhereTheyAreOnFile() {
    Trace trace =
        only(
            Script.of("s")
                .user("u1", "Hello.")
                .raw(
                    "{'type':'api-request-shape','sessionId':'s','shape':{'system':"
                        + "[{'type':'text','text':'Be brief.'}],'tools':[{'name':'Bash'}]}}")
                .raw("{'type':'api-request','sessionId':'s','timestamp':'2026-11-01T10:00:00.5Z'}")
                .answer("a1", "m1", Script.text("One."), "end_turn 3 100 0 1"));

    Call first = call(trace, "main#1");
    assertThat(texts(trace, first.prompt().added()))
        .containsExactly("tools [{\"name\":\"Bash\"}]", "system Be brief.", "user Hello.");
    assertThat(first.timing().first()).isEqualTo(Duration.ofMillis(500));
  }

  @Test
  void aShapeThatAlsoNamesAnotherLineIsPassedOver() {
    Trace trace =
        only(
            Script.of("s")
                .user("u1", "Hello.")
                .raw(
                    "{'type':'api-request-shape','sessionId':'s','shape':{'system':'Be brief.',"
                        + "'tools':[]},'parentLastUuid':'u1'}")
                .answer("a1", "m1", Script.text("One."), "end_turn 3 100 0 1"));

    assertThat(texts(trace, call(trace, "main#1").prompt().added()))
        .doesNotContain("system Be brief.")
        .contains("user Hello.");
  }

  @Test
  void anAdvisorWithinAnAnswerIsAnAgentOfItsOwn() {
    String line =
        Script.of("s")
            .user("u1", "Hello.")
            .answer("a1", "m1", Script.text("One."), "end_turn 3 100 0 1")
            .text()
            .replace(
                "\"output_tokens\":1}",
                "\"output_tokens\":1,\"iterations\":[{\"type\":\"advisor_message\",\"model\":"
                    + "\"claude-opus-5-5\",\"input_tokens\":70,\"output_tokens\":30}]}");
    Trace trace = only(List.of(Input.of("s.jsonl", line)));

    assertThat(trace.usage().count(TokenClass.OUTPUT)).isEqualTo(31);
    Agent advisor = agent(trace, "main@claude-opus-5-5/advisor_message");
    assertThat(advisor.model()).isEqualTo("claude-opus-5-5");
    assertThat(call(trace, advisor.id() + "#1").answer().usage().count(TokenClass.UNCACHED))
        .isEqualTo(70);
  }

  @Test
  void whatIsReadCanBeWrittenAndReadAgain() {
    Trace trace =
        only(
            delegation().result("r1", "t1", "Found.", ",'toolUseResult':{'agentId':'x1'}"),
            executor());
    var text = new StringWriter();
    TraceWriter.write(trace, text);

    assertThat(TraceReader.read(new StringReader(text.toString()), "trace")).isEqualTo(trace);
  }

  /// What the client notes when a sub-agent comes back is all that is known of one whose own
  /// transcript is not among the files.
  @Test
  void anExecutorThatIsNotInTheLogIsAnAgentWithoutCalls() {
    Script parent =
        delegation()
            .result(
                "u2",
                "t1",
                "Found.",
                ",'toolUseResult':{'status':'completed','agentId':'x1','totalToolUseCount':25,"
                    + "'totalDurationMs':90000,'totalTokens':85000}")
            .answer("a2", "m3", Script.text("Good."), "end_turn 3 0 150 9");
    Trace trace = only(parent);
    Agent unlogged = agent(trace, "x1");
    assertThat(unlogged.role()).isEqualTo(Role.EXECUTOR);
    assertThat(unlogged.parent()).isEqualTo("main");
    assertThat(unlogged.instruction()).isNotNull();
    assertThat(unlogged.unlogged()).isEqualTo(new Agent.Unlogged(25L, Duration.ofSeconds(90)));
    assertThat(trace.calls()).extracting(Call::agent).containsOnly("main");
    assertThat(ClaudeCode.read(List.of(parent.input("s.jsonl"))).health().count(Count.UNLOGGED))
        .isEqualTo(1);

    Agent logged = agent(only(parent, executor()), "x1");
    assertThat(logged.unlogged()).isNull();
    assertThat(logged.model()).isEqualTo(HAIKU);
  }

  @Test
  void anOutputWithoutAReasonToStopIsALowerBound() {
    Trace trace =
        only(
            Script.of("s")
                .user("u1", "Hello.")
                .answer("a1", "m1", Script.text("A long answer."), "null 3 100 0 1")
                .user("u2", "And?")
                .answer("a2", "m2", Script.text("Done."), "end_turn 3 0 110 4"));
    assertThat(trace.calls())
        .extracting(call -> call.answer().known())
        .containsExactly(Known.AT_LEAST, Known.BILLED);
  }

  @Test
  void aProjectIsTakenFromWhateverLineSaysIt() {
    Script script =
        Script.of("s")
            .raw(
                "{'type':'queue-operation','operation':'enqueue','sessionId':'s',"
                    + "'timestamp':'2026-11-01T09:59:59.000Z','content':'Hello.'}")
            .line("u1", "user", "'cwd':'/home/ann/shop','message':{'role':'user','content':'Hi.'}")
            .line("u2", "user", "'cwd':'/home/ann','message':{'role':'user','content':'Well?'}")
            .answer("a1", "m1", Script.text("Hi."), "end_turn 3 100 0 1");
    assertThat(only(script).labels()).containsEntry("project", "/home/ann/shop");
  }
}
