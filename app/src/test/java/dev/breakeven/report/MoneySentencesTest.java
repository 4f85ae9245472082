package dev.breakeven.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.breakeven.attribution.Attribution;
import dev.breakeven.attribution.Hints;
import dev.breakeven.audit.Period;
import dev.breakeven.audit.SessionAuditor;
import dev.breakeven.catalog.Catalog;
import dev.breakeven.pricing.Pricing;
import dev.breakeven.report.audit.AuditSentences;
import dev.breakeven.report.explain.ExplainText;
import dev.breakeven.report.explain.Explained;
import dev.breakeven.report.explain.Grouping;
import dev.breakeven.trace.Agent;
import dev.breakeven.trace.Block;
import dev.breakeven.trace.Call;
import dev.breakeven.trace.Known;
import dev.breakeven.trace.Origin;
import dev.breakeven.trace.Prompt;
import dev.breakeven.trace.Role;
import dev.breakeven.trace.Trace;
import dev.breakeven.trace.Usage;
import dev.breakeven.whatif.DelegatingThreshold;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/// No sentence about money reads the same over a log that lacks something: a count that is not
/// final, a call without a price, an executor whose calls are not in the log.
class MoneySentencesTest {
  private static final Pricing PRICING = Pricing.of(Catalog.bundled());
  private static final Instant START = Instant.parse("2026-11-24T06:00:00Z");

  /// What a log can lack.
  enum Lack {
    NOTHING,
    FINAL_COUNT,
    PRICE,
    EXECUTOR
  }

  /// Where sentences stand.
  enum Place {
    AUDIT,
    EXPLAIN,
    DELEGATING;

    List<String> sentences(Trace trace) {
      return switch (this) {
        case AUDIT -> new AuditSentences(period(trace)).all();
        case EXPLAIN -> explained(trace).lines().toList();
        case DELEGATING ->
            DelegatingSentences.of(
                DelegatingThreshold.of(trace, Attribution.of(trace, PRICING), PRICING.catalog()));
      };
    }

    /// The sentences that state money or say what it takes, their numbers taken out.
    Set<String> shapes(Lack lack) {
      var shapes = new TreeSet<String>();
      for (String line : sentences(trace(lack))) {
        for (String sentence : line.split("(?<=[a-z)%])\\. ")) {
          if (sentence.contains(" USD") || sentence.contains("paid")) {
            shapes.add(sentence.replaceAll("[0-9][0-9,.]*", "#"));
          }
        }
      }
      return shapes;
    }
  }

  private static Period period(Trace trace) {
    var period = new Period();
    period.add(new SessionAuditor(PRICING, Hints.NONE).audit(trace));
    return period;
  }

  private static String explained(Trace trace) {
    var explained = Explained.of("s", trace, PRICING, Hints.NONE, Optional.empty());
    String text = new ExplainText(List.of(explained), Grouping.ORIGIN, 20).text();
    return text.substring(0, text.indexOf("\n\n"));
  }

  static Stream<Arguments> places() {
    return Stream.of(Place.values())
        .flatMap(place ->
            Stream.of(Lack.FINAL_COUNT, Lack.PRICE, Lack.EXECUTOR)
                .map(lack -> Arguments.of(place, lack)));
  }

  @ParameterizedTest
  @MethodSource("places")
  void whatIsLackingChangesEverySentence(Place place, Lack lack) {
    Set<String> whole = place.shapes(Lack.NOTHING);
    assertThat(whole).isNotEmpty();
    assertThat(place.shapes(lack)).isNotEmpty().doesNotContainAnyElementsOf(whole);
  }

  @Test
  void noSentenceClaimsThatDelegatingSavedAnything() {
    for (Place place : Place.values()) {
      for (Lack lack : Lack.values()) {
        assertThat(place.sentences(trace(lack)))
            .noneMatch(sentence -> sentence.matches("(?i).*delegat\\w+ (saved|lost).*"));
      }
    }
  }

