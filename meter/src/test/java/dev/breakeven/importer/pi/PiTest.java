package dev.breakeven.importer.pi;

import static dev.breakeven.importer.Samples.json;
import static org.assertj.core.api.Assertions.assertThat;

import dev.breakeven.importer.Health;
import dev.breakeven.importer.Health.Count;
import dev.breakeven.importer.Input;
import dev.breakeven.importer.Samples;
import dev.breakeven.importer.Samples.Reading;
import dev.breakeven.trace.Block;
import dev.breakeven.trace.Call;
import dev.breakeven.trace.Origin;
import dev.breakeven.trace.Trace;
import dev.breakeven.unit.Usd;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

final class PiTest {
  private static final Pi PI = new Pi();

  private static String session(String id, int second) {
    return json(
        "{'type':'session','version':3,'id':'%s','timestamp':'2026-11-01T10:00:%02dZ','cwd':'/p'}\n"
            .formatted(id, second));
  }

  private static String entry(String id, String parent, int second, String message) {
    return json(
        ("{'type':'message','id':'%s','parentId':%s,'timestamp':'2026-11-01T10:00:%02dZ',"
                + "'message':%s}\n")
            .formatted(id, parent.isEmpty() ? "null" : "'" + parent + "'", second, message));
  }

  private static String user(String text) {
    return "{'role':'user','content':[{'type':'text','text':'" + text + "'}]}";
  }

  private static String answer(String text, int second, String usage, String more) {
    return ("{'role':'assistant','content':[{'type':'text','text':'%s'}],'provider':'x',"
            + "'model':'m','usage':{%s},'timestamp':%d%s}")
        .formatted(text, usage, 1793527200000L + second * 1000L, more);
  }

  private static String counts(long input, long output, long read, long written) {
    return "'input':%d,'output':%d,'cacheRead':%d,'cacheWrite':%d"
        .formatted(input, output, read, written);
  }

  private static List<String> prompt(Trace trace, int call) {
    Call asked = trace.calls().get(call);
    assertThat(asked.prompt().kept()).isZero();
    return asked.prompt().added().stream().map(id -> text(trace, id)).toList();
  }

  private static String text(Trace trace, int id) {
    return trace.blocks().stream()
        .filter(block -> block.id() == id)
        .map(Block::text)
        .findFirst()
        .orElse("");
  }

  /// Counted here from the lines themselves, and found by others at 453 calls and 30.330198 USD.
  @Test
  void theMaintainersSessionComesToWhatItsLinesSay() throws IOException {
    Samples.require(Samples.AGENTS);
    // Not by Samples.read: what looks like a key is left out of what is written.
    var traces = new ArrayList<Trace>();
    Health health = PI.read(List.of(Samples.agent("pi/large-session.jsonl")), traces::add);
    var reading = new Reading(traces, health);
    long[] sums = new long[5];
    var cost = BigDecimal.ZERO;
    for (String line : Files.readAllLines(Samples.AGENTS.resolve("pi/large-session.jsonl"))) {
      JsonNode usage = Samples.parse(line).path("message").path("usage");
      if (usage.isObject()) {
        sums[0] += usage.path("input").asLong();
        sums[1] += usage.path("cacheWrite").asLong();
        sums[2] += usage.path("cacheRead").asLong();
        sums[3] += usage.path("output").asLong();
        sums[4]++;
        var said = new BigDecimal(usage.path("cost").path("total").toString());
        cost = cost.add(said.setScale(12, RoundingMode.HALF_EVEN));
      }
    }
    assertThat(sums).containsExactly(1049, 4_296_232, 43_229_469, 83_156, 453);
    assertThat(Samples.tokens(reading.usage())).containsExactly(sums[0], sums[1], sums[2], sums[3]);
    assertThat(reading.calls()).isEqualTo(453);
    assertThat(reading.health().count(Count.MISSING_USAGE)).as("broken off").isEqualTo(14);
    assertThat(Samples.recorded(reading)).isEqualTo(Usd.of(cost));
    assertThat(Samples.recorded(reading)).isEqualTo(Usd.of("30.3301977"));
    assertThat(reading.health().unknown()).isEmpty();
    assertThat(reading.health().broken()).isEmpty();
  }

