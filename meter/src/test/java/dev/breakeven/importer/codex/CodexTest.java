package dev.breakeven.importer.codex;

import static dev.breakeven.importer.Samples.json;
import static dev.breakeven.importer.Samples.tokens;
import static dev.breakeven.importer.codex.Rollouts.CHILD;
import static dev.breakeven.importer.codex.Rollouts.PARENT;
import static dev.breakeven.importer.codex.Rollouts.calls;
import static dev.breakeven.importer.codex.Rollouts.counted;
import static dev.breakeven.importer.codex.Rollouts.line;
import static dev.breakeven.importer.codex.Rollouts.meta;
import static dev.breakeven.importer.codex.Rollouts.model;
import static dev.breakeven.importer.codex.Rollouts.output;
import static dev.breakeven.importer.codex.Rollouts.record;
import static dev.breakeven.importer.codex.Rollouts.rollout;
import static dev.breakeven.importer.codex.Rollouts.says;
import static dev.breakeven.importer.codex.Rollouts.usage;
import static dev.breakeven.importer.codex.Rollouts.user;
import static org.assertj.core.api.Assertions.assertThat;

import dev.breakeven.importer.Health.Count;
import dev.breakeven.importer.Input;
import dev.breakeven.importer.Mutations;
import dev.breakeven.importer.Samples;
import dev.breakeven.importer.Samples.Reading;
import dev.breakeven.trace.Agent;
import dev.breakeven.trace.Block;
import dev.breakeven.trace.Call;
import dev.breakeven.trace.Origin;
import dev.breakeven.trace.Role;
import dev.breakeven.trace.Trace;
import java.util.List;
import org.junit.jupiter.api.Test;

final class CodexTest {
  private static Input simple() {
    return rollout(
        PARENT,
        meta(0, PARENT, ""),
        model("gpt-a"),
        user(1, "Do it"),
        line(1, "event_msg", "'type':'token_count','info':null"),
        calls(3, "c1", "shell"),
        output(4, "c1", "a file"),
        counted(4, usage(100, 0, 10), usage(100, 0, 10)),
        counted(4, usage(100, 0, 10), usage(100, 0, 10)),
        says(6, "done"),
        counted(6, usage(250, 90, 15), usage(150, 90, 5)));
  }

  @Test
  void repeatedTotalsCountOnce() {
    Reading reading = Samples.read(new Codex(), simple());
    Trace trace = reading.only();
    assertThat(trace.calls()).hasSize(2);
    assertThat(tokens(trace.usage())).containsExactly(160L, 0L, 90L, 15L);
    assertThat(reading.health().count(Count.REPEATED)).isEqualTo(1);
    assertThat(reading.health().unknown()).isEmpty();
    assertThat(trace.agents()).containsExactly(new Agent("main", Role.SOLO, "gpt-a", null, null));
    assertThat(trace.labels())
        .containsEntry("source", "codex")
        .containsEntry("session", PARENT)
        .containsEntry("project", "/home/dev/x");
  }

  @Test
  void aResultThatCameBeforeTheUsageFollowsTheAnswer() {
    Trace trace = Samples.read(new Codex(), simple()).only();
    Call second = trace.calls().get(1);
    assertThat(second.prompt().kept()).isEqualTo(3);
    assertThat(second.prompt().added().stream().map(id -> trace.blocks().get(id).origin()))
        .containsExactly(Origin.TOOL_CALL, Origin.TOOL_RESULT);
    assertThat(second.timing().start()).isEqualTo("2026-11-01T10:00:03Z");
    assertThat(second.timing().end()).isEqualTo("2026-11-01T10:00:06Z");
  }

  @Test
  void aLostLineIsMadeUpForByTheTotals() {
    Trace trace =
        Samples.read(
                new Codex(),
                rollout(
                    PARENT,
                    meta(0, PARENT, ""),
                    user(1, "Do it"),
                    counted(4, usage(100, 0, 10), usage(100, 0, 10)),
                    "{broken\n",
                    counted(6, usage(400, 90, 30), usage(150, 90, 5))))
            .only();
    assertThat(tokens(trace.usage())).containsExactly(310L, 0L, 90L, 30L);
  }

  @Test
  void totalsThatBeginAnewCountByTheirLastCall() {
    Trace trace =
        Samples.read(
                new Codex(),
                rollout(
                    PARENT,
                    meta(0, PARENT, ""),
                    counted(4, usage(100, 0, 10), usage(100, 0, 10)),
                    counted(6, usage(50, 0, 5), usage(50, 0, 5))))
            .only();
    assertThat(tokens(trace.usage())).containsExactly(150L, 0L, 0L, 15L);
  }

