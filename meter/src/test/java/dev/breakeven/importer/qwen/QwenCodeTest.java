package dev.breakeven.importer.qwen;

import static dev.breakeven.importer.Samples.json;
import static org.assertj.core.api.Assertions.assertThat;

import dev.breakeven.importer.Contents;
import dev.breakeven.importer.Health.Count;
import dev.breakeven.importer.Input;
import dev.breakeven.importer.Samples;
import dev.breakeven.importer.Samples.Reading;
import dev.breakeven.importer.claudecode.ClaudeCode;
import dev.breakeven.trace.Agent;
import dev.breakeven.trace.Role;
import dev.breakeven.trace.Trace;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class QwenCodeTest {
  private static final QwenCode QWEN = new QwenCode();
  private static final Path CASES = Path.of("..", "..", "shared", "data", "cases");

  private static String line(String id, int second, String type, String more) {
    return json(
        ("{'uuid':'%s','sessionId':'s','timestamp':'2026-11-01T10:00:%02dZ','type':'%s',"
                + "'cwd':'/p','version':'0.21.13'%s}\n")
            .formatted(id, second, type, more));
  }

  private static String user(String id, int second, String text) {
    return line(
        id, second, "user", ",'message':{'role':'user','parts':[{'text':'%s'}]}".formatted(text));
  }

  private static String answer(String id, int second, String part, String usage) {
    return line(
        id,
        second,
        "assistant",
        ",'model':'qwen3-coder-plus','message':{'role':'model','parts':[%s]},'usageMetadata':{%s}"
            .formatted(part, usage));
  }

  private static String counts(long prompt, long answer, long thoughts, long read, long total) {
    return ("'promptTokenCount':%d,'candidatesTokenCount':%d,'thoughtsTokenCount':%d,"
            + "'cachedContentTokenCount':%d,'totalTokenCount':%d")
        .formatted(prompt, answer, thoughts, read, total);
  }

  private static String response(String id, int second, long prompt, long answer) {
    return line(
        id,
        second,
        "system",
        (",'subtype':'ui_telemetry','systemPayload':{'uiEvent':{'event.name':"
                + "'qwen-code.api_response','response_id':'x','model':'m','input_token_count':%d,"
                + "'output_token_count':%d,'cached_content_token_count':0}}")
            .formatted(prompt, answer));
  }

  private static final String TEXT = "{'text':'ok'}";

  @Test
  void theSavedRunComesToWhatItsLinesSayAndTelemetryIsNotAddedToIt() throws IOException {
    Samples.require(Samples.AGENTS);
    Reading run = Samples.read(QWEN, Samples.agent("qwen-code/qwen_code.jsonl"));
    assertThat(run.calls()).isEqualTo(2);
    assertThat(Samples.tokens(run.usage())).containsExactly(1050L, 0L, 50L, 25L);
    assertThat(run.health().broken()).isEmpty();
    Reading other =
        Samples.read(QWEN, Samples.agent("qwen-code/019f0000-0000-7000-8000-000000000004.jsonl"));
    assertThat(other.calls()).as("one id on two lines, one of them with usage").isEqualTo(1);
    assertThat(Samples.tokens(other.usage())).containsExactly(12L, 0L, 0L, 4L);
  }

  @Test
  void aKinOfClaudeCodesLinesIsReadByItsOwnReaderAlone() throws IOException {
    Samples.require(CASES.resolve("97-qwen-kin"));
    Input input = Samples.input(CASES, CASES.resolve("97-qwen-kin/projects/-p/chats/s1.jsonl"));
    String text = Samples.text(input);
    assertThat(Samples.recognises(new ClaudeCode(Contents.MEASURED), input.name(), text)).isFalse();
    assertThat(Samples.recognises(QWEN, input.name(), text)).isTrue();
    assertThat(Samples.tokens(Samples.read(QWEN, input).usage()))
        .containsExactly(4000L, 0L, 8000L, 40L);
  }

  @Test
  void thoughtsAreBilledOnceWhetherTheyAreWithinTheAnswerOrBesideIt() {
    Reading reading =
        Samples.read(
            QWEN,
            Input.of(
                "chats/s.jsonl",
                answer("a", 1, TEXT, counts(100, 20, 15, 60, 120))
                    + answer("b", 2, TEXT, counts(100, 20, 15, 60, 135))));
    assertThat(Samples.tokens(reading.usage())).containsExactly(80L, 0L, 120L, 55L);
  }

  @Test
  void whatOnlyTelemetryTellsOfIsACallBesideTheConversation() {
    Reading reading =
        Samples.read(
            QWEN,
            Input.of(
                "chats/s.jsonl",
                response("t1", 1, 100, 20)
                    + answer("a", 1, TEXT, counts(100, 20, 0, 0, 120))
                    + response("t2", 2, 7, 3)));
    assertThat(reading.calls()).isEqualTo(2);
    assertThat(Samples.tokens(reading.usage())).containsExactly(107L, 0L, 0L, 23L);
  }

  @Test
  void aBranchIsBilledForWhatIsNewAndARewindStaysBilled() {
    String first = user("u", 1, "hi") + answer("a", 2, TEXT, counts(10, 1, 0, 0, 11));
    String rewound =
        line("r", 3, "system", ",'subtype':'rewind','systemPayload':{'targetUuid':'u'}")
            + answer("b", 4, TEXT, counts(20, 1, 0, 0, 21));
    Reading reading =
        Samples.read(
            QWEN,
            Input.of("chats/one.jsonl", first + rewound),
            Input.of("chats/two.jsonl", first + answer("c", 9, TEXT, counts(400, 1, 0, 0, 401))));
    assertThat(reading.usage().prompt()).isEqualTo(430);
    assertThat(reading.health().count(Count.REPEATED)).isEqualTo(1);
    assertThat(reading.traces().getFirst().calls().get(1).prompt().kept()).isEqualTo(1);
  }

  @Test
  void aSubAgentIsLinkedToTheCallThatStartedIt() {
    Reading reading =
        Samples.read(
            QWEN,
            Input.of(
                "p/chats/s.jsonl",
                user("u", 1, "hi")
                    + answer(
                        "a",
                        2,
                        "{'functionCall':{'id':'c1','name':'task','args':{'q':'look'}}}",
                        counts(10, 1, 0, 0, 11))),
            Input.of(
                "p/subagents/s/agent-x.jsonl",
                user("v", 3, "look") + answer("b", 4, TEXT, counts(5, 1, 0, 0, 6))),
            Input.of(
                "p/subagents/s/agent-x.meta.json",
                json("{'agentId':'x','parentSessionId':'s','toolUseId':'c1'}")));
    Trace trace = reading.only();
    assertThat(trace.agents())
        .extracting(Agent::role)
        .containsExactly(Role.ORCHESTRATOR, Role.EXECUTOR);
    assertThat(trace.agents().get(1).instruction()).isNotNull();
    assertThat(trace.usage().prompt()).isEqualTo(15);
  }

  @Test
  void theFolderIsWhereItsVariablesSay() {
    Path home = Path.of("home");
    assertThat(QWEN.places(Map.of(), home)).isEqualTo(List.of(home.resolve(".qwen/projects")));
    assertThat(QWEN.places(Map.of("QWEN_HOME", "q"), home))
        .isEqualTo(List.of(Path.of("q/projects")));
    assertThat(QWEN.places(Map.of("QWEN_HOME", "q", "QWEN_RUNTIME_DIR", "r"), home))
        .isEqualTo(List.of(Path.of("r/projects")));
  }
}
