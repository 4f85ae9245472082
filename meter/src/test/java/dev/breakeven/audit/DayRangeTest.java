package dev.breakeven.audit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.breakeven.attribution.Hints;
import dev.breakeven.pricing.Bill;
import dev.breakeven.trace.Call;
import dev.breakeven.trace.Origin;
import dev.breakeven.trace.Trace;
import dev.breakeven.trace.Usage;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class DayRangeTest {
  private static final LocalDate SECOND = LocalDate.of(2026, 11, 25);

  /// Two calls on the 24th and one on the 25th, in UTC.
  private static Trace trace() {
    Told told = Told.solo();
    int asked = told.block("main", Origin.USER, 100);
    int first = told.block("main", Origin.TEXT, 10);
    int again = told.block("main", Origin.USER, 50);
    int second = told.block("main", Origin.TEXT, 20);
    int last = told.block("main", Origin.USER, 30);
    return told.call("main", List.of(asked), List.of(first), Usage.of(100, 0, 0, 0, 10))
        .call("main", List.of(again), List.of(second), Usage.of(160, 0, 0, 0, 20))
        .after(Duration.ofHours(20))
        .call("main", List.of(last), List.of(), Usage.of(210, 0, 0, 0, 5))
        .trace();
  }

  @Test
  void onlyCallsOfItsDaysAreLeftWithTheirWholePrompts() {
    Trace left = new DayRange(SECOND, null, ZoneOffset.UTC).of(trace()).orElseThrow();
    assertThat(left.calls()).extracting(Call::turn).containsExactly(3);
    assertThat(left.calls().getFirst().prompt().kept()).isZero();
    assertThat(left.calls().getFirst().prompt().added()).containsExactly(0, 1, 2, 3, 4);
    assertThat(left.usage()).isEqualTo(Usage.of(210, 0, 0, 0, 5));
  }

  @Test
  void theDaysBeforeAndFromADayOnAddUpToAll() {
    var before = new DayRange(null, SECOND.minusDays(1), ZoneOffset.UTC).of(trace()).orElseThrow();
    var after = new DayRange(SECOND, null, ZoneOffset.UTC).of(trace()).orElseThrow();
    assertThat(before.usage().plus(after.usage())).isEqualTo(trace().usage());
    var auditor = new SessionAuditor(Told.PRICING, Hints.NONE);
    assertThat(auditor.audit(before).bill().plus(auditor.audit(after).bill()))
        .isEqualTo(auditor.audit(trace()).bill());
  }

  @Test
  void aDayIsOneOfItsTimeZone() {
    var range = new DayRange(SECOND, SECOND, ZoneId.of("Pacific/Auckland"));
    assertThat(range.holds(Instant.parse("2026-11-24T10:59:59Z"))).isFalse();
    assertThat(range.holds(Instant.parse("2026-11-24T11:00:00Z"))).isTrue();
    assertThat(range.holds(Instant.parse("2026-11-25T10:59:59Z"))).isTrue();
    assertThat(range.holds(Instant.parse("2026-11-25T11:00:00Z"))).isFalse();
  }

  @Test
  void aCallWithoutATimeIsOfNoDay() {
    assertThat(new DayRange(LocalDate.EPOCH, null, ZoneOffset.UTC).holds(Instant.EPOCH)).isFalse();
    assertThat(new DayRange(null, null, ZoneOffset.UTC).holds(Instant.EPOCH)).isTrue();
    Trace untimed =
        new Trace(trace().labels(), trace().agents(), trace().blocks(), calls(), Map.of());
    assertThat(new SessionAuditor(Told.PRICING, Hints.NONE).audit(untimed).sums().get(View.DAY))
        .containsOnlyKeys("untimed");
  }

  /// The first call, without a time.
  private static List<Call> calls() {
    Call call = trace().calls().getFirst();
    return List.of(
        new Call(
            call.id(),
            call.agent(),
            call.turn(),
            call.prompt(),
            call.answer(),
            new Call.Timing(Instant.EPOCH, Duration.ZERO, Duration.ZERO)));
  }

  @Test
  void rowsAreOfTheDaysOfTheZoneThatIsAskedFor() {
    var auditor = new SessionAuditor(Told.PRICING, Hints.NONE, ZoneId.of("Pacific/Auckland"));
    Map<String, Bill> days = auditor.audit(trace()).sums().getOrDefault(View.DAY, Map.of());
    assertThat(days).containsOnlyKeys("2026-11-24", "2026-11-25");
    assertThat(days.getOrDefault("2026-11-24", Bill.NONE).allTokens()).isEqualTo(290);
  }
}
