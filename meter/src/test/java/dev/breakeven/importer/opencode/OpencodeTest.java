package dev.breakeven.importer.opencode;

import static dev.breakeven.importer.Samples.json;
import static dev.breakeven.importer.Samples.tokens;
import static org.assertj.core.api.Assertions.assertThat;

import dev.breakeven.importer.Draft;
import dev.breakeven.importer.Health.Count;
import dev.breakeven.importer.Input;
import dev.breakeven.importer.Mutations;
import dev.breakeven.importer.Samples;
import dev.breakeven.importer.Samples.Reading;
import dev.breakeven.importer.Values;
import dev.breakeven.trace.Agent;
import dev.breakeven.trace.Call;
import dev.breakeven.trace.Origin;
import dev.breakeven.trace.Role;
import dev.breakeven.trace.Trace;
import dev.breakeven.trace.Usage;
import dev.breakeven.unit.Usd;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

final class OpencodeTest {
  private static Input rows(String table, String... rows) {
    return Input.of("opencode/" + table + ".jsonl", json(String.join("\n", rows) + "\n"));
  }

  private static String message(String id, String session, int second, String data) {
    return "{'id':'%s','session_id':'%s','time_created':17954961%02d000,'data':{%s}}"
        .formatted(id, session, second, data);
  }

  private static String answered(String model, String tokens, String more) {
    return "'role':'assistant','modelID':'%s','tokens':{%s},'cost':0.25%s"
        .formatted(model, tokens, more);
  }

  private static String tokens(long input, long output, long reasoning, long read, long write) {
    return "'input':%d,'output':%d,'reasoning':%d,'cache':{'read':%d,'write':%d}"
        .formatted(input, output, reasoning, read, write);
  }

  private static String part(String id, String message, String data) {
    return "{'id':'%s','message_id':'%s','session_id':'ses_a','data':{%s}}"
        .formatted(id, message, data);
  }

  private static final Input SESSIONS =
      rows(
          "session",
          "{'id':'ses_a','parent_id':null,'directory':'/home/dev/x','time_created':1795496100000}",
          "{'id':'ses_b','parent_id':'ses_a','time_created':1795496102000}");
  private static final Input MESSAGES =
      rows(
          "message",
          message("msg_1", "ses_a", 1, "'role':'user'"),
          message(
              "msg_2",
              "ses_a",
              2,
              answered("big", tokens(100, 10, 5, 40, 7), ",'finish':'tool-calls'")),
          message(
              "msg_3", "ses_b", 3, answered("mini", tokens(20, 2, 0, 0, 0), ",'finish':'stop'")),
          message(
              "msg_4", "ses_a", 4, answered("big", tokens(9, 1, 0, 150, 0), ",'finish':'stop'")));
  private static final Input PARTS =
      rows(
          "part",
          part("prt_1", "msg_1", "'type':'text','text':'Do it'"),
          part("prt_2", "msg_2", "'type':'step-start'"),
          part(
              "prt_3",
              "msg_2",
              "'type':'tool','tool':'task','state':{'input':{'prompt':'look'},'output':'seen',"
                  + "'metadata':{'sessionId':'ses_b'}}"),
          part(
              "prt_4",
              "msg_2",
              "'type':'step-finish','cost':0.25,'tokens':{" + tokens(100, 10, 5, 40, 7) + "}"),
          part("prt_5", "msg_4", "'type':'text','text':'done'"));

  @Test
  void aMessageIsOneCallAndItsStepsEndIsNoOther() {
    Reading reading = Samples.read(new Opencode(), PARTS, MESSAGES, SESSIONS);
    Trace trace = reading.only();
    assertThat(trace.calls()).hasSize(3);
    assertThat(Samples.tokens(trace.usage())).containsExactly(129L, 7L, 190L, 18L);
    assertThat(trace.calls())
        .extracting(call -> call.answer().recorded())
        .containsOnly(Usd.of("0.25"));
    assertThat(trace.labels())
        .containsEntry("source", "opencode")
        .containsEntry("session", "ses_a")
        .containsEntry("project", "/home/dev/x");
    assertThat(reading.health().count(Count.LIFE_ASSUMED)).isEqualTo(1);
  }