  @Test
  void theOtherSavedSessionsAreRead() throws IOException {
    Samples.require(Samples.AGENTS);
    Reading small = Samples.read(PI, Samples.agent("pi/small.jsonl"));
    assertThat(Samples.tokens(small.usage())).containsExactly(24L, 0L, 0L, 14L);
    assertThat(small.health().count(Count.COMPACTED)).isEqualTo(2);
    Reading claw = Samples.read(PI, Samples.agent("openclaw/large.jsonl"));
    assertThat(claw.calls()).isEqualTo(claw.health().count(Count.MISSING_USAGE)).isPositive();
    assertThat(Samples.own(PI, Samples.under(Samples.AGENTS)))
        .extracting(Input::name)
        .containsExactly("openclaw/large.jsonl", "pi/large-session.jsonl", "pi/small.jsonl");
  }

  @Test
  void whatIsCachedIsBesideTheInputAndTheCostIsKept() {
    Reading reading =
        Samples.read(
            PI,
            Input.of(
                "a.jsonl",
                session("s", 0)
                    + entry("a", "", 1, user("hi"))
                    + entry(
                        "b",
                        "a",
                        5,
                        answer(
                            "yes",
                            2,
                            counts(3, 4, 50, 6) + ",'cost':{'total':0.25}",
                            ",'stopReason':'stop'"))));
    Call call = reading.only().calls().getFirst();
    assertThat(Samples.tokens(call.answer().usage())).containsExactly(3L, 6L, 50L, 4L);
    assertThat(call.answer().recorded()).isEqualTo(Usd.of("0.25"));
    assertThat(call.answer().stop()).isEqualTo("stop");
    assertThat(call.timing().start()).hasToString("2026-11-01T10:00:02Z");
    assertThat(call.timing().total()).hasSeconds(3);
    assertThat(reading.only().labels())
        .containsEntry("session", "s")
        .containsEntry("project", "/p")
        .containsEntry("source", "pi");
    assertThat(reading.health().count(Count.LIFE_ASSUMED)).isEqualTo(1);
  }

  @Test
  void inSomeVersionsGooglesInputIncludesWhatWasRead() {
    String google = ",'api':'google-generative-ai'";
    Reading reading =
        Samples.read(
            PI,
            Input.of(
                "a.jsonl",
                session("s", 0)
                    + entry(
                        "a",
                        "",
                        5,
                        answer("1", 2, counts(100, 4, 60, 0) + ",'totalTokens':104", google))
                    + entry(
                        "b",
                        "a",
                        6,
                        answer("2", 3, counts(40, 4, 60, 0) + ",'totalTokens':104", google))));
    assertThat(Samples.tokens(reading.usage())).containsExactly(80L, 0L, 120L, 8L);
  }

  @Test
  void allBranchesAreBilledAndAPromptIsTheWayToTheRoot() {
    Reading reading =
        Samples.read(
            PI,
            Input.of(
                "a.jsonl",
                session("s", 0)
                    + entry("a", "", 1, user("root"))
                    + entry("b", "a", 2, answer("left", 2, counts(1, 1, 0, 0), ""))
                    + entry("c", "b", 3, user("more"))
                    + entry("d", "c", 4, answer("deeper", 4, counts(2, 1, 0, 0), ""))
                    + entry("e", "a", 5, user("right"))
                    + entry("f", "e", 6, answer("other", 6, counts(3, 1, 0, 0), ""))));
    Trace trace = reading.only();
    assertThat(trace.calls()).hasSize(3);
    Call third = trace.calls().get(2);
    assertThat(third.prompt().kept()).isEqualTo(1);
    assertThat(third.prompt().added()).extracting(id -> text(trace, id)).containsExactly("right");
  }

  @Test
  void aSummaryStandsForWhatIsNotKept() {
    String compaction =
        json(
            "{'type':'compaction','id':'e','parentId':'d','timestamp':'2026-11-01T10:00:05Z',"
                + "'summary':'short','firstKeptEntryId':'c','tokensBefore':9}\n");
    Reading reading =
        Samples.read(
            PI,
            Input.of(
                "a.jsonl",
                session("s", 0)
                    + entry("a", "", 1, user("gone"))
                    + entry("b", "a", 2, answer("gone too", 2, counts(1, 1, 0, 0), ""))
                    + entry("c", "b", 3, user("kept"))
                    + entry("d", "c", 4, answer("kept too", 4, counts(2, 1, 0, 0), ""))
                    + compaction
                    + entry("f", "e", 6, user("new"))
                    + entry("g", "f", 7, answer("end", 7, counts(3, 1, 0, 0), ""))));
    assertThat(prompt(reading.only(), 2)).containsExactly("short", "kept", "kept too", "new");
    assertThat(reading.health().count(Count.COMPACTED)).isEqualTo(1);
  }

