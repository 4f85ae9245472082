package dev.breakeven.study;

import static org.assertj.core.api.Assertions.assertThat;

import dev.breakeven.attribution.Attribution;
import dev.breakeven.model.Content;
import dev.breakeven.model.ModelAnswer;
import dev.breakeven.model.played.BadDay;
import dev.breakeven.model.played.Bill;
import dev.breakeven.model.played.PlayedProvider;
import dev.breakeven.store.SqlLedger;
import dev.breakeven.trace.Block;
import dev.breakeven.trace.Origin;
import dev.breakeven.trace.Role;
import dev.breakeven.trace.Trace;
import dev.breakeven.trace.TraceReader;
import dev.breakeven.unit.Usd;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Every policy asked over HTTP, its models behind three wire formats, from providers that keep
/// books of their own.
class PolicyStudyTest {
  @TempDir static Path folder = Path.of("");
  private static LiveNotes notes;

  @BeforeAll
  static void prepare() throws InterruptedException {
    notes = new LiveNotes(folder.resolve("packs"));
  }

  @AfterAll
  static void close() {
    notes.close();
  }

  @Test
  void theBooksOfEveryPolicyAreTheProvidersByRole() throws Exception {
    try (var provider = provider();
        var ledger = notes.run(study(provider.base(), ""), folder.resolve("books"), 2)) {
      assertThat(ledger.trials()).hasSize(6).allMatch(TrialRow::solved);
      assertThat(LiveStudyTest.booked(ledger)).isEqualTo(LiveStudyTest.billed(provider, _ -> true));
      assertThat(LiveStudyTest.booked(ledger).keySet())
          .extracting(by -> by.arm() + " " + by.role().key() + " " + by.model())
          .containsExactlyInAnyOrder(
              "cascade solo own-model",
              "cascade solo claude-opus-4-7",
              "gate solo own-model",
              "gate solo claude-opus-4-7",
              "receipt orchestrator claude-opus-4-7",
              "receipt executor claude-haiku-4-5",
              "goals orchestrator claude-opus-4-7",
              "goals executor own-helper",
              "advice solo claude-haiku-4-5",
              "advice advisor claude-opus-4-7",
              "plan planner claude-opus-4-7",
              "plan executor qwen3.5:9b");
      whatPassedBetweenAgentsHasItsOrigin(folder.resolve("books"));
      theHostsRunsOfTheJudgeAreInTheBooks(ledger);
    }
  }

  @Test
  void noPolicySpendsMoreThanTheBudget() throws Exception {
    var budget = Usd.of("0.30");
    try (var provider = provider();
        var ledger =
            notes.run(study(provider.base(), "budget-usd: 0.30\n"), folder.resolve("budget"), 2)) {
      assertThat(ledger.trials()).isNotEmpty();
      assertThat(LiveStudyTest.cost(provider)).isLessThanOrEqualTo(budget);
      assertThat(LiveStudyTest.booked(ledger)).isEqualTo(LiveStudyTest.billed(provider, _ -> true));
      assertThat(ledger.trials())
          .as("the budget ends trials, whoever of their agents wants to go on")
          .anyMatch(row -> row.ending().kind() == Ending.Kind.OUT_OF_BUDGET);
    }
  }

