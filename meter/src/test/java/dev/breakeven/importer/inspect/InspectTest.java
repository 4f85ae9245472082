package dev.breakeven.importer.inspect;

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
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;

final class InspectTest {
  private static String model(
      String uuid, String span, String input, String message, String usage) {
    return ("{'event':'model','uuid':'%s','span_id':'%s','timestamp':'2026-01-01T00:00:03+01:00',"
            + "'completed':'2026-01-01T00:00:05+01:00','model':'openai/m','input':[%s],'output':{"
            + "'model':'m-1','choices':[{'message':{'role':'assistant',%s},'stop_reason':'stop'}],"
            + "'usage':{%s}}}")
        .formatted(uuid, span, input, message, usage);
  }

  private static String span(String id, String parent, String type) {
    return "{'event':'span_begin','id':'%s','parent_id':'%s','type':'%s'}"
        .formatted(id, parent, type);
  }

  private static String usage(long input, long read, long written, long output, long total) {
    return ("'input_tokens':%d,'input_tokens_cache_read':%d,'input_tokens_cache_write':%d,"
            + "'output_tokens':%d,'total_tokens':%d")
        .formatted(input, read, written, output, total);
  }

  private static String sample(String uuid, String... events) {
    return "{'id':1,'epoch':1,'uuid':'%s','attachments':{'abc':'long text'},'events':[%s]}"
        .formatted(uuid, String.join(",", events));
  }

  private static Input log(String name, String... samples) {
    return Input.of(
        name,
        json(
            "{'version':2,'eval':{'eval_id':'e1'},'samples':[%s]}"
                .formatted(String.join(",", samples))));
  }

  private static final String USER = "{'role':'user','content':'attachment://abc'}";
  private static final String DELEGATES =
      "'content':'','tool_calls':[{'id':'c1','function':'transfer','arguments':{'to':'helper'}}]";
  private static final String DELEGATING =
      sample(
          "s1",
          span("top", "", "agent"),
          model("m1", "top", USER, DELEGATES, usage(100, 40, 0, 5, 105)),
          "{'event':'tool','id':'c1','agent_span_id':'sub','events':[]}",
          span("sub", "top", "agent"),
          model(
              "m2",
              "sub",
              "{'role':'user','content':'help'}",
              "'content':'ok'",
              usage(10, 0, 0, 1, 11)),
          model(
              "m3",
              "top",
              USER + ",{'role':'assistant'," + DELEGATES + "},{'role':'tool','content':'ok'}",
              "'content':'done'",
              usage(20, 100, 7, 2, 129)));

  @Test
  void whetherTheInputIncludesCachedTokensIsToldByTheTotal() {
    Reading reading = Samples.read(new Inspect(), log("a.json", DELEGATING));
    assertThat(Samples.tokens(reading.usage())).containsExactly(60L + 10 + 20, 7L, 140L, 8L);
    assertThat(reading.health().count(Count.LIFE_ASSUMED)).isEqualTo(1);
  }

  @Test
  void spansOfAgentsAreAgentsLinkedByTheirToolCall() {
    Trace trace = Samples.read(new Inspect(), log("a.json", DELEGATING)).only();
    int instruction =
        trace.blocks().stream()
            .filter(block -> block.origin() == Origin.INSTRUCTION)
            .findFirst()
            .orElseThrow()
            .id();
    assertThat(trace.agents())
        .containsExactly(
            new Agent("main", Role.ORCHESTRATOR, "m-1", null, null),
            new Agent("sub", Role.EXECUTOR, "m-1", "main", instruction));
    assertThat(trace.blocks().getFirst().text()).isEqualTo("long text");
    Call last =
        trace.calls().stream().filter(call -> call.id().equals("main#2")).findFirst().orElseThrow();
    assertThat(last.prompt().kept()).isEqualTo(1);
    assertThat(last.prompt().added()).hasSize(2).startsWith(instruction);
    assertThat(last.timing().start()).isEqualTo("2025-12-31T23:00:03Z");
  }

