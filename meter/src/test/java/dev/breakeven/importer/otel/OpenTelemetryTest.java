package dev.breakeven.importer.otel;

import static dev.breakeven.importer.Samples.json;
import static org.assertj.core.api.Assertions.assertThat;

import dev.breakeven.importer.Health.Count;
import dev.breakeven.importer.Input;
import dev.breakeven.importer.Mutations;
import dev.breakeven.importer.Samples;
import dev.breakeven.importer.Samples.Reading;
import dev.breakeven.trace.Agent;
import dev.breakeven.trace.Call;
import dev.breakeven.trace.Origin;
import dev.breakeven.trace.Role;
import dev.breakeven.trace.Trace;
import dev.breakeven.unit.Usd;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

final class OpenTelemetryTest {
  private static String attribute(String name, String value) {
    return "{'key':'%s','value':{%s}}".formatted(name, value);
  }

  private static String number(String name, long value) {
    return attribute(name, "'intValue':'" + value + "'");
  }

  private static String text(String name, String value) {
    return attribute(name, "'stringValue':'" + value + "'");
  }

  private static String span(String id, String parent, int second, String... attributes) {
    return ("{'traceId':'t1','spanId':'%s','parentSpanId':'%s','name':'n','startTimeUnixNano':"
            + "'17955000%02d000000000','endTimeUnixNano':'17955000%02d500000000','attributes':[%s]}")
        .formatted(id, parent, second, second, String.join(",", attributes));
  }

  private static String spans(String... spans) {
    return json(
        "{'resourceSpans':[{'resource':{},'scopeSpans':[{'scope':{},'spans':[%s]}]}]}"
            .formatted(String.join(",", spans)));
  }

  private static Input otlp(String... spans) {
    return Input.of("spans.json", spans(spans));
  }

  private static String chat(String id, String parent, int second, String... more) {
    String[] attributes = Arrays.copyOf(more, more.length + 2);
    attributes[more.length] = text("gen_ai.operation.name", "chat");
    attributes[more.length + 1] = text("gen_ai.request.model", "m");
    return span(id, parent, second, attributes);
  }

  private static final String NEW =
      chat(
          "a",
          "",
          1,
          number("gen_ai.usage.input_tokens", 100),
          number("gen_ai.usage.cache_read.input_tokens", 60),
          number("gen_ai.usage.cache_write.input_tokens", 10),
          number("gen_ai.usage.output_tokens", 5),
          text("gen_ai.response.model", "m-1"),
          attribute(
              "gen_ai.response.finish_reasons", "'arrayValue':{'values':[{'stringValue':'stop'}]}"),
          text(
              "gen_ai.input.messages",
              quoted("[{'role':'user','parts':[{'type':'text','content':'hi'}]}]")));

  /// `text` with quotes as they stand within a text.
  private static String quoted(String text) {
    return text.replace("'", "\\'");
  }

  @Test
  void newNamesIncludeCachedTokensInTheInput() {
    Reading reading = Samples.read(new OpenTelemetry(), otlp(NEW));
    Call call = reading.only().calls().getFirst();
    assertThat(Samples.tokens(call.answer().usage())).containsExactly(30L, 10L, 60L, 5L);
    assertThat(call.answer().stop()).isEqualTo("stop");
    assertThat(call.timing().total()).hasMillis(500);
    assertThat(reading.only().agents())
        .containsExactly(new Agent("main", Role.SOLO, "m-1", null, null));
    assertThat(reading.only().blocks())
        .singleElement()
        .satisfies(block -> {
          assertThat(block.origin()).isEqualTo(Origin.USER);
          assertThat(block.text()).isEqualTo("hi");
        });
    assertThat(reading.health().count(Count.LIFE_ASSUMED)).isEqualTo(1);
  }

  @Test
  void oldNamesAreReadAndExclusiveInputsToo() {
    Reading reading =
        Samples.read(
            new OpenTelemetry(),
            otlp(
                chat(
                    "a",
                    "",
                    1,
                    number("gen_ai.usage.prompt_tokens", 100),
                    number("gen_ai.usage.completion_tokens", 5)),
                chat(
                    "b",
                    "",
                    2,
                    number("gen_ai.usage.input_tokens", 3),
                    number("gen_ai.usage.cache_creation.input_tokens", 10),
                    number("gen_ai.usage.cache_read_input_tokens", 60),
                    number("gen_ai.usage.output_tokens", 7)),
                span(
                    "c",
                    "",
                    3,
                    text("openinference.span.kind", "LLM"),
                    text("llm.model_name", "openai/m"),
                    number("llm.token_count.prompt", 50),
                    number("llm.token_count.prompt_details.cache_read", 20),
                    number("llm.token_count.completion", 1))));
    assertThat(Samples.tokens(reading.usage())).containsExactly(133L, 10L, 80L, 13L);
    assertThat(reading.only().agents()).extracting(Agent::model).containsExactly("m");
  }

