package dev.breakeven.audit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.breakeven.attribution.Hints;
import dev.breakeven.audit.Finding.Kind;
import dev.breakeven.trace.Origin;
import dev.breakeven.trace.Role;
import dev.breakeven.trace.Trace;
import dev.breakeven.trace.Usage;
import dev.breakeven.unit.Usd;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// Each rule where it must fire, with a stake computed by hand at the prices of [Told], and where
/// it must not.
class FindingsTest {
  private static Period period(Told told, Map<String, String> labels) {
    Trace trace = told.trace();
    var all = new HashMap<>(trace.labels());
    all.putAll(labels);
    var labelled = new Trace(all, trace.agents(), trace.blocks(), trace.calls(), trace.outcome());
    var period = new Period();
    period.add(new SessionAuditor(Told.PRICING, Hints.NONE).audit(labelled));
    return period;
  }

  private static Optional<Finding> found(Period period, Kind kind) {
    return period.findings().stream().filter(finding -> finding.kind() == kind).findFirst();
  }

  private static Usd stake(Period period, Kind kind) {
    return found(period, kind).map(Finding::stake).orElse(Usd.ZERO);
  }

  /// 100,000 tokens written twice with a pause between.
  private static Told expiredAfter(Duration gap) {
    Told told = Told.solo();
    int system = told.block("main", Origin.SYSTEM, 100_000);
    int user = told.block("main", Origin.USER, 1_000);
    return told.call("main", List.of(system), List.of(), Usage.of(0, 100_000, 0, 0, 0))
        .after(gap)
        .call("main", List.of(user), List.of(), Usage.of(0, 101_000, 0, 0, 0));
  }

  /// Three calls that write a little each and never pause.
  private static Told steady() {
    Told told = Told.solo();
    int system = told.block("main", Origin.SYSTEM, 100_000);
    int user = told.block("main", Origin.USER, 1_000);
    return told.call("main", List.of(system), List.of(), Usage.of(0, 100_000, 0, 0, 0))
        .call("main", List.of(user), List.of(), Usage.of(0, 1_000, 0, 100_000, 0));
  }

  @Test
  void theLifeOfTheCacheIsSetByTheVersionThatTheLogTells() {
    // 100,000 × (6.25 − 0.50) less 101,000 × (10 − 6.25), a million
    Usd saved = Usd.of("0.575").minus(Usd.of("0.37875"));
    Told told = expiredAfter(Duration.ofMinutes(10));
    Period newer = period(told, Map.of("version", "2.1.332"));
    assertThat(stake(newer, Kind.SHORT_LIFE)).isEqualTo(saved);
    assertThat(found(newer, Kind.SHORT_LIFE).orElseThrow().worst().call()).isEqualTo("main#2");
    assertThat(found(newer, Kind.SHORT_LIFE_FOR_ALL)).isEmpty();
    Period older = period(told, Map.of("version", "2.1.197"));
    assertThat(stake(older, Kind.SHORT_LIFE_FOR_ALL)).isEqualTo(saved);
    assertThat(found(older, Kind.SHORT_LIFE)).isEmpty();
  }

  @Test
  void aToolThatCannotSetItIsToldWhatThePausesCost() {
    Told told = expiredAfter(Duration.ofMinutes(10));
    Period codex = period(told, Map.of("source", "codex", "version", "0.171.0"));
    // what was written again, above reading it: 100,000 × (6.25 − 0.50) a million
    assertThat(stake(codex, Kind.PAUSE)).isEqualTo(Usd.of("0.575"));
    assertThat(found(codex, Kind.SHORT_LIFE)).isEmpty();
    assertThat(found(period(told, Map.of()), Kind.PAUSE)).isEmpty();
  }

  @Test
  void anHourIsOnePauseTooShortAndTheSettingIsNotAdvised() {
    Period late = period(expiredAfter(Duration.ofMinutes(90)), Map.of("version", "2.1.332"));
    assertThat(found(late, Kind.SHORT_LIFE)).isEmpty();
    assertThat(stake(late, Kind.LONG_PAUSE)).isEqualTo(Usd.of("0.575"));
  }

  @Test
  void aSessionInWhichTheSettingLosesCountsAgainstIt() {
    Period period = period(expiredAfter(Duration.ofMinutes(10)), Map.of());
    assertThat(found(period, Kind.SHORT_LIFE)).isPresent();
    for (int i = 0; i < 3; i++) {
      period.add(steady().audit());
    }
    // each steady session writes 101,000 tokens for 0.37875 more, and 0.19625 was all there was
    assertThat(found(period, Kind.SHORT_LIFE)).isEmpty();
  }

  @Test
  void nothingIsFoundWhereNothingIsWrong() {
    assertThat(period(steady(), Map.of("version", "2.1.332")).findings()).isEmpty();
  }

  @Test
  void aLifeOfAnHourIsTooLongWithoutPauses() {
    Told told = Told.solo();
    int system = told.block("main", Origin.SYSTEM, 100_000);
    told.call("main", List.of(system), List.of(), Usage.of(0, 0, 100_000, 0, 0));
    assertThat(stake(period(told, Map.of()), Kind.LONG_LIFE)).isEqualTo(Usd.of("0.375"));
    int user = told.block("main", Origin.USER, 1_000);
    told.after(Duration.ofMinutes(20))
        .call("main", List.of(user), List.of(), Usage.of(0, 0, 1_000, 100_000, 0));
    assertThat(found(period(told, Map.of()), Kind.LONG_LIFE)).isEmpty();
  }