  @Test
  void aTaskIsADelegation() {
    Trace trace = Samples.read(new Opencode(), PARTS, MESSAGES, SESSIONS).only();
    int instruction =
        trace.blocks().stream()
            .filter(block -> block.origin() == Origin.INSTRUCTION)
            .findFirst()
            .orElseThrow()
            .id();
    assertThat(trace.agents())
        .containsExactly(
            new Agent("main", Role.ORCHESTRATOR, "big", null, null),
            new Agent("ses_b", Role.EXECUTOR, "mini", "main", instruction));
    Call last = trace.calls().getLast();
    assertThat(last.prompt().added().stream().map(id -> trace.blocks().get(id).origin()))
        .containsExactly(Origin.INSTRUCTION, Origin.REPORT);
  }

  @Test
  void reasoningIsAddedUnlessTheTotalSaysThatItIsThere() {
    Input inside =
        rows(
            "message",
            message(
                "msg_1",
                "ses_a",
                1,
                answered("big", "'total':110," + tokens(100, 10, 5, 0, 0), ",'finish':'stop'")),
            message(
                "msg_2",
                "ses_a",
                2,
                answered("big", "'total':115," + tokens(100, 10, 5, 0, 0), ",'finish':'stop'")));
    assertThat(Samples.tokens(Samples.read(new Opencode(), inside).usage()).getLast())
        .isEqualTo(10 + 15);
  }

  @Test
  void anOldMessageOfSeveralStepsIsSeveralCalls() {
    Input old =
        Input.of(
            "storage/message/ses_a/msg_1.json",
            json(
                "{'id':'msg_1','sessionID':'ses_a','role':'assistant','modelID':'big','time':"
                    + "{'created':1755100352000},'cost':0.5,'tokens':{"
                    + tokens(7, 7, 0, 0, 0)
                    + "}}"));
    Input[] parts = new Input[3];
    parts[0] = old;
    for (int i = 1; i < 3; i++) {
      parts[i] =
          Input.of(
              "storage/part/msg_1/prt_" + i + ".json",
              json(
                  "{'id':'prt_%d','messageID':'msg_1','sessionID':'ses_a','type':'step-finish',"
                          .formatted(i)
                      + "'cost':0.25,'tokens':{"
                      + tokens(10L * i, i, 0, 0, 0)
                      + "}}"));
    }
    Reading reading = Samples.read(new Opencode(), parts);
    assertThat(reading.calls()).isEqualTo(2);
    assertThat(Samples.tokens(reading.usage())).containsExactly(30L, 0L, 0L, 3L);
  }

  @Test
  void anExportIsReadAndASummaryBeginsAnew() {
    Input export =
        Input.of(
            "export.json",
            json(
                "{'info':{'id':'ses_a','directory':'/d','time':{'created':1755100352000}},"
                    + "'messages':[{'info':{'id':'msg_1','sessionID':'ses_a','role':'user'},'parts':"
                    + "[{'id':'prt_1','messageID':'msg_1','sessionID':'ses_a','type':'text','text':'a'}]},"
                    + "{'info':{'id':'msg_2','sessionID':'ses_a','summary':true,"
                    + answered("big", tokens(5, 1, 0, 0, 0), ",'finish':'stop'")
                    + "},'parts':[{'id':'prt_2','messageID':'msg_2','sessionID':'ses_a','type':'text',"
                    + "'text':'sum'}]},{'info':{'id':'msg_3','sessionID':'ses_a',"
                    + answered("big", tokens(4, 1, 0, 0, 0), ",'finish':'stop'")
                    + "},'parts':[]}]}"));
    Reading reading = Samples.read(new Opencode(), export);
    Trace trace = reading.only();
    assertThat(reading.health().count(Count.COMPACTED)).isEqualTo(1);
    Call second = trace.calls().get(1);
    assertThat(second.prompt().kept()).isEqualTo(1);
    assertThat(second.prompt().added()).hasSize(1);
    assertThat(trace.blocks().get(second.prompt().added().getFirst()).origin())
        .isEqualTo(Origin.SUMMARY);
  }