  @Test
  void whatHasNoPriceIsNoZero() {
    assertThat(Place.AUDIT.sentences(trace(Lack.PRICE)).getFirst())
        .isEqualTo(
            "5 calls in 1 session cost at least 0.79 USD at list prices: 3 of them have a price.");
    assertThat(Place.EXPLAIN.sentences(trace(Lack.PRICE)))
        .anyMatch(sentence -> sentence.contains("an unknown amount for the executors' own calls"));
    assertThat(Place.EXPLAIN.sentences(trace(Lack.EXECUTOR)))
        .anyMatch(sentence -> sentence.contains("an unknown amount for the executors' own calls"))
        .anyMatch(sentence -> sentence.contains("1 agent, 7 tool uses, 90 s of work"));
  }

  /// An orchestrator that delegates once, takes in a large result and comes back after its cache
  /// has expired.
  private static Trace trace(Lack lack) {
    String executor = lack == Lack.PRICE ? "no-such-model" : "claude-haiku-4-5";
    var unlogged = lack == Lack.EXECUTOR ? new Agent.Unlogged(7L, Duration.ofSeconds(90)) : null;
    var agents =
        List.of(
            new Agent("main", Role.ORCHESTRATOR, "claude-opus-4-7", null, null),
            new Agent("main.1", Role.EXECUTOR, executor, "main", 1, unlogged));
    var blocks =
        List.of(
            block(0, Origin.SYSTEM, "main", null, 50_000),
            block(1, Origin.INSTRUCTION, "main", "Task", 200),
            block(2, Origin.USER, "main.1", null, 8_000),
            block(3, Origin.TEXT, "main.1", null, 300),
            block(4, Origin.REPORT, "main", "Task", 300),
            block(5, Origin.TOOL_CALL, "main", "Read", 100),
            block(6, Origin.TOOL_RESULT, "main", "Read", 20_000));
    var calls = new ArrayList<Call>();
    calls.add(call("main", 1, 0, List.of(0), List.of(1), Usage.of(0, 50_000, 0, 0, 200)));
    if (lack != Lack.EXECUTOR) {
      calls.add(call("main.1", 1, 5, List.of(2), List.of(), Usage.of(0, 8_000, 0, 0, 300)));
      calls.add(
          call(
              "main.1",
              2,
              9,
              List.of(2, 3),
              List.of(3),
              Usage.of(0, 300, 0, 8_000, lack == Lack.FINAL_COUNT ? 1 : 300),
              lack == Lack.FINAL_COUNT ? Known.AT_LEAST : Known.BILLED));
    }
    calls.add(call("main", 2, 20, List.of(0, 1, 4), List.of(5), Usage.of(0, 500, 0, 50_000, 100)));
    calls.add(
        call(
            "main",
            3,
            900,
            List.of(0, 1, 4, 5, 6),
            List.of(),
            Usage.of(0, 50_600 + 20_000, 0, 0, 50)));
    return new Trace(
        Map.of("session", "s", "source", "claude-code"), agents, blocks, calls, Map.of());
  }

  private static Block block(
      int id, Origin origin, String agent, @Nullable String tool, long tokens) {
    return new Block(id, origin, agent, tool, null, tokens);
  }

  private static Call call(
      String agent, int turn, int second, List<Integer> prompt, List<Integer> answer, Usage usage) {
    return call(agent, turn, second, prompt, answer, usage, Known.BILLED);
  }

  private static Call call(
      String agent,
      int turn,
      int second,
      List<Integer> prompt,
      List<Integer> answer,
      Usage usage,
      Known known) {
    return new Call(
        agent + "#" + turn,
        agent,
        turn,
        new Prompt(0, prompt, List.of()),
        new Call.Answer(answer, "end_turn", usage, known),
        new Call.Timing(START.plusSeconds(second), Duration.ofSeconds(1), Duration.ofSeconds(3)));
  }
}
