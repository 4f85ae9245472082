package dev.breakeven.importer.sweagent;

import static dev.breakeven.importer.Samples.json;
import static org.assertj.core.api.Assertions.assertThat;

import dev.breakeven.importer.Health.Count;
import dev.breakeven.importer.Input;
import dev.breakeven.importer.Mutations;
import dev.breakeven.importer.Rates;
import dev.breakeven.importer.Samples;
import dev.breakeven.importer.Samples.Reading;
import dev.breakeven.trace.Call;
import dev.breakeven.trace.Known;
import dev.breakeven.trace.Trace;
import org.junit.jupiter.api.Test;

final class SweAgentTest {
  private static String answer(String text, String extra) {
    return "{'role':'assistant','content':'" + text + "'" + extra + "}";
  }

  private static String billed(long prompt, long hit, long output, String cost) {
    return (",'extra':{'timestamp':1755100352.5,'cost':%s,'response':{'model':'deepseek/deepseek-chat',"
            + "'usage':{'prompt_tokens':%d,'prompt_cache_hit_tokens':%d,'completion_tokens':%d},"
            + "'choices':[{'finish_reason':'stop'}]}}")
        .formatted(cost, prompt, hit, output);
  }

  private static final Input BILLED =
      Input.of(
          "mini.traj.json",
          json(
              "{'info':{'config':{'model':{'model_name':'x'}}},'messages':["
                  + "{'role':'system','content':'s'},{'role':'user','content':'u'},"
                  + answer("one", billed(1000, 0, 10, "0.0002842"))
                  + ",{'role':'user','content':'seen'},"
                  + answer("two", billed(1100, 1000, 20, "0.0000644"))
                  + "]}"));

  private static Input totals(String stats) {
    return Input.of(
        "x.traj",
        json(
            "{'trajectory':[],'info':{'model_stats':{%s}},'history':[{'role':'system','content':'abc'},"
                    .formatted(stats)
                + answer("demo", ",'is_demo':true")
                + ","
                + answer("one", "")
                + ",{'role':'user','content':'more'},"
                + answer("twice", "")
                + "]}"));
  }

  @Test
  void theAnswerThatSubmittedIsAStepAndNotInTheHistory() {
    String history = json("{'role':'user','content':'go'}," + answer("one", ""));
    String document =
        json("{'trajectory':[{'response':'one'},{'response':''},{'response':'submit'}],'history':[")
            + history
            + json(
                "],'info':{'model_stats':{'tokens_sent':10,'tokens_received':4,'api_calls':3}}}");
    Reading reading = Samples.read(new SweAgent(), Input.of("x.traj", document));
    assertThat(reading.calls()).isEqualTo(2);
    assertThat(Samples.tokens(reading.usage())).containsExactly(10L, 0L, 0L, 4L);
    assertThat(reading.health().unknown())
        .containsEntry("call of which the trajectory holds nothing but that there was one", 1L);
  }

  @Test
  void usageBesideAMessageIsBilledAndItsCostReproduced() {
    Reading reading = Samples.read(new SweAgent(), BILLED);
    Trace trace = reading.only();
    assertThat(Samples.tokens(trace.usage())).containsExactly(1100L, 0L, 1000L, 30L);
    assertThat(trace.agents().getFirst().model()).isEqualTo("deepseek-chat");
    trace.calls().forEach(Rates.DEEPSEEK::reproduce);
    assertThat(trace.calls().get(1).prompt().kept()).isEqualTo(2);
    assertThat(reading.health().count(Count.UNTIMED)).isZero();
  }

  @Test
  void totalsAreApportionedAndAddUp() {
    Reading reading =
        Samples.read(
            new SweAgent(), totals("'tokens_sent':1001,'tokens_received':7,'instance_cost':1.25"));
    Trace trace = reading.only();
    assertThat(trace.calls()).hasSize(2);
    assertThat(Samples.tokens(trace.usage())).containsExactly(1001L, 0L, 0L, 7L);
    assertThat(trace.calls())
        .extracting(call -> call.answer().known())
        .containsOnly(Known.ESTIMATED);
    assertThat(trace.labels()).containsEntry("recorded_usd", "1.25");
    assertThat(reading.health().count(Count.APPORTIONED)).isEqualTo(2);
    assertThat(reading.health().count(Count.UNTIMED)).isEqualTo(2);
  }

  @Test
  void withoutAnyUsageTheCallsAreThereAndCounted() {
    Reading reading = Samples.read(new SweAgent(), totals(""));
    assertThat(reading.calls()).isEqualTo(2);
    assertThat(reading.health().count(Count.MISSING_USAGE)).isEqualTo(2);
    assertThat(reading.usage().counts()).isEmpty();
  }

  @Test
  void whatIsNoTrajectoryIsNamed() {
    Reading reading =
        Samples.read(
            new SweAgent(),
            Input.of("a.traj", "{}"),
            Input.of("b.traj", "{\"messages\":["),
            BILLED,
            BILLED);
    assertThat(reading.traces()).hasSize(1);
    assertThat(reading.health().broken()).hasSize(2);
    assertThat(reading.health().count(Count.REPEATED)).isEqualTo(1);
  }

  @Test
  void enduresDamage() {
    Mutations.endure(new SweAgent(), totals("'tokens_sent':5"), BILLED, 3000);
  }

  @Test
  void savedTrajectoriesHoldTheFiguresOfTheTable() {
    Samples.require(Samples.TRACES.resolve("swe-agent"));
    Reading swe =
        Samples.read(new SweAgent(), Samples.trace("swe-agent/pydicom__pydicom-1458.traj"));
    assertThat(swe.calls()).isEqualTo(12);
    assertThat(Samples.tokens(swe.usage())).containsExactly(122612L, 0L, 0L, 1369L);
    assertThat(swe.only().labels()).containsEntry("recorded_usd", "1.26719");
    Reading mini =
        Samples.read(new SweAgent(), Samples.trace("mini-swe-agent/github_issue.traj.json"));
    assertThat(mini.calls()).isEqualTo(10);
    assertThat(mini.health().count(Count.MISSING_USAGE)).isEqualTo(10);
    Call last = mini.only().calls().getLast();
    assertThat(last.prompt().kept()).isPositive();
  }

  @Test
  void trajectoriesAreKnownByTheirNames() {
    assertThat(Samples.recognises(new SweAgent(), "a/x.traj", json("{'trajectory':"))).isTrue();
    assertThat(Samples.recognises(new SweAgent(), "a/x.json", json("{'trajectory':"))).isFalse();
  }
}
