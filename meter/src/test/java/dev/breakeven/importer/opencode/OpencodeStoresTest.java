package dev.breakeven.importer.opencode;

import static dev.breakeven.importer.Samples.json;
import static dev.breakeven.importer.Samples.tokens;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

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
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/// What opencode's stores bill where they repeat each other: forks, copies, older and newer forms.
final class OpencodeStoresTest {
  private static final long BEGIN = 1_795_496_100_000L;

  private static Input rows(String table, String... rows) {
    return Input.of(table + ".jsonl", json(String.join("\n", rows) + "\n"));
  }

  private static String session(String id, int second, String more) {
    return "{'id':'%s','directory':'/home/dev/x','time_created':%d%s}"
        .formatted(id, BEGIN + 1000L * second, more);
  }

  private static String answer(int second, int input, int output, int read) {
    return "'tokens':{'input':%d,'output':%d,'reasoning':0,'cache':{'read':%d,'write':0}},"
            .formatted(input, output, read)
        + "'cost':0.5,'finish':'stop','time':{'created':%d,'completed':%d}"
            .formatted(BEGIN + 1000L * second, BEGIN + 1000L * second + 500);
  }

  private static String message(String id, String session, String answer) {
    return "{'id':'%s','session_id':'%s','data':{'role':'assistant','modelID':'m',%s}}"
        .formatted(id, session, answer);
  }

  /// A row of the newer form.
  private static String row(String id, String session, String type, int seq, String data) {
    return "{'id':'%s','session_id':'%s','type':'%s','seq':%d,'time_created':%d,'data':{%s}}"
        .formatted(id, session, type, seq, BEGIN + 1000L * seq, data);
  }

  private static String newer(String answer, String content) {
    return "'agent':'build','model':{'providerID':'p','id':'m','variant':'default'},'content':["
        + content
        + "],"
        + answer;
  }

  /// Reads `inputs` in several orders, which change nothing.
  private static Reading bill(List<Input> inputs, int calls, Long... tokens) {
    var random = new Random(11);
    var order = new ArrayList<Input>(inputs);
    Reading first = Samples.read(new Opencode(), inputs);
    for (int i = 0; i < 6; i++) {
      Reading reading = Samples.read(new Opencode(), order);
      assertThat(tokens(reading.usage())).containsExactly(tokens);
      assertThat(reading.calls()).isEqualTo(calls);
      Collections.shuffle(order, random);
    }
    return first;
  }

  @Test
  void aForksCopiesHaveIdsOfTheirOwnAndAreBilledOnce() {
    Input sessions = rows("session", session("ses_a", 0, ""), session("ses_b", 9, ""));
    Input messages =
        rows(
            "message",
            message("msg_5", "ses_b", answer(1, 100, 10, 0)),
            message("msg_6", "ses_b", answer(2, 20, 5, 100)),
            message("msg_7", "ses_b", answer(10, 20, 5, 100)),
            message("msg_1", "ses_a", answer(1, 100, 10, 0)),
            message("msg_2", "ses_a", answer(2, 20, 5, 100)),
            message("msg_3", "ses_a", answer(3, 30, 7, 120)));
    Reading reading = bill(List.of(sessions, messages), 4, 170L, 0L, 320L, 27L);
    assertThat(reading.health().count(Count.REPEATED)).isEqualTo(2);
    assertThat(reading.traces())
        .extracting(trace -> trace.labels().get("session"), trace -> trace.calls().size())
        .containsExactly(tuple("ses_a", 3), tuple("ses_b", 1));
  }

  @Test
  void equalAnswersOfOneSessionAreNoCopies() {
    Input messages =
        rows(
            "message",
            message("msg_1", "ses_a", answer(1, 100, 10, 0)),
            message("msg_2", "ses_a", answer(1, 100, 10, 0)));
    bill(List.of(messages), 2, 200L, 0L, 0L, 20L);
  }

  @Test
  void anEqualAnswerInAnotherStoreIsNoFork() {
    Input row = rows("message", message("msg_1", "ses_a", answer(1, 100, 10, 0)));
    Input file =
        Input.of(
            "home/storage/message/ses_o/msg_2.json",
            json(
                "{'id':'msg_2','sessionID':'ses_o','role':'assistant','modelID':'m',"
                    + answer(1, 100, 10, 0)
                    + "}"));
    bill(List.of(row, file), 2, 200L, 0L, 0L, 20L);
  }

  @Test
  void answersWithoutTimeAreNoCopies() {
    String untimed = "'tokens':{'input':5,'output':1,'cache':{'read':0,'write':0}},'finish':'stop'";
    Input messages =
        rows("message", message("msg_1", "ses_a", untimed), message("msg_2", "ses_b", untimed));
    bill(List.of(messages), 2, 10L, 0L, 0L, 2L);
  }

