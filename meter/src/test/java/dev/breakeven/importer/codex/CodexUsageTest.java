package dev.breakeven.importer.codex;

import static dev.breakeven.importer.Samples.tokens;
import static dev.breakeven.importer.codex.Rollouts.CHILD;
import static dev.breakeven.importer.codex.Rollouts.PARENT;
import static dev.breakeven.importer.codex.Rollouts.counted;
import static dev.breakeven.importer.codex.Rollouts.line;
import static dev.breakeven.importer.codex.Rollouts.meta;
import static dev.breakeven.importer.codex.Rollouts.model;
import static dev.breakeven.importer.codex.Rollouts.record;
import static dev.breakeven.importer.codex.Rollouts.rollout;
import static dev.breakeven.importer.codex.Rollouts.says;
import static dev.breakeven.importer.codex.Rollouts.usage;
import static dev.breakeven.importer.codex.Rollouts.user;
import static org.assertj.core.api.Assertions.assertThat;

import dev.breakeven.importer.Input;
import dev.breakeven.importer.Samples;
import dev.breakeven.importer.Samples.Reading;
import dev.breakeven.trace.Agent;
import dev.breakeven.trace.Role;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/// What rollouts bill where threads repeat each other's lines, and records and totals overlap.
final class CodexUsageTest {
  private static final String OTHER = "44444444-4444-4444-8444-444444444444";
  private static final String GONE = "33333333-3333-4333-8333-333333333333";
  private static final String SPAWNED =
      ",'source':{'subagent':{'thread_spawn':{'parent_thread_id':'%s','depth':1}}}";
  private static final String FORKED = ",'forked_from_id':'%s'";

  private static final String FIRST =
      says(2, "a") + counted(2, usage(100, 0, 10), usage(100, 0, 10));
  private static final String SECOND =
      says(4, "b") + counted(4, usage(220, 100, 25), usage(120, 100, 15));
  private static final String THIRD =
      says(6, "c") + counted(6, usage(370, 220, 45), usage(150, 120, 20));

  /// What a thread of its own does after those three.
  private static final String OWN =
      says(20, "d") + counted(20, usage(530, 360, 50), usage(160, 140, 5));

  private static Input parent() {
    return rollout(PARENT, meta(0, PARENT, ""), model("m"), FIRST, SECOND, THIRD);
  }

  private static Input child(String id, String origin, String... lines) {
    return rollout(id, meta(10, id, origin), meta(0, PARENT, ""), String.join("", lines));
  }

  private static void bills(Reading reading, int calls, Long... tokens) {
    assertThat(tokens(reading.usage())).containsExactly(tokens);
    assertThat(reading.calls()).isEqualTo(calls);
  }

  /// Reads `inputs` in several orders, which change nothing.
  private static void bill(List<Input> inputs, int calls, Long... tokens) {
    var random = new Random(7);
    var order = new ArrayList<Input>(inputs);
    for (int i = 0; i < 6; i++) {
      bills(Samples.read(new Codex(), order), calls, tokens);
      Collections.shuffle(order, random);
    }
  }

  @Test
  void aSpawnedThreadThatRepeatsItsParentsHistoryBillsItsOwnCallsOnly() {
    for (String origin : List.of(SPAWNED, FORKED, SPAWNED + ",'forked_from_id':'" + PARENT + "'")) {
      Input child = child(CHILD, origin.formatted(PARENT), FIRST, SECOND, THIRD, OWN);
      bill(List.of(parent(), child), 4, 170L, 0L, 360L, 50L);
    }
  }

  @Test
  void theLastFewAnswersOfAParentAreACopyToo() {
    Input child = child(CHILD, FORKED.formatted(PARENT), THIRD, OWN);
    bill(List.of(parent(), child), 4, 170L, 0L, 360L, 50L);
  }

  @Test
  void aCopyGoesOnBehindALineThatTheParentLacks() {
    Input torn = rollout(PARENT, meta(0, PARENT, ""), model("m"), FIRST, "{torn\n", THIRD);
    Input child = child(CHILD, FORKED.formatted(PARENT), FIRST, SECOND, THIRD, OWN);
    bill(List.of(torn, child), 3, 170L, 0L, 360L, 50L);
  }

  @Test
  void aForkFromTheMiddleBillsWhatFollowsThere() {
    String own = says(20, "d") + counted(20, usage(300, 170, 27), usage(80, 70, 2));
    Input child = child(CHILD, FORKED.formatted(PARENT), FIRST, SECOND, own);
    bill(List.of(parent(), child), 4, 160L, 0L, 290L, 47L);
  }

