package dev.breakeven.importer.openhands;

import static dev.breakeven.importer.Samples.json;
import static org.assertj.core.api.Assertions.assertThat;

import dev.breakeven.importer.Health.Count;
import dev.breakeven.importer.Input;
import dev.breakeven.importer.Mutations;
import dev.breakeven.importer.Rates;
import dev.breakeven.importer.Samples;
import dev.breakeven.importer.Samples.Reading;
import dev.breakeven.trace.Call;
import dev.breakeven.trace.Origin;
import dev.breakeven.trace.Trace;
import dev.breakeven.unit.Usd;
import java.io.IOException;
import org.junit.jupiter.api.Test;

final class OpenHandsTest {
  private static Input completion(int time, String id, String messages, String usage) {
    return Input.of(
        "run/llm-logs/m-" + time + ".json",
        json(
            ("{'messages':[%s],'tools':[{'name':'t'}],'timestamp':%d.5,'latency_sec':2.0,'cost':0.25,"
                    + "'response':{'id':'%s','model':'litellm_proxy/deepseek/deepseek-chat',"
                    + "'usage':{%s},'choices':[{'finish_reason':'stop',"
                    + "'message':{'role':'assistant','content':'a%d'}}]}}")
                .formatted(messages, 1757015000 + time, id, usage, time)));
  }

  private static final String ASKED =
      "{'role':'system','content':'s'},{'role':'user','content':'u'}";
  private static final Input FIRST =
      completion(1, "r1", ASKED, "'prompt_tokens':100,'completion_tokens':5");
  private static final Input SECOND =
      completion(
          4,
          "r2",
          ASKED + ",{'role':'assistant','content':'a1'},{'role':'user','content':'v'}",
          "'prompt_tokens':130,'completion_tokens':6,'cache_creation_input_tokens':10,"
              + "'prompt_tokens_details':{'cached_tokens':90}");

  private static String stats(int second, String metrics) {
    return json(
        "{'id':'e','timestamp':'2026-06-16T05:39:%02d','key':'stats','value':{'usage_to_metrics':{%s}},'kind':'ConversationStateUpdateEvent'}\n"
            .formatted(second, metrics));
  }

  private static String metric(String name, long prompt, long read, long output, String cost) {
    return ("'%s':{'model_name':'litellm_proxy/m','accumulated_cost':%s,'accumulated_token_usage':{"
            + "'prompt_tokens':%d,'completion_tokens':%d,'cache_read_tokens':%d,'cache_write_tokens':0}}")
        .formatted(name, cost, prompt, output, read);
  }

  @Test
  void aCompletionLogIsACallWithAllItsContent() {
    Reading reading = Samples.read(new OpenHands(), SECOND, FIRST, FIRST);
    Trace trace = reading.only();
    assertThat(Samples.tokens(trace.usage())).containsExactly(130L, 10L, 90L, 11L);
    Call second = trace.calls().get(1);
    assertThat(second.prompt().kept()).isEqualTo(3);
    assertThat(second.prompt().added().stream().map(id -> trace.blocks().get(id).origin()))
        .containsExactly(Origin.TEXT, Origin.USER);
    assertThat(second.prompt().added().getFirst())
        .isEqualTo(trace.calls().getFirst().answer().blocks().getFirst());
    assertThat(second.timing().start()).isEqualTo("2025-09-04T19:43:22.500Z");
    assertThat(second.answer().recorded()).isEqualTo(Usd.of("0.25"));
    assertThat(trace.agents().getFirst().model()).isEqualTo("deepseek-chat");
    assertThat(reading.health().count(Count.REPEATED)).isEqualTo(1);
  }

  @Test
  void sumsOfAnEventLogAreCallsByWhatTheyGrow() {
    Input events =
        Input.of(
            "run/events.jsonl",
            stats(1, metric("default", 100, 0, 10, "0.1"))
                + stats(2, metric("default", 100, 0, 10, "0.1"))
                + stats(
                    3,
                    metric("default", 250, 90, 30, "0.25")
                        + ","
                        + metric("condenser", 40, 0, 4, "0.0"))
                + "{\"id\":\"e\",\"ki");
    Reading reading = Samples.read(new OpenHands(), events);
    Trace trace = reading.only();
    assertThat(trace.calls()).hasSize(3);
    assertThat(Samples.tokens(trace.usage())).containsExactly(200L, 0L, 90L, 34L);
    assertThat(trace.agents()).extracting(agent -> agent.id()).containsExactly("main", "condenser");
    assertThat(trace.calls().get(1).answer().recorded()).isEqualTo(Usd.of("0.15"));
    assertThat(reading.health().count(Count.CUT)).isEqualTo(1);
  }