  @Test
  void olderFilesBesideTheDatabaseCountOnceAndTheFinishedAnswerWins() {
    Input row = rows("message", message("msg_1", "ses_a", answer(1, 100, 10, 0)));
    Input half =
        Input.of(
            "storage/message/ses_a/msg_1.json",
            json(
                "{'id':'msg_1','sessionID':'ses_a','role':'assistant','modelID':'m','path':"
                    + "{'cwd':'/home/dev/y'},"
                    + answer(1, 100, 3, 0)
                    + "}"));
    Input only =
        Input.of(
            "storage/message/ses_o/msg_0.json",
            json(
                "{'id':'msg_0','sessionID':'ses_o','role':'assistant','modelID':'m','path':"
                    + "{'cwd':'/home/dev/y'},"
                    + answer(0, 40, 4, 0)
                    + "}"));
    Reading reading = bill(List.of(half, only, row), 2, 140L, 0L, 0L, 14L);
    assertThat(reading.traces())
        .allSatisfy(trace -> assertThat(trace.labels()).containsEntry("project", "/home/dev/y"));
  }

  @Test
  void theNewerFormHoldsAMessageAndItsPartsInOne() {
    Input sessions =
        rows("session_v2", session("ses_a", 0, ""), session("ses_b", 2, ",'parent_id':'ses_a'"));
    Input messages =
        rows(
            "session_message",
            row("msg_1", "ses_a", "user", 0, "'text':'Do it'"),
            row(
                "msg_2",
                "ses_a",
                "assistant",
                1,
                newer(
                    answer(1, 100, 10, 0),
                    "{'type':'tool','id':'c','name':'subagent','state':{'status':'completed',"
                        + "'input':{'prompt':'look'},'content':[{'type':'text','text':'seen'}],"
                        + "'metadata':{'sessionID':'ses_b'}}}")),
            row("msg_3", "ses_b", "assistant", 2, newer(answer(2, 7, 2, 0), "")),
            row("msg_4", "ses_a", "model-switched", 3, ""),
            row(
                "msg_5",
                "ses_a",
                "assistant",
                4,
                newer(answer(4, 9, 1, 100), "{'type':'text','text':'done'}")));
    Reading reading = bill(List.of(messages, sessions), 3, 116L, 0L, 100L, 13L);
    Trace trace = reading.only();
    assertThat(reading.health().unknown()).isEmpty();
    assertThat(trace.agents())
        .extracting(Agent::role)
        .containsExactly(Role.ORCHESTRATOR, Role.EXECUTOR);
    Call last = trace.calls().getLast();
    assertThat(last.prompt().added().stream().map(id -> trace.blocks().get(id).origin()))
        .containsExactly(Origin.INSTRUCTION, Origin.REPORT);
  }

  @Test
  void whatWasMovedToTheNewerFormIsToldByTheOlder() {
    Input older =
        rows(
            "message",
            message("msg_1", "ses_a", answer(1, 100, 10, 0)),
            message("msg_2", "ses_a", answer(2, 20, 5, 100) + ",'summary':true"));
    Input newer =
        rows(
            "session_message",
            row("msg_1", "ses_a", "assistant", 1, newer(answer(1, 100, 10, 0), "")),
            row("msg_9", "ses_a", "system", 1, "'text':'moved'"),
            row("msg_3", "ses_a", "assistant", 3, newer(answer(3, 8, 2, 0), "")));
    bill(List.of(newer, older), 3, 128L, 0L, 100L, 17L);
  }

  @Test
  void aForkOfTheNewerFormStandsBehindItsOrigin() {
    Input sessions =
        rows(
            "session_v2",
            session("ses_a", 5, ",'fork_session_id':'ses_b'"),
            session("ses_b", 5, ""));
    Input messages =
        rows(
            "session_message",
            row("msg_1", "ses_a", "assistant", 1, newer(answer(1, 100, 10, 0), "")),
            row("msg_2", "ses_b", "assistant", 1, newer(answer(1, 100, 10, 0), "")));
    Reading reading = bill(List.of(sessions, messages), 1, 100L, 0L, 0L, 10L);
    assertThat(reading.only().labels()).containsEntry("session", "ses_b");
  }

  @Test
  void aCompactionOfTheNewerFormBeginsTheConversationAnew() {
    Input messages =
        rows(
            "session_message",
            row("msg_1", "ses_a", "assistant", 1, newer(answer(1, 100, 10, 0), "")),
            row("msg_2", "ses_a", "compaction", 2, "'status':'completed','summary':'so far'"),
            row("msg_3", "ses_a", "assistant", 3, newer(answer(3, 8, 2, 0), "")));
    Reading reading = bill(List.of(messages), 2, 108L, 0L, 0L, 12L);
    assertThat(reading.health().count(Count.COMPACTED)).isEqualTo(1);
  }

  @Test
  void enduresDamage() {
    Input newer =
        rows(
            "session_message",
            row("msg_1", "ses_a", "user", 0, "'text':'Do it'"),
            row(
                "msg_2",
                "ses_a",
                "assistant",
                1,
                newer(
                    answer(1, 100, 10, 0),
                    "{'type':'tool','id':'c','name':'subagent','state':{'input':{},'content':"
                        + "[{'type':'text','text':'seen'}],'error':{'message':'no'}}}")));
    Input sessions =
        rows("session_v2", session("ses_a", 0, ",'fork_session_id':'ses_a','parent_id':'ses_a'"));
    Input whole = rows("message", message("msg_9", "ses_z", answer(9, 1, 1, 0)));
    Mutations.endure(new Opencode(), whole, newer, 1500);
    Mutations.endure(new Opencode(), whole, sessions, 500);
  }
}