  @Test
  void spansAroundOthersAreNotAddedToThem() {
    String usage = number("gen_ai.usage.input_tokens", 100);
    String output = number("gen_ai.usage.output_tokens", 10);
    Reading reading =
        Samples.read(
            new OpenTelemetry(),
            otlp(
                span("w", "", 1, text("gen_ai.operation.name", "invoke_agent"), usage, output),
                chat("x", "w", 2, usage, output),
                chat("y", "x", 3, usage, output),
                span("z", "w", 4, text("gen_ai.operation.name", "execute_tool"))),
            Input.of("more.jsonl", spans(chat("y", "x", 3, usage, output)) + "\n"));
    assertThat(reading.calls()).isEqualTo(1);
    assertThat(reading.health().count(Count.REPEATED)).isEqualTo(2);
  }

  @Test
  void anAgentWithinAnAgentIsItsExecutor() {
    String agent = text("gen_ai.operation.name", "invoke_agent");
    String usage = number("gen_ai.usage.input_tokens", 100);
    Trace trace =
        Samples.read(
                new OpenTelemetry(),
                otlp(
                    span("w", "", 0, agent),
                    span("p", "w", 1, agent),
                    chat("a", "p", 2, usage),
                    span("t", "p", 3, text("gen_ai.operation.name", "execute_tool")),
                    span("q", "t", 4, agent),
                    chat("b", "q", 5, usage)))
            .only();
    assertThat(trace.agents())
        .containsExactly(
            new Agent("main", Role.ORCHESTRATOR, "m", null, null),
            new Agent("q", Role.EXECUTOR, "m", "main", null));
  }

  @Test
  void whatCannotBeReadIsCounted() {
    Reading reading =
        Samples.read(
            new OpenTelemetry(),
            otlp(
                chat("a", "", 1, attribute("gen_ai.usage.input_tokens", "'doubleValue':0.5")),
                chat("b", "", 2),
                "{'name':'without ids'}",
                "7"),
            Input.of("x.json", "{}"));
    assertThat(reading.calls()).isEqualTo(2);
    assertThat(reading.health().count(Count.MISSING_USAGE)).isEqualTo(2);
    assertThat(reading.health().broken()).hasSize(3);
    assertThat(reading.health().unknown()).containsKey("usage of another form");
  }

  @Test
  void anExportOfLangfuseKeepsItsCosts() {
    Input export =
        Input.of(
            "export.json",
            json(
                "{'trace':{},'observations':[{'type':'GENERATION','id':'a','traceId':'t','model':'m',"
                    + "'startTime':'2026-01-01T00:00:00Z','input':[{'role':'user','content':'hi'}],"
                    + "'output':{'role':'assistant','content':'ho'},'metadata':{'attributes':{}},"
                    + "'usageDetails':{'input':10,'input_cache_read':90,'output':5,'total':105},"
                    + "'costDetails':{'total':3e-06}},{'type':'SPAN','id':'b','traceId':'t'}]}"));
    Reading reading = Samples.read(new OpenTelemetry(), export);
    assertThat(Samples.tokens(reading.usage())).containsExactly(10L, 0L, 90L, 5L);
    assertThat(reading.only().calls().getFirst().answer().recorded()).isEqualTo(Usd.of("0.000003"));
    assertThat(reading.only().blocks()).hasSize(2);
  }

  @Test
  void enduresDamage() {
    String usage = number("gen_ai.usage.input_tokens", 100);
    Mutations.endure(
        new OpenTelemetry(),
        otlp(chat("y", "", 3, usage)),
        Input.of("more.jsonl", spans(NEW, chat("b", "a", 2, usage)).replace("t1", "t2") + "\n"),
        3000);
  }

  private static List<Long> saved(String name, int calls) {
    Reading reading =
        Samples.read(
            new OpenTelemetry(), Samples.trace("otel-genai/langfuse-" + name + ".trace.json"));
    assertThat(reading.calls()).as(name).isEqualTo(calls);
    assertThat(reading.health().count(Count.MISSING_USAGE)).as(name).isZero();
    assertThat(reading.only().blocks()).as(name).isNotEmpty();
    return Samples.tokens(reading.usage());
  }

  @Test
  void savedExportsHoldTheCallsOfTheTable() {
    Samples.require(Samples.TRACES.resolve("otel-genai"));
    assertThat(saved("langgraph-python-2025-08-22", 2)).containsExactly(168L, 0L, 0L, 66L);
    assertThat(saved("claude-agent-2025-12-22", 4)).containsExactly(34L, 0L, 0L, 232L);
    assertThat(saved("openai-agents-2025-09-30", 2)).containsExactly(140L, 0L, 0L, 44L);
    assertThat(saved("google-adk-2025-08-28", 2)).containsExactly(67L, 0L, 0L, 9L);
  }

  @Test
  void spansAreKnownByTheirFirstWords() {
    assertThat(Samples.recognises(new OpenTelemetry(), "x.json", spans())).isTrue();
    assertThat(Samples.recognises(new OpenTelemetry(), "x.json", "{}")).isFalse();
  }
}
