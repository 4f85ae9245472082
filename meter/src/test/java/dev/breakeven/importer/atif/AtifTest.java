package dev.breakeven.importer.atif;

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
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

final class AtifTest {
  private static String trajectory(String id, String more, String... steps) {
    return ("{'schema_version':'ATIF-v1.7','trajectory_id':'%s','session_id':'s','agent':{'name':'x',"
            + "'version':'1','model_name':'openai/m'},'steps':[%s]%s}")
        .formatted(id, String.join(",", steps), more);
  }

  private static String user(int id, String text) {
    return "{'step_id':%d,'source':'user','message':'%s'}".formatted(id, text);
  }

  private static String agent(int id, String text, String metrics, String more) {
    return ("{'step_id':%d,'source':'agent','timestamp':'2026-01-01T00:00:%02dZ','message':'%s',"
            + "'metrics':{%s}%s}")
        .formatted(id, id, text, metrics, more);
  }

  private static String metrics(long prompt, long cached, long output) {
    return "'prompt_tokens':%d,'cached_tokens':%d,'completion_tokens':%d,'cost_usd':0.25"
        .formatted(prompt, cached, output);
  }

  private static final String DELEGATES =
      ",'tool_calls':[{'tool_call_id':'c1','function_name':'task','arguments':{'q':'look'}}],"
          + "'observation':{'results':[{'source_call_id':'c1','content':'seen',"
          + "'subagent_trajectory_ref':[{'trajectory_id':'child'}]}]}";

  private static final Input EMBEDDED =
      Input.of(
          "run/trajectory.json",
          json(
              trajectory(
                  "root",
                  ",'subagent_trajectories':["
                      + trajectory(
                          "child", "", user(1, "look"), agent(2, "seen", metrics(50, 0, 5), ""))
                      + "],'final_metrics':{'total_prompt_tokens':9999}",
                  user(1, "Do it"),
                  agent(2, "", metrics(100, 40, 10), DELEGATES),
                  "{'step_id':3,'source':'agent','message':'routed','llm_call_count':0}",
                  agent(4, "done", metrics(150, 100, 20), ""))));

  @Test
  void anEmbeddedSubAgentIsAnExecutorOfItsToolCall() {
    Reading reading = Samples.read(new Atif(), EMBEDDED);
    Trace trace = reading.only();
    assertThat(trace.calls()).hasSize(3);
    assertThat(Samples.tokens(trace.usage())).containsExactly(160L, 0L, 140L, 35L);
    int instruction =
        trace.blocks().stream()
            .filter(block -> block.origin() == Origin.INSTRUCTION)
            .findFirst()
            .orElseThrow()
            .id();
    assertThat(trace.agents())
        .containsExactly(
            new Agent("main", Role.ORCHESTRATOR, "m", null, null),
            new Agent("child", Role.EXECUTOR, "m", "main", instruction));
    Call last =
        trace.calls().stream().filter(call -> call.id().equals("main#2")).findFirst().orElseThrow();
    assertThat(last.prompt().added().stream().map(id -> origin(trace, id)))
        .containsExactly(Origin.INSTRUCTION, Origin.REPORT, Origin.TEXT);
    assertThat(last.answer().recorded()).isEqualTo(Usd.of("0.25"));
  }

  private static Origin origin(Trace trace, int id) {
    return trace.blocks().stream()
        .filter(block -> block.id() == id)
        .findFirst()
        .orElseThrow()
        .origin();
  }

  @Test
  void aContinuationGoesOnInTheSameTraceWithoutTheCopiedSteps() {
    Input first =
        Input.of(
            "run/a.trajectory.json",
            json(
                trajectory(
                    "one",
                    ",'continued_trajectory_ref':'trajectory.cont-1.json'",
                    user(1, "Do it"),
                    agent(2, "so", metrics(100, 0, 10), ""))));
    Input second =
        Input.of(
            "run/a.trajectory.cont-1.json",
            json(
                trajectory(
                    "two",
                    "",
                    user(1, "Do it"),
                    agent(2, "so", metrics(100, 0, 10), ",'is_copied_context':true"),
                    agent(3, "done", metrics(120, 0, 10), ""))));
    Reading reading = Samples.read(new Atif(), second, first);
    assertThat(reading.only().calls()).hasSize(2);
    assertThat(Samples.tokens(reading.usage())).containsExactly(220L, 0L, 0L, 20L);
  }