  @Test
  void whatCannotBeReadIsCounted() {
    Input input =
        rows(
            "message",
            message("msg_1", "ses_a", 1, answered("big", "'input':'x'", ",'finish':'stop'")),
            message("msg_2", "ses_a", 2, "'role':'assistant','error':{'name':'APIError'}"),
            message("msg_3", "ses_a", 3, "'role':'judge'"),
            message("msg_4", "ses_a", 4, answered("big", tokens(0, 0, 0, 0, 0), "")),
            message(
                "msg_5", "ses_a", 5, answered("big", tokens(1, 1, 0, 0, 0), ",'finish':'stop'")),
            message(
                "msg_5", "ses_a", 5, answered("big", tokens(1, 1, 0, 0, 0), ",'finish':'stop'")),
            "[]",
            "{'x':1}",
            "{'id':");
    Reading reading = Samples.read(new Opencode(), input);
    assertThat(reading.calls()).isEqualTo(3);
    assertThat(reading.health().count(Count.MISSING_USAGE)).isEqualTo(2);
    assertThat(reading.health().count(Count.FAILED)).isEqualTo(1);
    assertThat(reading.health().count(Count.REPEATED)).isEqualTo(1);
    assertThat(reading.health().broken()).hasSize(3);
    assertThat(reading.health().unknown()).containsKeys("role judge", "tokens of another form");
  }

  @Test
  void rowsAreKnownByTheirIds() {
    var opencode = new Opencode();
    assertThat(
            Samples.recognises(opencode, "x/message.jsonl", json("{'id':'m','session_id':'ses_a'")))
        .isTrue();
    assertThat(
            Samples.recognises(opencode, "a/storage/session/p/ses_a.json", json("{'id':'ses_a'")))
        .isTrue();
    assertThat(Samples.recognises(opencode, "a.jsonl", json("{'sessionId':'x','type':'user'}")))
        .isFalse();
  }

  @Test
  void enduresDamage() {
    Input whole =
        rows(
            "message",
            message(
                "msg_9", "ses_z", 9, answered("big", tokens(1, 1, 0, 0, 0), ",'finish':'stop'")));
    Mutations.endure(new Opencode(), whole, MESSAGES, 1500);
    Mutations.endure(new Opencode(), MESSAGES, PARTS, 1500);
  }

  /// The sums that opencode keeps of each session are its own, and no part of what is read.
  @Test
  void everySessionHoldsWhatItsOwnSumsSay() throws IOException {
    Path store = Samples.CLIENTS.resolve("opencode").resolve("storage");
    Samples.require(store);
    Reading reading = Samples.read(new Opencode(), Samples.under(store));
    int sessions = 0;
    for (String line : Files.readAllLines(store.resolve("session.jsonl"))) {
      JsonNode row = Samples.parse(line);
      String id = row.path("id").asString("");
      List<Call> calls =
          reading.traces().stream()
              .flatMap(trace ->
                  trace.calls().stream()
                      .filter(call ->
                          call.agent().equals(id)
                              || (call.agent().equals(Draft.MAIN)
                                  && id.equals(trace.labels().get("session")))))
              .toList();
      assertThat(
              Samples.tokens(
                  calls.stream()
                      .map(call -> call.answer().usage())
                      .reduce(Usage.NONE, Usage::plus)))
          .as(id)
          .containsExactly(
              row.path("tokens_input").asLong(0),
              row.path("tokens_cache_write").asLong(0),
              row.path("tokens_cache_read").asLong(0),
              row.path("tokens_output").asLong(0) + row.path("tokens_reasoning").asLong(0));
      Usd cost = calls.stream().map(call -> call.answer().recorded()).reduce(Usd.ZERO, Usd::plus);
      assertThat(cost).as(id).isEqualTo(Values.cost(row.path("cost")));
      sessions++;
    }
    assertThat(sessions).isEqualTo(10);
    assertThat(reading.traces()).hasSize(6);
    assertThat(reading.health().unknown()).isEmpty();
    assertThat(reading.health().count(Count.UNLINKED)).isZero();
    assertThat(reading.health().broken()).isEmpty();
  }
}