  private static void whatPassedBetweenAgentsHasItsOrigin(Path out) throws Exception {
    var passed =
        Map.of(
            "cascade", Set.of(Origin.FINDINGS),
            "gate", Set.of(Origin.FINDINGS, Origin.HANDOVER),
            "receipt", Set.of(Origin.RECEIPT, Origin.INSTRUCTION),
            "goals", Set.of(Origin.REPORT, Origin.INSTRUCTION),
            "advice", Set.of(Origin.ADVICE),
            "plan", Set.of(Origin.PLAN));
    for (var arm : passed.entrySet()) {
      var trace = trace(out.resolve("traces/" + arm.getKey() + "-note-1.jsonl"));
      assertThat(trace.blocks())
          .as(arm.getKey())
          .extracting(Block::origin)
          .containsAll(arm.getValue());
      var attribution = Attribution.of(trace, LiveNotes.PRICING);
      var charged =
          attribution.bills().stream()
              .map(bill -> bill.charge().total())
              .reduce(Usd.ZERO, Usd::plus);
      assertThat(charged).as(arm.getKey()).isEqualTo(attribution.bill().total());
      var plan =
          attribution.bills().stream()
              .filter(bill -> bill.block().origin() == Origin.PLAN)
              .findFirst();
      plan.ifPresent(bill -> {
        assertThat(bill.cause().producer().role()).isEqualTo(Role.PLANNER);
        assertThat(bill.payer().role()).isEqualTo(Role.EXECUTOR);
      });
    }
  }

  private static void theHostsRunsOfTheJudgeAreInTheBooks(SqlLedger ledger) {
    var seconds = new TreeMap<String, Boolean>();
    ledger.trials().forEach(row -> seconds.put(row.trial().arm(), !row.seconds().judge().isZero()));
    assertThat(seconds.values()).containsOnly(true);
  }

  private static Trace trace(Path file) throws Exception {
    try (var in = Files.newBufferedReader(file)) {
      return TraceReader.read(in, file.toString());
    }
  }

  private static PlayedProvider provider() throws Exception {
    var worker = new RehearsedPlayer();
    return new PlayedProvider(
        (by, request) -> shirks(by) ? done(worker.answer(by, request)) : worker.answer(by, request),
        BadDay.NONE,
        Set.of(LiveNotes.QWEN));
  }

  /// The cheap model says that it is done and has done nothing, so that others must step in.
  private static boolean shirks(Bill.Payer by) {
    return by.model().equals(LiveNotes.OWN);
  }

  private static ModelAnswer done(ModelAnswer answer) {
    return new ModelAnswer(
        List.of(new Content.Text("DONE")),
        ModelAnswer.Stop.END_TURN,
        answer.usage(),
        answer.known(),
        answer.timing(),
        answer.sizes());
  }

  private static Study study(URI base, String more) {
    return StudyReader.read(
        "policies.yaml",
        """
        study: policies
        pack: notes
        tasks: [note]
        trials: 1
        seed: 5
        order: listed
        date: 2026-11-24
        models:
          cheap1: {id: own-model, provider: openai, url: BASE/cascade/v1, price: free}
          strong1: {id: claude-opus-4-7, url: BASE/cascade}
          cheap2: {id: own-model, provider: openai, url: BASE/gate/v1, price: free}
          strong2: {id: claude-opus-4-7, url: BASE/gate, stream: false}
          strong3: {id: claude-opus-4-7, url: BASE/receipt}
          cheap3: {id: claude-haiku-4-5, url: BASE/receipt}
          strong4: {id: claude-opus-4-7, url: BASE/goals}
          cheap4: {id: own-helper, provider: openai, url: BASE/goals/v1, price: free}
          strong5: {id: claude-opus-4-7, url: BASE/advice}
          cheap5: {id: claude-haiku-4-5, url: BASE/advice, stream: false}
          strong6: {id: claude-opus-4-7, url: BASE/plan}
          cheap6: {id: "qwen3.5:9b", provider: ollama, url: BASE/plan, price: free}
        arms:
          cascade: {cascade: [cheap1, cheap1, strong1], feedback: tail, turns: 60}
          gate: {driver: cheap2, gate: 2, then: strong2, turns: 60}
          receipt: {orchestrator: strong3, executor: cheap3, report: receipt, turns: 60}
          goals: {orchestrator: strong4, executor: cheap4, executor-turns: 60, instructions: goals, report: 400, turns: 60}
          advice: {driver: cheap5, advisor: strong5, when: [start, red], uses: 2, turns: 60}
          plan: {planner: strong6, executor: cheap6, plan: 800, looks: 2, turns: 60}
        """
                .replace("BASE", base.toString())
            + more);
  }
}
