package dev.breakeven.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.breakeven.agent.ToolRun;
import dev.breakeven.judge.Verdict;
import dev.breakeven.judge.Verdict.CheckResult;
import dev.breakeven.judge.Verdict.Violation;
import dev.breakeven.pricing.Cost;
import dev.breakeven.study.Ending;
import dev.breakeven.study.Ledger;
import dev.breakeven.study.RunFacts;
import dev.breakeven.study.Spent;
import dev.breakeven.study.Trial;
import dev.breakeven.study.TrialEnd;
import dev.breakeven.trace.Call;
import dev.breakeven.trace.Known;
import dev.breakeven.trace.Prompt;
import dev.breakeven.trace.Role;
import dev.breakeven.trace.TokenClass;
import dev.breakeven.trace.Usage;
import dev.breakeven.unit.Tokens;
import dev.breakeven.unit.Usd;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SqlLedgerTest {
  private static final Trial TRIAL = new Trial("A", "T1", 1);
  private static final Ledger.Asked SOLO = new Ledger.Asked(Role.SOLO, "claude-opus-4-7");

  @TempDir private Path folder = Path.of("");
  private SqlLedger ledger = SqlLedger.open(Path.of(":memory:"));

  @BeforeEach
  void open() {
    ledger.close();
    ledger = SqlLedger.open(folder.resolve("ledger.db"));
  }

  @AfterEach
  void close() {
    ledger.close();
  }

  @Test
  void booksOfTheFirstVersionAreBroughtToThisOne() throws IOException {
    var file = folder.resolve("old.db");
    try (var in = Objects.requireNonNull(SqlLedger.class.getResourceAsStream("001-books.sql"));
        var old = Jdbi.create("jdbc:sqlite:" + file).open()) {
      old.createScript(new String(in.readAllBytes(), StandardCharsets.UTF_8)).execute();
      old.execute("pragma user_version = 1");
      old.execute(
          "insert into trial values (1, 'A', 'T1', 1, 42, 1, 'done', '', 1, 3000000000, 0, 0)");
    }

    try (var brought = SqlLedger.open(file)) {
      assertThat(brought.trials()).hasSize(1);
      assertThat(brought.trials().getFirst().seconds().total()).hasSeconds(3);
      assertThat(brought.provenances()).isEmpty();
    }
  }

  @Test
  void aTrialIsReadBackAsItWasWritten() {
    ledger.started(TRIAL, 42);
    ledger.called(TRIAL, SOLO, call(1, Usage.of(10, 20, 30, 40, 50)), priced("0.10"));
    ledger.called(TRIAL, SOLO, call(2, Usage.of(1, 2, 3, 4, 5)), priced("0.02"));
    ledger.toolRan(TRIAL, new ToolRun("main", 1, "bash", false, 120, Duration.ofMillis(5)));
    var check =
        new CheckResult("javac", false, 1, Map.of("errors", 10L), List.of(), Duration.ofSeconds(1));
    var verdict =
        new Verdict.NotSolved(
            List.of(check), List.of(new Violation("deleted-test", "src/test/A.java", "gone")));
    ledger.judged(TRIAL, false, new Verdict.Solved(List.of()), Duration.ofSeconds(3));
    ledger.judged(TRIAL, true, verdict, Duration.ofSeconds(2));
    ledger.ended(TRIAL, end(verdict));

    var row = ledger.trials().getFirst();
    assertThat(row.trial()).isEqualTo(TRIAL);
    assertThat(row.solved()).isFalse();
    assertThat(row.turns()).isEqualTo(2);
    assertThat(row.spent()).isEqualTo(new Spent(Usd.of("0.12"), 0));
    assertThat(row.verdict().exitCodes()).containsExactly(Map.entry("javac", 1));
    assertThat(row.verdict().counts()).containsExactly(Map.entry("javac.errors", 10L));
    assertThat(row.verdict().violations()).containsExactly("deleted-test");
    assertThat(row.seconds()).isEqualTo(seconds());
    assertThat(row.parts().getFirst().usage()).isEqualTo(Usage.of(11, 22, 33, 44, 55));
  }

  @Test
  void anAbsentClassStaysAbsent() {
    ledger.started(TRIAL, 42);
    var usage =
        new Usage(Map.of(TokenClass.UNCACHED, new Tokens(7), TokenClass.OUTPUT, new Tokens(2)));
    ledger.called(TRIAL, SOLO, call(1, usage), new Cost.Unpriced("unknown model"));
    ledger.ended(TRIAL, end(new Verdict.Solved(List.of())));
    var part = ledger.trials().getFirst().parts().getFirst();
    assertThat(part.usage()).isEqualTo(usage);
    assertThat(part.spent()).isEqualTo(new Spent(Usd.ZERO, 1));
  }

  @Test
  void callsTrialsAndTotalAddUpExactly() {
    var random = new Random(20261124);
    var sum = Usd.ZERO;
    for (int number = 1; number <= 20; number++) {
      var trial = new Trial("A", "T1", number);
      var own = Usd.ZERO;
      ledger.started(trial, number);
      for (int turn = 1; turn <= random.nextInt(1, 30); turn++) {
        var usd = new Usd(random.nextLong(0, 1_000_000_000_000L));
        var role = random.nextBoolean() ? Role.ORCHESTRATOR : Role.EXECUTOR;
        ledger.called(
            trial,
            new Ledger.Asked(role, "m"),
            call(turn, Usage.of(1, 1, 1, 1, 1)),
            new Cost.Priced(Map.of(TokenClass.READ, usd), Usd.ZERO));
        own = own.plus(usd);
      }
      ledger.ended(trial, end(new Verdict.Solved(List.of())));
      assertThat(ledger.trials().getLast().spent().usd()).isEqualTo(own);
      sum = sum.plus(own);
    }
    assertThat(ledger.spent()).isEqualTo(new Spent(sum, 0));
  }

  @Test
  void whatACutOffAttemptSpentStaysInTheBooks() {
    ledger.started(TRIAL, 42);
    ledger.called(TRIAL, SOLO, call(1, Usage.of(1, 0, 0, 0, 1)), priced("0.30"));
    ledger.close();
    ledger = SqlLedger.open(folder.resolve("ledger.db"));
    assertThat(ledger.trials()).isEmpty();
    ledger.started(TRIAL, 42);
    ledger.called(TRIAL, SOLO, call(1, Usage.of(1, 0, 0, 0, 1)), priced("0.30"));
    ledger.ended(TRIAL, end(new Verdict.Solved(List.of())));
    assertThat(ledger.trials()).hasSize(1);
    assertThat(ledger.trials().getFirst().spent().usd()).isEqualTo(Usd.of("0.30"));
    assertThat(ledger.spent().usd()).isEqualTo(Usd.of("0.60"));
  }

  @Test
  void aCallWithoutAnAnswerIsToldApartFromWhatIsSpent() {
    ledger.started(TRIAL, 42);
    ledger.asking(TRIAL, SOLO, Optional.of(Usd.of("0.40")));
    assertThat(ledger.unanswered()).isEqualTo(new Spent(Usd.of("0.40"), 0));
    ledger.called(TRIAL, SOLO, call(1, Usage.of(1, 0, 0, 0, 1)), priced("0.30"));
    assertThat(ledger.unanswered()).isEqualTo(Spent.NONE);
    ledger.asking(TRIAL, SOLO, Optional.of(Usd.of("0.50")));
    ledger.close();
    ledger = SqlLedger.open(folder.resolve("ledger.db"));
    assertThat(ledger.spent()).isEqualTo(new Spent(Usd.of("0.30"), 0));
    assertThat(ledger.unanswered()).isEqualTo(new Spent(Usd.of("0.50"), 0));
    assertThat(ledger.unfinished())
        .containsExactly(
            new Ledger.Unfinished(
                TRIAL, 1, new Spent(Usd.of("0.30"), 0), new Spent(Usd.of("0.50"), 0)));
  }

  @Test
  void aCallWithoutAnAnswerAndWithoutAPriceIsCounted() {
    ledger.started(TRIAL, 42);
    ledger.asking(TRIAL, SOLO, Optional.empty());
    assertThat(ledger.unanswered()).isEqualTo(new Spent(Usd.ZERO, 1));
    assertThat(ledger.unfinished())
        .containsExactly(new Ledger.Unfinished(TRIAL, 0, Spent.NONE, new Spent(Usd.ZERO, 1)));
  }

  @Test
  void booksOfTheSameRunAreContinued() {
    ledger.open(facts("seed: 1\n", "v1"));
    ledger.open(facts("seed: 1\n", "v1"));
    assertThat(ledger.facts()).isEqualTo(facts("seed: 1\n", "v1"));
  }

  @Test
  void booksOfAnotherRunAreRefusedWithTheDifference() {
    ledger.open(facts("pack: p\nseed: 1\n", "v1"));
    assertThatThrownBy(() -> ledger.open(facts("pack: p\nseed: 2\n", "v2")))
        .hasMessage(
            "the folder holds another run: line 2 of the study file was `seed: 1`, is `seed: 2`;"
                + " version.catalog was v1, is v2; choose another folder with --out,"
                + " and --branch to take over what still counts");
  }

  @Test
  void emptyBooksHaveNoFacts() {
    assertThatThrownBy(() -> ledger.facts()).hasMessageStartingWith("the books are empty");
  }

  @Test
  void anotherFileIsRefused() throws IOException {
    var file = Files.writeString(folder.resolve("other.db"), "this is no database".repeat(100));
    assertThatThrownBy(() -> SqlLedger.open(file))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("expected books of Breakeven");
  }

  private static RunFacts facts(String text, String catalog) {
    return new RunFacts("small", Known.REHEARSED, text, new TreeMap<>(Map.of("catalog", catalog)));
  }

  private static Call call(int turn, Usage usage) {
    return new Call(
        "main#" + turn,
        "main",
        turn,
        new Prompt(0, List.of(0, 1, 2), List.of(0)),
        new Call.Answer(List.of(), "tool_use", usage, Known.REHEARSED),
        new Call.Timing(
            Instant.parse("2026-11-24T00:00:00Z"), Duration.ofSeconds(1), Duration.ofSeconds(3)));
  }

  private static Cost priced(String usd) {
    return new Cost.Priced(Map.of(TokenClass.OUTPUT, Usd.of(usd)), Usd.ZERO);
  }

  private static TrialEnd.Seconds seconds() {
    return new TrialEnd.Seconds(Duration.ofSeconds(6), Duration.ofMillis(5), Duration.ofSeconds(5));
  }

  private static TrialEnd end(Verdict verdict) {
    return new TrialEnd(new Ending(Ending.Kind.DONE, ""), verdict, seconds());
  }
}
