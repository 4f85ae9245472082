package dev.breakeven.cache;

import static org.assertj.core.api.Assertions.assertThat;

import dev.breakeven.cache.CallPrediction.Difference;
import dev.breakeven.trace.Agent;
import dev.breakeven.trace.Block;
import dev.breakeven.trace.Call;
import dev.breakeven.trace.Known;
import dev.breakeven.trace.Origin;
import dev.breakeven.trace.Prompt;
import dev.breakeven.trace.Role;
import dev.breakeven.trace.Trace;
import dev.breakeven.trace.Usage;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

final class PredictionTest {
  private static final Instant START = Instant.parse("2026-11-01T10:00:00Z");
  private static final CacheRules RULES = new CacheRules(20, 4, 1, Map.of());

  private final List<Agent> agents = new ArrayList<>();
  private final List<Call> calls = new ArrayList<>();
  private int blocks;
  private int length;

  PredictionTest() {
    agents.add(new Agent("main", Role.SOLO, "m", null, null));
  }

  /// A call `seconds` after the start that keeps all and adds two blocks.
  private void call(int seconds, long written, long read) {
    call(seconds, length, 2, Usage.of(1, written, 0, read, 5));
  }

  private void call(int seconds, int kept, int added, Usage usage) {
    List<Integer> ids = IntStream.range(blocks, blocks + added).boxed().toList();
    blocks += added;
    length = kept + added;
    calls.add(
        new Call(
            "main#" + (calls.size() + 1),
            "main",
            calls.size() + 1,
            new Prompt(kept, ids, List.of()),
            new Call.Answer(List.of(), "end_turn", usage, Known.BILLED),
            new Call.Timing(
                START.plusSeconds(seconds), Duration.ofSeconds(1), Duration.ofSeconds(2))));
  }

  private List<CallPrediction> forecasts() {
    List<Block> all =
        IntStream.range(0, blocks)
            .mapToObj(id -> new Block(id, Origin.USER, "main", null, null, null))
            .toList();
    return Prediction.of(new Trace(Map.of(), agents, all, calls, Map.of()), RULES);
  }

  private CallPrediction last() {
    return forecasts().getLast();
  }

  @Test
  void whatWasReadAndWrittenIsReadNext() {
    call(0, 1000, 0);
    call(10, 200, 1000);
    call(20, 50, 1200);

    assertThat(forecasts()).allMatch(CallPrediction::exact);
    assertThat(last().predicted()).isEqualTo(1200);
    assertThat(last().difference()).isEqualTo(Difference.NONE);
  }

  @Test
  void nothingIsReadAfterTheLifeIsOver() {
    call(0, 1000, 0);
    call(301, 1200, 0);

    assertThat(last().predicted()).isZero();
    assertThat(last().exact()).isTrue();
  }

  @Test
  void anHourIsAnHour() {
    call(0, 0, 2, Usage.of(1, 0, 1000, 0, 5));
    call(3000, 2, 2, Usage.of(1, 0, 100, 1000, 5));

    assertThat(last().predicted()).isEqualTo(1000);
  }

  @Test
  void othersThatKeepTheBeginningAliveAreBelieved() {
    call(0, 700, 300);
    call(10, 100, 1000);
    call(1000, 900, 300);

    assertThat(forecasts().getFirst().difference()).isEqualTo(Difference.FIRST);
    assertThat(last().predicted()).isEqualTo(300);
    assertThat(last().exact()).isTrue();
  }

  @Test
  void othersThatAreGoneAreNotBelievedAgain() {
    call(0, 700, 300);
    call(1000, 1200, 0);
    call(2000, 1300, 0);

    assertThat(forecasts().get(1).difference()).isEqualTo(Difference.EXPIRED);
    assertThat(last().exact()).isTrue();
  }

  @Test
  void aChangeThatTheTraceShowsEndsThePrefix() {
    call(0, 1000, 0);
    call(10, 200, 1000);
    call(20, 2, 1, Usage.of(1, 30, 0, 1000, 5));

    assertThat(last().predicted()).isEqualTo(1000);
  }

  @Test
  void aChangeThatTheTraceDoesNotShowIsAMissThatDoesNotCarryOn() {
    call(0, 700, 300);
    call(10, 100, 1000);
    call(20, 900, 300);
    call(30, 50, 1200);

    assertThat(forecasts().get(2).difference()).isEqualTo(Difference.CHANGED);
    assertThat(forecasts().get(2).error()).isEqualTo(800.0 / 1201);
    assertThat(last().exact()).isTrue();
  }

  @Test
  void anOlderEntryReadInHasteWasNotReadableYet() {
    call(0, 1000, 0);
    call(10, 200, 1000);
    call(12, 300, 1000);

    assertThat(last().difference()).isEqualTo(Difference.NOT_YET_READABLE);
  }

  @Test
  void moreThanWasWrittenWasWrittenByARequestThatIsNotThere() {
    call(0, 1000, 0);
    call(10, 50, 1100);
    call(20, 10, 1150);

    assertThat(forecasts().get(1).difference()).isEqualTo(Difference.UNRECORDED);
    assertThat(last().exact()).isTrue();
  }

  @Test
  void anEntryBeyondTheLookbackIsNotFound() {
    call(0, 1000, 0);
    call(10, 2, 21, Usage.of(1, 1500, 0, 0, 5));

    assertThat(last().predicted()).isZero();
  }

  @Test
  void aCallWithoutUsageIsNotForecast() {
    call(0, 0, 2, Usage.NONE);

    assertThat(forecasts()).isEmpty();
  }
}