  @Test
  void trajectoriesThatNameEachOtherAreReadOnce() {
    Input one =
        Input.of(
            "a.json",
            json(
                trajectory(
                    "one",
                    ",'continued_trajectory_ref':'b.json'",
                    agent(1, "x", metrics(1, 0, 1), ""))));
    Input two =
        Input.of(
            "b.json",
            json(
                trajectory(
                    "two",
                    ",'continued_trajectory_ref':'a.json'",
                    agent(1, "y", metrics(1, 0, 1), ""))));
    assertThat(Samples.read(new Atif(), one, two).calls()).isEqualTo(2);
  }

  @Test
  void whatCannotBeReadIsNamedAndAMissingSubAgentCounted() {
    Reading reading =
        Samples.read(
            new Atif(),
            Input.of("x.json", "{}"),
            Input.of(
                "y.json",
                json(
                    trajectory(
                        "y",
                        "",
                        agent(1, "a", metrics(5, 0, 1), DELEGATES),
                        agent(2, "b", "'prompt_tokens':'x'", ""),
                        "{'step_id':3,'source':'agent','message':'c'}",
                        "{'step_id':4,'source':'wind','message':'c'}"))));
    assertThat(reading.calls()).isEqualTo(2);
    assertThat(reading.health().broken()).hasSize(2);
    assertThat(reading.health().count(Count.MISSING_USAGE)).isEqualTo(1);
    assertThat(reading.health().count(Count.UNTIMED)).isEqualTo(1);
    assertThat(reading.health().unknown())
        .containsKeys("step of wind", "sub-agent whose trajectory is not there");
  }

  @Test
  void enduresDamage() {
    Mutations.endure(
        new Atif(),
        Input.of("w.json", json(trajectory("w", "", agent(1, "a", metrics(1, 0, 1), "")))),
        EMBEDDED,
        3000);
  }

  /// The summaries of the first session are files that its steps name; its last totals include
  /// them. The second's own are not there.
  @Test
  void savedTrajectoriesHoldTheCallsOfTheTable() throws Exception {
    Path folder = Samples.TRACES.resolve("atif");
    Samples.require(folder);
    Reading reading = Samples.read(new Atif(), Samples.under(folder));
    assertThat(reading.traces()).hasSize(2);
    Trace linear = reading.traces().get(0);
    Trace whole = reading.traces().get(1);
    assertThat(linear.calls()).hasSize(3 + 4);
    assertThat(Samples.tokens(linear.usage())).containsExactly(2252L + 4250, 0L, 0L, 690L);
    assertThat(whole.calls()).hasSize(7 + 3);
    assertThat(Samples.tokens(whole.usage())).containsExactly(7802L, 0L, 0L, 1030L);
    assertThat(whole.agents())
        .extracting(Agent::role)
        .containsExactly(Role.ORCHESTRATOR, Role.EXECUTOR, Role.EXECUTOR, Role.EXECUTOR);
    Usd cost =
        whole.calls().stream().map(call -> call.answer().recorded()).reduce(Usd.ZERO, Usd::plus);
    assertThat(cost).isEqualTo(Usd.of("0.029805"));
    assertThat(reading.health().broken()).isEmpty();
    assertThat(reading.health().unknown())
        .containsEntry("sub-agent whose trajectory is not there", 3L);
  }

  @Test
  void aTrajectorySaysWhatItIs() {
    assertThat(Samples.recognises(new Atif(), "x.json", json("{'schema_version':'ATIF-v1.5'")))
        .isTrue();
    assertThat(Samples.recognises(new Atif(), "x.json", "{}")).isFalse();
    assertThat(List.of(new Atif().tool())).containsExactly("atif");
  }
}