  @Test
  void aForkIsBilledForWhatIsNewWhicheverFileComesFirst() {
    String common =
        entry("a", "", 1, user("hi"))
            + entry("b", "a", 2, answer("with an id", 2, counts(5, 1, 0, 0), ",'responseId':'r'"))
            + entry("c", "b", 3, answer("without", 3, counts(7, 1, 0, 0), ""));
    Input first = Input.of("z.jsonl", session("first", 0) + common);
    Input fork =
        Input.of(
            "a.jsonl",
            session("fork", 9)
                + common
                + entry("d", "c", 10, answer("new", 10, counts(100, 1, 0, 0), "")));
    Reading reading = Samples.read(PI, fork, first);
    assertThat(reading.usage().prompt()).isEqualTo(112);
    assertThat(reading.health().count(Count.REPEATED)).isEqualTo(2);
    Trace forked = reading.traces().get(1);
    assertThat(forked.labels()).containsEntry("session", "fork");
    assertThat(prompt(forked, 0)).containsExactly("hi", "with an id", "without");
    assertThat(reading.traces().getFirst().usage().prompt()).isEqualTo(12);
  }

  @Test
  void anAnswerThatFailedBeforeItBeganIsNoCallAndOneThatBrokeOffIsUnknown() {
    String none = counts(0, 0, 0, 0);
    Reading reading =
        Samples.read(
            PI,
            Input.of(
                "a.jsonl",
                session("s", 0)
                    + entry(
                        "a",
                        "",
                        1,
                        "{'role':'assistant','content':[],'model':'m','usage':{"
                            + none
                            + "},'stopReason':'error','timestamp':1793527201000}")
                    + entry("b", "a", 2, answer("half", 2, none, ",'stopReason':'aborted'"))
                    + entry(
                        "c",
                        "b",
                        3,
                        "{'role':'assistant','provider':'openclaw','model':"
                            + "'delivery-mirror','content':[],'usage':{"
                            + none
                            + "}}")));
    assertThat(reading.calls()).isEqualTo(1);
    assertThat(reading.usage().counts()).isEmpty();
    assertThat(reading.health().count(Count.FAILED)).isEqualTo(1);
    assertThat(reading.health().count(Count.MISSING_USAGE)).isEqualTo(1);
    assertThat(reading.health().count(Count.SYNTHETIC)).isEqualTo(1);
  }

  @Test
  void toolsAreNamedInCallsAndResults() {
    Reading reading =
        Samples.read(
            PI,
            Input.of(
                "a.jsonl",
                session("s", 0)
                    + entry(
                        "a",
                        "",
                        1,
                        "{'role':'assistant','model':'m','provider':'x','content':["
                            + "{'type':'thinking','thinking':'hm'},{'type':'toolCall','id':'c',"
                            + "'name':'read','arguments':{'path':'x'}}],'usage':{"
                            + counts(1, 1, 0, 0)
                            + "},'timestamp':1793527201000}")
                    + entry(
                        "b",
                        "a",
                        2,
                        "{'role':'toolResult','toolCallId':'c','toolName':'read',"
                            + "'content':[{'type':'text','text':'seen'}]}")
                    + entry("c", "b", 3, answer("end", 3, counts(1, 1, 0, 0), ""))));
    assertThat(reading.only().blocks())
        .extracting(Block::origin)
        .containsExactly(Origin.THINKING, Origin.TOOL_CALL, Origin.TOOL_RESULT, Origin.TEXT);
    assertThat(reading.only().blocks().get(1).tool()).isEqualTo("read");
    assertThat(reading.only().blocks().get(2).tool()).isEqualTo("read");
  }

  @Test
  void theFoldersOfItsKinAreKnownAndTheVariableMovesPis() {
    Path home = Path.of("home");
    assertThat(PI.places(Map.of(), home))
        .contains(
            home.resolve(".pi/agent/sessions"),
            home.resolve(".omp/agent/sessions"),
            home.resolve(".openclaw/agents"));
    assertThat(PI.places(Map.of("PI_CODING_AGENT_DIR", "x"), home))
        .contains(Path.of("x/sessions"))
        .doesNotContain(home.resolve(".pi/agent/sessions"));
  }
}