  @Test
  void aSampleInSeveralLogsAndAnEventInSeveralPlacesIsBilledOnce() {
    Reading reading =
        Samples.read(
            new Inspect(), log("a.json", DELEGATING), log("b.json", DELEGATING, sample("s2")));
    assertThat(reading.calls()).isEqualTo(3);
    assertThat(reading.health().count(Count.REPEATED)).isEqualTo(1);
    String twice = model("m1", "x", USER, "'content':'a'", usage(1, 0, 0, 1, 2));
    Reading nested =
        Samples.read(
            new Inspect(),
            log("a.json", sample("s1", twice, "{'event':'tool','events':[" + twice + "]}")));
    assertThat(nested.calls()).isEqualTo(1);
  }

  @Test
  void answersFromALocalCacheAreBilledByNobody() {
    String cached = model("m1", "x", USER, "'content':'a'", usage(1, 0, 0, 1, 2));
    String again = cached.replace("'uuid':'m1'", "'uuid':'m2','cache':'read'");
    String failed = "{'event':'model','uuid':'m3','error':'timeout','input':[],'output':{}}";
    Reading reading =
        Samples.read(new Inspect(), log("a.json", sample("s", cached, again, failed)));
    assertThat(reading.calls()).isEqualTo(1);
    assertThat(reading.health().count(Count.SYNTHETIC)).isEqualTo(1);
    assertThat(reading.health().count(Count.FAILED)).isEqualTo(1);
  }

  private static Input zip(String... samples) throws IOException {
    var bytes = new ByteArrayOutputStream();
    try (var zip = new ZipOutputStream(bytes)) {
      zip.putNextEntry(new ZipEntry("header.json"));
      zip.write("{}".getBytes(StandardCharsets.UTF_8));
      for (int i = 0; i < samples.length; i++) {
        zip.putNextEntry(new ZipEntry("samples/" + i + "_epoch_1.json"));
        zip.write(json(samples[i]).getBytes(StandardCharsets.UTF_8));
      }
    }
    return new Input("a.eval", () -> new ByteArrayInputStream(bytes.toByteArray()));
  }

  @Test
  void anEvalIsAZipOfSamples() throws IOException {
    Input eval = zip(DELEGATING, "{", "{}");
    Reading reading = Samples.read(new Inspect(), eval);
    assertThat(reading.calls()).isEqualTo(3);
    assertThat(reading.only().labels())
        .containsEntry("session", "s1")
        .containsEntry("file", "a.eval");
    assertThat(reading.health().broken())
        .hasSize(2)
        .allMatch(line -> line.startsWith("a.eval!samples/"));
    try (var in = eval.source().open()) {
      byte[] bytes = in.readAllBytes();
      assertThat(new Inspect().recognises("a.eval", bytes)).isTrue();
      byte[] half = Arrays.copyOf(bytes, bytes.length / 3);
      Reading cut =
          Samples.read(new Inspect(), new Input("b.eval", () -> new ByteArrayInputStream(half)));
      assertThat(cut.health().count(Count.UNREADABLE)).isEqualTo(1);
    }
  }

  @Test
  void enduresDamage() {
    Input whole =
        log("w.json", sample("w", model("w", "x", USER, "'content':'a'", usage(1, 0, 0, 1, 2))));
    Mutations.endure(new Inspect(), whole, log("a.json", DELEGATING), 3000);
  }

  @Test
  void savedLogsHoldTheFiguresOfTheTable() {
    Samples.require(Samples.TRACES.resolve("inspect"));
    Reading browser = Samples.read(new Inspect(), Samples.trace("inspect/browser.json"));
    assertThat(browser.calls()).isEqualTo(5);
    assertThat(Samples.tokens(browser.usage())).containsExactly(15235L - 9088, 0L, 9088L, 281L);
    List<Call> calls = browser.only().calls();
    assertThat(calls.getLast().prompt().kept()).isGreaterThan(calls.get(1).prompt().kept());
    Reading helper =
        Samples.read(new Inspect(), Samples.trace("inspect/subagent_loop.events.json"));
    assertThat(helper.calls()).isEqualTo(3);
    assertThat(helper.only().agents()).extracting(Agent::id).containsExactly("main", "helper");
    assertThat(helper.only().agents().getLast().parent()).isEqualTo("main");
  }
}