  @Test
  void sumsAreNotAddedToTheCompletionLogsOfTheirFolder() {
    Input state =
        Input.of(
            "run/llm-logs/base_state.json",
            json("{'stats':{'usage_to_metrics':{" + metric("default", 100, 0, 5, "0.25") + "}}}"));
    assertThat(Samples.read(new OpenHands(), state, FIRST).calls()).isEqualTo(1);
    assertThat(Samples.read(new OpenHands(), state).calls()).isEqualTo(1);
  }

  @Test
  void usagesWithIdsAreBilledOnce() {
    Input state =
        Input.of(
            "other/base_state.json",
            json(
                "{'stats':{'usage_to_metrics':{'default':{'token_usages':[{'model':'m','response_id':'r1',"
                    + "'prompt_tokens':100,'completion_tokens':5},{'model':'m','response_id':'r9',"
                    + "'prompt_tokens':7,'completion_tokens':1}],'costs':[{'cost':0.25},"
                    + "{'cost':0.5,'timestamp':1757015000}]}}}}"));
    Reading reading = Samples.read(new OpenHands(), state, FIRST);
    assertThat(reading.calls()).isEqualTo(2);
    assertThat(Samples.tokens(reading.usage())).containsExactly(107L, 0L, 0L, 6L);
    assertThat(reading.health().count(Count.REPEATED)).isEqualTo(1);
  }

  @Test
  void whatCannotBeReadIsNamed() {
    Reading reading =
        Samples.read(
            new OpenHands(),
            FIRST,
            Input.of("run/llm-logs/x.json", "[]"),
            Input.of("run/llm-logs/y.json", "{"));
    assertThat(reading.calls()).isEqualTo(1);
    assertThat(reading.health().broken()).hasSize(2);
  }

  @Test
  void enduresDamage() {
    Input whole = Input.of("a/events.jsonl", stats(1, metric("default", 100, 0, 10, "0.1")));
    Mutations.endure(new OpenHands(), whole, SECOND, 2000);
    Input events =
        Input.of(
            "b/events.jsonl",
            stats(1, metric("default", 100, 0, 10, "0.1"))
                + stats(3, metric("default", 250, 90, 30, "0.25")));
    Mutations.endure(new OpenHands(), whole, events, 2000);
  }

  @Test
  void recordedCostsOfTheSavedRequestsAreReproduced() throws IOException {
    Samples.require(Samples.TRACES.resolve("openhands"));
    Reading sonnet =
        Samples.read(new OpenHands(), Samples.under(Samples.TRACES.resolve("openhands/llm-logs")));
    assertThat(sonnet.calls()).isEqualTo(3);
    assertThat(Samples.tokens(sonnet.usage()))
        .containsExactly(4812L + 5002 + 6123, 0L, 0L, 146L + 95 + 120);
    sonnet.only().calls().forEach(Rates.SONNET_4::reproduce);
    Reading deepseek =
        Samples.read(
            new OpenHands(), Samples.under(Samples.TRACES.resolve("openhands/nonfncall-llm-logs")));
    assertThat(deepseek.calls()).isEqualTo(2);
    assertThat(deepseek.usage().prompt()).isEqualTo(7911 + 8856);
    deepseek.only().calls().forEach(Rates.DEEPSEEK_CHAT::reproduce);
  }

  @Test
  void theSavedEventLogHoldsItsLastSums() {
    Samples.require(Samples.TRACES.resolve("openhands"));
    Reading reading =
        Samples.read(
            new OpenHands(),
            Samples.trace("openhands/events.jsonl"),
            Samples.trace("openhands/base_state.json"));
    assertThat(reading.calls()).isEqualTo(4);
    assertThat(Samples.tokens(reading.usage())).containsExactly(107458L - 68193, 0L, 68193L, 1347L);
    assertThat(reading.health().broken()).isEmpty();
  }

  @Test
  void logsAreKnownByFolderOrContent() {
    var openHands = new OpenHands();
    assertThat(Samples.recognises(openHands, "a/llm-logs/x.json", "{")).isTrue();
    assertThat(Samples.recognises(openHands, "a/events.jsonl", stats(1, ""))).isTrue();
    assertThat(Samples.recognises(openHands, "a/x.json", "{}")).isFalse();
  }
}