  @Test
  void aForkOfAForkRepeatsBoth() {
    Input fork = child(CHILD, FORKED.formatted(PARENT), FIRST, SECOND, THIRD, OWN);
    String more = says(30, "e") + counted(30, usage(700, 500, 59), usage(170, 140, 9));
    Input second =
        rollout(
            OTHER,
            meta(25, OTHER, FORKED.formatted(CHILD)),
            meta(10, CHILD, FORKED.formatted(PARENT)),
            meta(0, PARENT, ""),
            FIRST,
            SECOND,
            THIRD,
            OWN,
            more);
    bill(List.of(parent(), fork, second), 5, 200L, 0L, 500L, 59L);
  }

  @Test
  void twoForksThatGoOnAlikeAreTwoCalls() {
    Input one = child(CHILD, FORKED.formatted(PARENT), FIRST, SECOND, THIRD, OWN);
    Input two = child(OTHER, FORKED.formatted(PARENT), FIRST, SECOND, THIRD, OWN);
    bill(List.of(parent(), one, two), 5, 190L, 0L, 500L, 55L);
  }

  @Test
  void theHistoryOfAThreadThatIsNotThereIsBilledOnceByThoseThatRepeatIt() {
    String more = says(21, "e") + counted(21, usage(400, 240, 46), usage(30, 20, 1));
    Input one = child(CHILD, SPAWNED.formatted(GONE), FIRST, SECOND, THIRD, OWN);
    Input two = child(OTHER, SPAWNED.formatted(GONE), THIRD, more);
    bill(List.of(one, two), 5, 180L, 0L, 380L, 51L);
  }

  @Test
  void totalsThatBeginWhereTheParentsStoodBillTheLastCallAlone() {
    Input child = rollout(CHILD, meta(10, CHILD, SPAWNED.formatted(GONE)), OWN);
    bill(List.of(child), 1, 20L, 0L, 140L, 5L);
  }

  @Test
  void totalsBeforeTheFirstAnswerAreTheParentsOnly() {
    String baseline = counted(11, usage(370, 220, 45), usage(150, 120, 20));
    Input child = rollout(CHILD, meta(10, CHILD, SPAWNED.formatted(GONE)), baseline, OWN);
    bill(List.of(child), 1, 20L, 0L, 140L, 5L);
  }

  @Test
  void aSpawnedThreadWhoseTotalsBeginAtNothingBillsThemAll() {
    Input child =
        rollout(
            CHILD,
            meta(10, CHILD, SPAWNED.formatted(PARENT) + FORKED.formatted(PARENT)),
            says(12, "x"),
            counted(12, usage(90, 0, 3), usage(90, 0, 3)),
            says(14, "y"),
            counted(14, usage(190, 90, 6), usage(100, 90, 3)));
    bill(List.of(parent(), child), 5, 250L, 0L, 310L, 51L);
  }

  @Test
  void aParentsIdAloneIsNoDelegation() {
    Input child =
        rollout(
            CHILD,
            meta(10, CHILD, ",'parent_thread_id':'" + PARENT + "'"),
            FIRST,
            SECOND,
            THIRD,
            OWN);
    Reading reading = Samples.read(new Codex(), parent(), child);
    bills(reading, 4, 170L, 0L, 360L, 50L);
    assertThat(reading.traces())
        .flatMap(trace -> trace.agents())
        .extracting(Agent::role)
        .containsExactly(Role.SOLO, Role.SOLO);
  }

  @Test
  void linesNumberedBelowTheThreadsOwnAreTheParents() {
    String numbered =
        FIRST.replace("\"timestamp\"", "\"ordinal\":3,\"timestamp\"").replace("100", "101");
    Input child =
        rollout(
            CHILD,
            meta(10, CHILD, SPAWNED.formatted(PARENT) + ",'subagent_history_start_ordinal':5"),
            numbered,
            says(12, "x"),
            counted(12, usage(201, 0, 13), usage(100, 0, 3)));
    bill(List.of(parent(), child), 4, 250L, 0L, 220L, 48L);
  }

  @Test
  void aRecordedCompactionIsBilledWhetherTotalsHoldItOrNot() {
    String one = record(1, "r1", usage(100, 0, 5), usage(100, 0, 5));
    String compaction = record(2, "r2", usage(90, 0, 8), usage(190, 0, 13));
    String compacted = line(3, "compacted", "'message':'what was','compaction_response_id':'r2'");
    String two = record(5, "r3", usage(50, 0, 3), usage(240, 0, 16));
    for (String sum : List.of(usage(100, 0, 5), usage(190, 0, 13))) {
      boolean held = sum.equals(usage(190, 0, 13));
      String end = held ? usage(240, 0, 16) : usage(150, 0, 8);
      Input input =
          rollout(
              PARENT,
              meta(0, PARENT, ""),
              says(1, "a"),
              one,
              counted(1, usage(100, 0, 5), usage(100, 0, 5)),
              compaction,
              compacted,
              counted(3, sum, held ? usage(90, 0, 8) : usage(100, 0, 5)),
              says(4, "b"),
              two,
              counted(5, end, usage(50, 0, 3)));
      bill(List.of(input), 3, 240L, 0L, 0L, 16L);
    }
  }

