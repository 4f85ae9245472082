package dev.breakeven.importer.cline;

import static dev.breakeven.importer.Samples.json;
import static org.assertj.core.api.Assertions.assertThat;

import dev.breakeven.importer.Health.Count;
import dev.breakeven.importer.Input;
import dev.breakeven.importer.Samples;
import dev.breakeven.importer.Samples.Reading;
import dev.breakeven.trace.Agent;
import dev.breakeven.trace.Block;
import dev.breakeven.trace.Call;
import dev.breakeven.trace.Known;
import dev.breakeven.trace.Origin;
import dev.breakeven.trace.Role;
import dev.breakeven.trace.Trace;
import dev.breakeven.unit.Usd;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

final class ClineTest {
  private static final Cline CLINE = new Cline();

  private static Input messages(String file, String session, String messages) {
    return Input.of(
        "s/" + file + ".messages.json",
        json(
            "{'version':1,'agent':'lead','sessionId':'%s','system_prompt':'be','messages':[%s]}"
                .formatted(session, messages)));
  }

  private static Input manifest(String session, String more) {
    return Input.of(
        "s/" + session + ".json",
        json(
            "{'session_id':'%s','started_at':'2026-11-01T10:00:00Z','cwd':'/p','messages_path':'x'%s}"
                .formatted(session, more)));
  }

  private static String user(String id, String text) {
    return "{'id':'%s','role':'user','content':[{'type':'text','text':'%s'}]}".formatted(id, text);
  }

  private static String answer(String id, String content, long input, long read, String cost) {
    return ("{'id':'%s','role':'assistant','content':[%s],'ts':1793527201000,"
            + "'modelInfo':{'id':'anthropic/claude-opus-4.8'},'metrics':{'inputTokens':%d,"
            + "'outputTokens':5,'cacheReadTokens':%d,'cacheWriteTokens':0,'cost':%s}}")
        .formatted(id, content, input, read, cost);
  }

  private static final String TEXT = "{'type':'text','text':'ok'}";

  /// Counted here from the messages themselves, and equal to the sum that Cline's own compaction
  /// wrote down.
  @Test
  void theSavedSessionComesToWhatClineItselfAddedUp() throws IOException {
    Samples.require(Samples.AGENTS);
    Input saved = Samples.agent("cline/session.messages.json");
    Reading reading = Samples.read(CLINE, saved, Samples.agent("cline/session.json"));
    long[] sums = new long[4];
    for (JsonNode message : Samples.parse(Samples.text(saved)).path("messages")) {
      JsonNode metrics = message.path("metrics");
      if (metrics.isObject()) {
        sums[0] += metrics.path("inputTokens").asLong();
        sums[1] += metrics.path("cacheReadTokens").asLong();
        sums[2] += metrics.path("outputTokens").asLong();
        sums[3]++;
      }
    }
    assertThat(sums).containsExactly(630_254, 534_435, 4_395, 16);
    assertThat(reading.calls()).isEqualTo(16);
    assertThat(Samples.tokens(reading.usage()))
        .containsExactly(sums[0] - sums[1], 0L, sums[1], sums[2]);
    assertThat(Samples.recorded(reading)).isEqualTo(Usd.of("2.036022565"));
    assertThat(reading.health().broken()).isEmpty();
    assertThat(reading.health().unknown()).isEmpty();
  }

  @Test
  void aCompactionsSumIsNotAddedToTheCallsItIsTheSumOf() throws IOException {
    Samples.require(Samples.AGENTS);
    Input session = Samples.agent("cline/session.messages.json");
    Input compaction = Samples.agent("cline/basic.compaction.json");
    Reading both = Samples.read(CLINE, session, compaction);
    assertThat(both.calls()).isEqualTo(16);
    assertThat(Samples.recorded(both)).isEqualTo(Usd.of("2.036022565"));
    Reading alone = Samples.read(CLINE, compaction);
    assertThat(alone.usage().prompt()).isEqualTo(630_254);
    assertThat(Samples.recorded(alone)).isEqualTo(Usd.of("2.036022565"));
    assertThat(alone.only().calls())
        .extracting(call -> call.answer().known())
        .containsExactly(Known.ESTIMATED);
    assertThat(alone.health().count(Count.APPORTIONED)).isEqualTo(1);
  }