  @Test
  void aResponseIsBilledOnceByItsIdAndNotAgainByTheTotals() {
    Reading reading =
        Samples.read(
            new Codex(),
            rollout(
                PARENT,
                meta(0, PARENT, ""),
                user(1, "Do it"),
                says(2, "one"),
                record(2, "resp_1", usage(100, 40, 10), usage(100, 40, 10)),
                counted(3, usage(100, 40, 10), usage(100, 40, 10)),
                record(3, "resp_1", usage(100, 40, 10), usage(100, 40, 10))));
    assertThat(tokens(reading.usage())).containsExactly(60L, 0L, 40L, 10L);
    assertThat(reading.calls()).isEqualTo(1);
    assertThat(reading.health().count(Count.REPEATED)).isEqualTo(2);
  }

  @Test
  void spawnedThreadsAreExecutorsOfTheCallThatSpawnedThem() {
    Input child =
        rollout(
            CHILD,
            meta(
                4,
                CHILD,
                ",'source':{'subagent':{'thread_spawn':{'parent_thread_id':'" + PARENT + "'}}}"),
            model("gpt-b"),
            user(5, "look"),
            says(6, "seen"),
            counted(6, usage(70, 0, 7), usage(70, 0, 7)));
    Input parent =
        rollout(
            PARENT,
            meta(0, PARENT, ""),
            model("gpt-a"),
            user(1, "Do it"),
            calls(2, "c1", "spawn_agent"),
            counted(3, usage(100, 0, 10), usage(100, 0, 10)),
            output(4, "c1", "{\\\"agent_id\\\":\\\"" + CHILD + "\\\"}"),
            calls(5, "c2", "wait_agent"),
            counted(5, usage(210, 90, 20), usage(110, 90, 10)),
            output(7, "c2", "{\\\"status\\\":{\\\"x\\\":{\\\"completed\\\":\\\"seen\\\"}}}"),
            says(8, "done"),
            counted(8, usage(350, 190, 30), usage(140, 100, 10)));
    Reading reading = Samples.read(new Codex(), child, parent);
    Trace trace = reading.only();
    assertThat(trace.calls()).hasSize(4);
    int instruction = block(trace, Origin.INSTRUCTION).id();
    assertThat(trace.agents())
        .containsExactly(
            new Agent("main", Role.ORCHESTRATOR, "gpt-a", null, null),
            new Agent(CHILD, Role.EXECUTOR, "gpt-b", "main", instruction));
    assertThat(block(trace, Origin.REPORT).tool()).isEqualTo("spawn_agent");
    assertThat(reading.health().count(Count.UNLINKED)).isZero();
  }

  private static Block block(Trace trace, Origin origin) {
    return trace.blocks().stream()
        .filter(block -> block.origin() == origin)
        .findFirst()
        .orElseThrow();
  }

  @Test
  void aForkBeginsWithACopyThatIsNotBilledAgain() {
    String[] common = {
      user(1, "Do it"),
      says(2, "one"),
      counted(2, usage(100, 0, 10), usage(100, 0, 10)),
      user(3, "More"),
      says(4, "two"),
      counted(4, usage(220, 100, 20), usage(120, 100, 10))
    };
    Input parent = rollout(PARENT, meta(0, PARENT, ""), String.join("", common));
    Input fork =
        rollout(
            CHILD,
            meta(9, CHILD, ",'forked_from_id':'" + PARENT + "'"),
            meta(0, PARENT, ""),
            String.join("", common),
            user(10, "Else"),
            says(11, "three"),
            counted(11, usage(360, 200, 30), usage(140, 100, 10)));
    Reading reading = Samples.read(new Codex(), fork, parent);
    assertThat(reading.traces()).hasSize(2);
    assertThat(tokens(reading.usage())).containsExactly(160L, 0L, 200L, 30L);
    Call own = reading.traces().get(1).calls().getFirst();
    assertThat(own.prompt().added()).hasSize(7);
    assertThat(reading.health().count(Count.REPEATED)).isEqualTo(2);
  }

  @Test
  void twoForksOfAThreadThatIsNotThereBillItsCallsOnce() {
    String common = user(1, "Do it") + counted(2, usage(100, 0, 10), usage(100, 0, 10));
    String gone = ",'forked_from_id':'33333333-3333-4333-8333-333333333333'";
    Reading reading =
        Samples.read(
            new Codex(),
            rollout(PARENT, meta(5, PARENT, gone), common),
            rollout(
                CHILD,
                meta(6, CHILD, gone),
                common,
                counted(9, usage(250, 0, 20), usage(150, 0, 10))));
    assertThat(tokens(reading.usage())).containsExactly(250L, 0L, 0L, 20L);
  }

  @Test
  void aSecondRolloutOfAThreadIsACopyAsFarAsItGoes() {
    String common =
        meta(0, PARENT, "") + user(1, "Do it") + counted(2, usage(100, 0, 10), usage(100, 0, 10));
    Input longer =
        Input.of(
            "backup/rollout-" + PARENT + ".jsonl",
            common + says(8, "on") + counted(9, usage(250, 0, 20), usage(150, 0, 10)));
    Input shorter = rollout(PARENT, common);
    for (List<Input> order : List.of(List.of(shorter, longer), List.of(longer, shorter))) {
      Reading reading = Samples.read(new Codex(), order);
      assertThat(tokens(reading.usage())).containsExactly(250L, 0L, 0L, 20L);
      assertThat(reading.only().calls()).hasSize(2);
    }
  }