  @Test
  void totalsThatNoRecordTellsOfAreBilledBesideRecords() {
    Input input =
        rollout(
            PARENT,
            meta(0, PARENT, ""),
            counted(1, usage(100, 0, 20), usage(100, 0, 20)),
            record(2, "r1", usage(300, 0, 30), usage(400, 0, 50)),
            counted(3, usage(400, 0, 50), usage(300, 0, 30)),
            counted(5, usage(450, 0, 60), usage(50, 0, 10)));
    bill(List.of(input), 3, 450L, 0L, 0L, 60L);
  }

  @Test
  void aRecordThatFollowsItsTotalsIsTheSameResponse() {
    Input input =
        rollout(
            PARENT,
            meta(0, PARENT, ""),
            says(1, "a"),
            counted(2, usage(100, 0, 20), usage(100, 0, 20)),
            record(2, "r1", usage(100, 0, 20), usage(100, 0, 20)),
            says(3, "b"),
            counted(4, usage(200, 0, 40), usage(100, 0, 20)),
            record(4, "r2", usage(100, 0, 20), usage(200, 0, 40)));
    bill(List.of(input), 2, 200L, 0L, 0L, 40L);
  }

  @Test
  void totalsMayTellOfSeveralRecordsAtOnce() {
    Input input =
        rollout(
            PARENT,
            meta(0, PARENT, ""),
            record(1, "r1", usage(100, 0, 20), usage(100, 0, 20)),
            record(2, "r2", usage(110, 100, 5), usage(210, 100, 25)),
            counted(2, usage(210, 100, 25), usage(110, 100, 5)));
    bill(List.of(input), 2, 110L, 0L, 100L, 25L);
  }

  @Test
  void aLostRecordIsMadeUpForByTheTotals() {
    Input input =
        rollout(
            PARENT,
            meta(0, PARENT, ""),
            record(1, "r1", usage(100, 0, 20), usage(100, 0, 20)),
            counted(1, usage(100, 0, 20), usage(100, 0, 20)),
            "{\"type\":\"token_usage_record\n",
            record(3, "r3", usage(130, 0, 5), usage(350, 0, 45)),
            counted(3, usage(350, 0, 45), usage(130, 0, 5)));
    bill(List.of(input), 3, 350L, 0L, 0L, 45L);
  }

  @Test
  void aCopyMayLackTheRecordsThatItsOriginHas() {
    Input parent =
        rollout(
            PARENT,
            meta(0, PARENT, ""),
            says(2, "a"),
            record(2, "r1", usage(100, 0, 10), usage(100, 0, 10)),
            counted(2, usage(100, 0, 10), usage(100, 0, 10)));
    Input child =
        child(
            CHILD,
            SPAWNED.formatted(PARENT),
            FIRST,
            says(12, "x"),
            record(12, "r2", usage(120, 100, 5), usage(220, 100, 15)),
            counted(12, usage(220, 100, 15), usage(120, 100, 5)));
    bill(List.of(parent, child), 2, 120L, 0L, 100L, 15L);
  }

  @Test
  void aThreadThatStandsInTwoHomesIsBilledOnceAndSoIsWhatEachAdds() {
    String more = says(21, "e") + counted(21, usage(400, 240, 46), usage(30, 20, 1));
    Input one = Input.of("home/rollout-" + PARENT + ".jsonl", Samples.text(parent()) + OWN);
    Input two = Input.of("other/rollout-" + PARENT + ".jsonl", Samples.text(parent()) + more);
    bill(List.of(one, two), 5, 180L, 0L, 380L, 51L);
  }

  @Test
  void aCallBeforeTheFirstContextIsOfThatContextsModel() {
    for (String context :
        List.of(
            line(3, "turn_context", "'model':'gpt-a','cwd':'/home/dev/y'"),
            line(
                3,
                "event_msg",
                "'type':'thread_settings_applied','thread_settings':{'model':'gpt-a'}"))) {
      Reading reading =
          Samples.read(
              new Codex(),
              rollout(PARENT, meta(0, PARENT, ""), FIRST, user(3, "on"), context, SECOND));
      assertThat(reading.only().agents()).extracting(Agent::model).containsOnly("gpt-a");
    }
  }

  @Test
  void theProjectMayBeNamedBehindTheFirstLines() {
    String idle = line(0, "event_msg", "'type':'warning'").repeat(60);
    String head = meta(0, PARENT, "").replace("\"cwd\":\"/home/dev/x\",", "");
    String context = line(3, "turn_context", "'model':'gpt-a','cwd':'/home/dev/y'");
    Reading reading = Samples.read(new Codex(), rollout(OTHER, idle, head, FIRST, context));
    assertThat(reading.only().labels())
        .containsEntry("project", "/home/dev/y")
        .containsEntry("session", PARENT);
  }
}