  @Test
  void theSavedFilesAreRecognised() throws IOException {
    Samples.require(Samples.AGENTS);
    assertThat(Samples.own(CLINE, Samples.under(Samples.AGENTS)))
        .extracting(Input::name)
        .containsExactly(
            "cline/agentic.compaction.json",
            "cline/basic.compaction.json",
            "cline/session.json",
            "cline/session.messages.json");
  }

  @Test
  void whatWasCachedIsPartOfTheInput() {
    Reading reading =
        Samples.read(
            CLINE,
            manifest("1_a", ""),
            messages("1_a", "1_a", user("u", "hi") + "," + answer("m", TEXT, 100, 60, "0.5")));
    assertThat(Samples.tokens(reading.usage())).containsExactly(40L, 0L, 60L, 5L);
    Trace trace = reading.only();
    assertThat(trace.labels()).containsEntry("project", "/p").containsEntry("session", "1_a");
    assertThat(trace.agents()).extracting(Agent::model).containsExactly("claude-opus-4.8");
    assertThat(trace.blocks())
        .extracting(Block::origin)
        .containsExactly(Origin.SYSTEM, Origin.USER, Origin.TEXT);
    Call call = trace.calls().getFirst();
    assertThat(call.answer().recorded()).isEqualTo(Usd.of("0.5"));
  }

  @Test
  void aForkIsBilledForWhatIsNew() {
    String common = answer("m", TEXT, 100, 60, "0.5");
    Reading reading =
        Samples.read(
            CLINE,
            messages("0_fork", "0_fork", common + "," + answer("n", TEXT, 200, 0, "0.5")),
            manifest("0_fork", ",'metadata':{'fork':{'forkedFromSessionId':'1_a'}}"),
            messages("1_a", "1_a", common),
            manifest("1_a", ""));
    assertThat(reading.usage().prompt()).isEqualTo(300);
    assertThat(reading.health().count(Count.REPEATED)).isEqualTo(1);
    assertThat(reading.traces())
        .extracting(trace -> trace.usage().prompt())
        .containsExactly(100L, 200L);
  }

  @Test
  void aSubAgentIsLinkedToTheCallThatStartedIt() {
    String spawn = "{'type':'tool_use','id':'t','name':'spawn_agent','input':{'task':'look'}}";
    Reading reading =
        Samples.read(
            CLINE,
            messages("1_a", "1_a", answer("m", spawn, 100, 0, "0.5")),
            messages("scout", "1_a__scout", answer("n", TEXT, 30, 0, "0.1")));
    Trace trace = reading.only();
    assertThat(trace.agents())
        .extracting(Agent::role)
        .containsExactly(Role.ORCHESTRATOR, Role.EXECUTOR);
    Agent scout = trace.agents().get(1);
    assertThat(scout.id()).isEqualTo("scout");
    assertThat(scout.parent()).isEqualTo("main");
    assertThat(scout.instruction()).isNotNull();
    assertThat(reading.usage().prompt()).isEqualTo(130);
  }

  @Test
  void theFoldersAreWhereItsVariablesSay() {
    Path home = Path.of("home");
    assertThat(CLINE.places(Map.of(), home))
        .isEqualTo(List.of(home.resolve(".cline/data/sessions")));
    assertThat(CLINE.places(Map.of("CLINE_DIR", "c"), home))
        .isEqualTo(List.of(Path.of("c/data/sessions")));
    assertThat(CLINE.places(Map.of("CLINE_DIR", "c", "CLINE_DATA_DIR", "d"), home))
        .isEqualTo(List.of(Path.of("d/sessions")));
    assertThat(CLINE.places(Map.of("CLINE_SESSION_DATA_DIR", "s"), home))
        .isEqualTo(List.of(Path.of("s")));
  }
}