  @Test
  void aCompactionBeginsTheConversationAnew() {
    Reading reading =
        Samples.read(
            new Codex(),
            rollout(
                PARENT,
                meta(0, PARENT, ""),
                user(1, "Do it"),
                says(2, "one"),
                counted(2, usage(100, 0, 10), usage(100, 0, 10)),
                line(3, "compacted", "'message':'what was'"),
                user(4, "On"),
                says(5, "two"),
                counted(5, usage(150, 0, 20), usage(50, 0, 10))));
    Trace trace = reading.only();
    Call second = trace.calls().get(1);
    assertThat(second.prompt().kept()).isEqualTo(2);
    assertThat(second.prompt().added().stream().map(id -> trace.blocks().get(id).origin()))
        .containsExactly(Origin.SUMMARY, Origin.USER);
    assertThat(reading.health().count(Count.COMPACTED)).isEqualTo(1);
  }

  @Test
  void whatCannotBeReadIsNamedAndTheRestGoesOn() {
    Input input =
        rollout(
            PARENT,
            meta(0, PARENT, ""),
            "[1]\n",
            "{\"type\":\n",
            line(1, "novelty", ""),
            line(1, "event_msg", "'type':'novelty'"),
            line(1, "response_item", "'type':'novelty'"),
            line(
                1,
                "event_msg",
                "'type':'token_count','info':{'last_token_usage':" + "{'input_tokens':'many'}}"),
            says(2, "never billed"),
            line(3, "event_msg", "'type':'turn_aborted'"),
            says(4, "one"),
            counted(5, usage(100, 200, 10), usage(100, 200, 10)),
            counted(5, usage(100, 20, 10), usage(100, 20, 10)),
            "{\"timestamp\":\"2026-11-01T10:00:06Z\",\"type\":\"event_");
    Reading reading = Samples.read(new Codex(), input);
    assertThat(reading.health().broken()).hasSize(4).allMatch(text -> text.contains(".jsonl:"));
    assertThat(reading.health().count(Count.CUT)).isEqualTo(1);
    assertThat(reading.health().unknown().keySet())
        .containsExactly("event novelty", "item novelty", "line novelty");
    assertThat(reading.health().count(Count.MISSING_USAGE)).isEqualTo(1);
    assertThat(reading.health().count(Count.CALLS)).isEqualTo(2);
    assertThat(tokens(reading.usage())).containsExactly(80L, 0L, 20L, 10L);
  }

  @Test
  void aRolloutIsKnownByItsFirstLine() {
    var codex = new Codex();
    String first = meta(0, PARENT, "");
    assertThat(Samples.recognises(codex, "a/b.jsonl", first)).isTrue();
    assertThat(Samples.recognises(codex, "a/b.json", first)).isFalse();
    assertThat(Samples.recognises(codex, "a/b.jsonl", json("{'sessionId':'x'}"))).isFalse();
  }

  @Test
  void enduresDamage() {
    Input damaged =
        rollout(
            CHILD,
            meta(
                1, CHILD, ",'forked_from_id':'" + PARENT + "','parent_thread_id':'" + PARENT + "'"),
            user(1, "Do it"),
            calls(3, "c1", "spawn_agent"),
            record(3, "resp_1", usage(100, 40, 10), usage(100, 40, 10)),
            output(4, "c1", "{}"),
            line(5, "compacted", "'message':'what was','replacement_history':[{'type':'message'}]"),
            says(6, "done"),
            counted(6, usage(250, 90, 15), usage(150, 90, 5)));
    Mutations.endure(new Codex(), simple(), damaged, 3000);
  }

  /// The table counts lines with totals; one of them in each file repeats the one before.
  @Test
  void savedSessionsHoldWhatTheirLastTotalsSay() {
    Samples.require(Samples.TRACES.resolve("codex"));
    Reading first = Samples.read(new Codex(), Samples.trace("codex/codex-196f206d.jsonl"));
    Reading second = Samples.read(new Codex(), Samples.trace("codex/codex-54a3e78b.jsonl"));
    assertThat(first.calls() + first.health().count(Count.REPEATED)).isEqualTo(14);
    assertThat(second.calls() + second.health().count(Count.REPEATED)).isEqualTo(26);
    assertThat(tokens(first.usage())).containsExactly(449871 - 360832L, 0L, 360832L, 4632L);
    assertThat(tokens(second.usage())).containsExactly(1173519 - 1053056L, 0L, 1053056L, 16661L);
    for (Reading reading : List.of(first, second)) {
      assertThat(reading.health().unknown()).isEmpty();
      assertThat(reading.health().count(Count.MISSING_USAGE)).isZero();
      assertThat(reading.only().calls())
          .allSatisfy(call -> assertThat(call.answer().blocks()).isNotEmpty());
    }
  }
}
