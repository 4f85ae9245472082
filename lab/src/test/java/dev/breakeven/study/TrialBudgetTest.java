package dev.breakeven.study;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.breakeven.agent.CallBudget;
import dev.breakeven.catalog.Catalog;
import dev.breakeven.model.AttemptCharge;
import dev.breakeven.model.Content;
import dev.breakeven.model.LostAttempt;
import dev.breakeven.model.Message;
import dev.breakeven.model.ModelFailure.Kind;
import dev.breakeven.model.Request;
import dev.breakeven.pricing.Pricing;
import dev.breakeven.store.SqlLedger;
import dev.breakeven.trace.Agent;
import dev.breakeven.trace.Role;
import dev.breakeven.trace.TraceWriter;
import dev.breakeven.trace.Usage;
import dev.breakeven.unit.Usd;
import java.io.Writer;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Attempts that are lost are charged once, by what their provider told.
class TrialBudgetTest {
  private static final Instant NOW = Instant.parse("2026-11-24T12:00:00Z");
  private static final String MODEL = "claude-haiku-4-5";
  private static final Agent AGENT = new Agent("main", Role.SOLO, MODEL, null, null);
  private static final Trial TRIAL = new Trial("A", "T", 1);
  private static final Request REQUEST =
      new Request(
          MODEL,
          "",
          List.of(),
          List.of(new Message(Message.Speaker.USER, List.of(new Content.Text("Go.")))),
          1000);

  @TempDir private Path folder = Path.of("");
  private SqlLedger ledger;

  @BeforeEach
  void open() {
    ledger = SqlLedger.open(folder.resolve("ledger.db"));
    ledger.started(TRIAL, 1);
  }

  @AfterEach
  void close() {
    ledger.close();
  }

  @Test
  void whatWasTurnedAwayCostsNothing() throws Exception {
    var lost = lose(Kind.BUSY, new AttemptCharge.Nothing());
    assertThat(lost.spent()).isEqualTo(Spent.NONE);
    assertThat(lost.unanswered()).isEqualTo(Spent.NONE);
  }

  @Test
  void whatWasReportedIsSpent() throws Exception {
    var lost = lose(Kind.EMPTY, new AttemptCharge.Reported(Usage.of(1000, 0, 0, 0, 100)));
    // 1,000 tokens at 1 USD and 100 at 5 USD a million.
    assertThat(lost.spent()).isEqualTo(new Spent(Usd.of("0.0015"), 0));
    assertThat(lost.unanswered()).isEqualTo(Spent.NONE);
    assertThat(ledger.spent()).isEqualTo(lost.spent());
  }

  @Test
  void whatWasReportedBeforeABreakIsSpentAndTheRestMayBe() throws Exception {
    var lost = lose(Kind.CUT, new AttemptCharge.AtLeast(Usage.of(1000, 0, 0, 0, 1)));
    assertThat(lost.spent()).isEqualTo(new Spent(Usd.of("0.001005"), 0));
    assertThat(lost.spent().plus(lost.unanswered())).isEqualTo(most());
  }

  @Test
  void whatNobodyToldMayBeAllThatWasSetAside() throws Exception {
    var lost = lose(Kind.TIMEOUT, new AttemptCharge.Unknown());
    assertThat(lost.spent()).isEqualTo(Spent.NONE);
    assertThat(lost.unanswered()).isEqualTo(most());
    assertThat(ledger.spent()).isEqualTo(Spent.NONE);
    assertThat(ledger.unanswered()).isEqualTo(most());
    assertThat(ledger.unfinished())
        .containsExactly(new Ledger.Unfinished(TRIAL, 0, Spent.NONE, most()));
  }

  @Test
  void everyFurtherAttemptIsSetAsideForAnew() throws Exception {
    var twice = new Limits(Optional.of(most().usd().times(2)), Optional.empty(), Optional.empty());
    var purse = purse(twice);
    purse.reserve(AGENT, REQUEST);
    purse.lost(attempt(Kind.TIMEOUT, new AttemptCharge.Unknown()));
    purse.again();
    purse.lost(attempt(Kind.TIMEOUT, new AttemptCharge.Unknown()));
    assertThatThrownBy(purse::again)
        .isInstanceOf(CallBudget.Refused.class)
        .hasMessageContaining("study");
    purse.lost();
    assertThat(ledger.unanswered().usd()).isEqualTo(twice.study().orElseThrow());
    assertThat(ledger.lost()).hasSize(2);
    // A run that goes on from these books has nothing left either.
    assertThat(RunBudget.of(twice, ledger).reserve(new Usd(1))).isFalse();
  }

  @Test
  void aTrialsBudgetCountsItsLostAttempts() throws Exception {
    var purse = purse(new Limits(Optional.empty(), Optional.of(most().usd()), Optional.empty()));
    purse.reserve(AGENT, REQUEST);
    purse.lost(attempt(Kind.EMPTY, new AttemptCharge.Reported(Usage.of(1, 0, 0, 0, 0))));
    assertThatThrownBy(purse::again)
        .isInstanceOf(CallBudget.Refused.class)
        .hasMessageContaining("trial");
  }

  @Test
  void freeAttemptsCanBeMadeAsOftenAsWanted() throws Exception {
    var purse = purse(new Limits(Optional.of(most().usd()), Optional.empty(), Optional.empty()));
    purse.reserve(AGENT, REQUEST);
    for (int i = 0; i < 9; i++) {
      purse.lost(attempt(Kind.BUSY, new AttemptCharge.Nothing()));
      purse.again();
    }
    assertThat(ledger.lost()).hasSize(9);
    assertThat(ledger.unanswered()).as("the tenth is under way").isEqualTo(most());
  }

  @Test
  void theBooksTellALostAttemptAsItWas() throws Exception {
    var attempt = attempt(Kind.CUT, new AttemptCharge.AtLeast(Usage.of(5, 4, 3, 2, 1)));
    var lost = lose(Kind.CUT, attempt.charge());
    assertThat(lost.attempt()).isEqualTo(attempt);
    assertThat(lost.trial()).isEqualTo(TRIAL);
    assertThat(lost.by()).isEqualTo(new Ledger.Asked(Role.SOLO, MODEL));
  }

  private Ledger.Lost lose(Kind kind, AttemptCharge charge) throws InterruptedException {
    var purse = purse(Limits.NONE);
    assertThat(purse.reserve(AGENT, REQUEST)).isEmpty();
    purse.lost(attempt(kind, charge));
    return ledger.lost().getFirst();
  }

  private TrialBudget purse(Limits limits) {
    var pricing = Pricing.of(Catalog.bundled());
    var books =
        new TrialWatch.Books(ledger, pricing, RunBudget.of(limits, ledger), RunProgress.SILENT);
    var trace = new TraceWriter(Writer.nullWriter());
    trace.header(Map.of());
    var watch = new TrialWatch(TRIAL, trace, books, false);
    return new TrialBudget(TRIAL, limits, watch, books, InstantSource.fixed(NOW));
  }

  /// What is set aside for the request: its bound at 2 USD a million, written for an hour, and a
  /// full answer at 5 USD.
  private static Spent most() {
    long prompt = PromptBound.whole(REQUEST);
    return new Spent(Usd.of("0.000002").times(prompt).plus(Usd.of("0.000005").times(1000)), 0);
  }

  private static LostAttempt attempt(Kind kind, AttemptCharge charge) {
    return new LostAttempt(MODEL, 1, kind, "why", charge, NOW);
  }
}