  private static Told answered(String tool, long tokens) {
    Told told = Told.solo();
    int system = told.block("main", Origin.SYSTEM, 2_000);
    int called = told.block("main", Origin.TOOL_CALL, tool, 100);
    int result = told.block("main", Origin.TOOL_RESULT, tool, tokens);
    int user = told.block("main", Origin.USER, 50);
    return told.call("main", List.of(system), List.of(called), Usage.of(0, 2_000, 0, 0, 100))
        .call("main", List.of(result), List.of(), Usage.of(0, 100 + tokens, 0, 2_000, 0))
        .call("main", List.of(user), List.of(), Usage.of(0, 50, 0, 2_100 + tokens, 0));
  }

  @Test
  void largeResultsAreFoundByToolAndServersOfToolsTogether() {
    // 20,000 written and read once cost 0.125 + 0.01; a quarter of it is under 5,000
    Finding bash =
        found(period(answered("Bash", 20_000), Map.of()), Kind.LARGE_RESULTS).orElseThrow();
    assertThat(bash.subject()).isEqualTo("Bash");
    assertThat(bash.stake()).isEqualTo(Usd.of("0.10125"));
    assertThat(bash.worst().call()).isEqualTo("main#2");
    assertThat(found(period(answered("mcp__db__query", 20_000), Map.of()), Kind.LARGE_RESULTS))
        .map(Finding::subject)
        .contains("MCP");
    assertThat(period(answered("Bash", 5_000), Map.of()).findings()).isEmpty();
  }

  @Test
  void promptsOfOver200kAreFoundWhereSummingUpPays() {
    Told told = Told.solo();
    int system = told.block("main", Origin.SYSTEM, 20_000);
    int much = told.block("main", Origin.USER, 280_000);
    told.call("main", List.of(system), List.of(), Usage.of(0, 20_000, 0, 0, 0))
        .call("main", List.of(much), List.of(), Usage.of(0, 280_000, 0, 20_000, 0));
    for (int i = 0; i < 10; i++) {
      told.call("main", List.of(), List.of(), Usage.of(0, 0, 0, 300_000, 0));
    }
    // 10 reads of 275,000 less one of 300,000, and 5,000 answered and written, at 0.50, 25 and 6.25
    assertThat(stake(period(told, Map.of()), Kind.LONG_CONTEXT))
        .isEqualTo(Usd.of("1.375").minus(Usd.of("0.15")).minus(Usd.of("0.15625")));
    assertThat(found(period(answered("Bash", 150_000), Map.of()), Kind.LONG_CONTEXT)).isEmpty();
  }

  /// An executor that reads its own system prompt and answers.
  private static Told delegated(long system) {
    Told told = Told.orchestrated();
    int own = told.block("main", Origin.SYSTEM, 2_000);
    int instruction = told.block("main", Origin.INSTRUCTION, 100);
    int report = told.block("sub", Origin.REPORT, 100);
    told.agent("sub", Role.EXECUTOR, "main", instruction);
    int its = told.block("sub", Origin.SYSTEM, system);
    return told.call("main", List.of(own), List.of(instruction), Usage.of(0, 2_000, 0, 0, 100))
        .call(
            "sub", List.of(its, instruction), List.of(report), Usage.of(0, system + 100, 0, 0, 100))
        .call("main", List.of(report), List.of(), Usage.of(0, 200, 0, 2_000, 0));
  }

  @Test
  void whatASubAgentReadsFirstIsAFrame() {
    Period period = period(delegated(30_000), Map.of());
    // 5,000 tokens less, written at 6.25 a million
    assertThat(stake(period, Kind.AGENT_FRAME)).isEqualTo(Usd.of("0.03125"));
    assertThat(found(period(delegated(100), Map.of()), Kind.AGENT_FRAME)).isEmpty();
  }

  @Test
  void familiesAddUpToTheBillWhateverTheSession() {
    var sessions = new ArrayList<Told>();
    sessions.add(expiredAfter(Duration.ofMinutes(10)));
    sessions.add(delegated(30_000));
    sessions.add(answered("Bash", 20_000));
    for (Told told : sessions) {
      Period period = period(told, Map.of());
      Usd sum = Usd.ZERO;
      for (Family family : Family.values()) {
        sum = sum.plus(period.family(family));
      }
      assertThat(sum).isEqualTo(period.bill().total());
    }
    Period lost = period(sessions.getFirst(), Map.of());
    assertThat(lost.family(Family.CACHE_LOST)).isEqualTo(Usd.of("0.575"));
    assertThat(period(sessions.get(1), Map.of()).family(Family.SUB_AGENTS))
        .isGreaterThan(Usd.of("0.18"));
  }

  @Test
  void aVersionIsComparedByNumbers() {
    assertThat(ClientVersion.of("2.1.99").orElseThrow().has(2, 1, 108)).isFalse();
    assertThat(ClientVersion.of("2.2.0-beta").orElseThrow().has(2, 1, 108)).isTrue();
    assertThat(ClientVersion.of("local")).isEmpty();
  }
}
