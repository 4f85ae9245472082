package dev.breakeven.attribution;

import static org.assertj.core.api.Assertions.assertThat;

import dev.breakeven.trace.Origin;
import dev.breakeven.trace.Role;
import dev.breakeven.trace.Usage;
import dev.breakeven.unit.Usd;
import java.util.List;
import org.junit.jupiter.api.Test;

/// The worked example of docs/method-attribution.md, and what is around it.
class DelegationTest {
  private final Session session =
      new Session().agent("main", Role.ORCHESTRATOR, Session.OPUS, null, null);

  /// The orchestrator writes 100 tokens of instruction, gets 50 back, and goes on for two calls
  /// more. The executor reads 4,000 and then 1,000 tokens of files and answers three times.
  private Attribution example(String executorsModel) {
    int system = session.block("main", Origin.SYSTEM, 2000);
    int instruction = session.block("main", Origin.INSTRUCTION, 80);
    session.call("main", 0, List.of(system), List.of(instruction), Usage.of(0, 5000, 0, 0, 100));
    executor("main.1", executorsModel, instruction);
    int report = session.block("main.1", Origin.REPORT, 40);
    int text = session.block("main", Origin.TEXT, 10);
    session.call(
        "main", 1, List.of(instruction, report), List.of(text), Usage.of(0, 150, 0, 5000, 20));
    session.call("main", 3, List.of(text), List.of(), Usage.of(0, 20, 0, 5150, 0));
    session.call("main", 4, List.of(), List.of(), Usage.of(0, 0, 0, 5170, 0));
    return session.attribute();
  }

  private void executor(String id, String model, int instruction) {
    session.agent(id, Role.EXECUTOR, model, "main", instruction);
    int task = session.block(id, Origin.USER, 80);
    int view = session.block(id, Origin.TOOL_CALL, 20);
    int file = session.block(id, Origin.TOOL_RESULT, 3000);
    int edit = session.block(id, Origin.TOOL_CALL, 20);
    int done = session.block(id, Origin.TOOL_RESULT, 800);
    int last = session.block(id, Origin.TEXT, 40);
    session.call(id, 0, List.of(task), List.of(view), Usage.of(1000, 0, 0, 0, 30));
    session.call(id, 1, List.of(view, file), List.of(edit), Usage.of(5030, 0, 0, 0, 30));
    session.call(id, 3, List.of(edit, done), List.of(last), Usage.of(6060, 0, 0, 0, 50));
  }

  @Test
  void instructionReportAndExecutorAreWhatItCost() {
    Delegation delegation = example(Session.HAIKU).delegations().getFirst();

    Delegation.Spent spent = delegation.spent();
    assertThat(spent.instruction().total())
        .as("100 out, 100 written, 200 read")
        .isEqualTo(Usd.of("0.003225"));
    assertThat(spent.report().total()).as("50 written, 100 read").isEqualTo(Usd.of("0.0003625"));
    assertThat(spent.executor().total()).as("12,090 in, 110 out").isEqualTo(Usd.of("0.01264"));
    assertThat(spent.total()).isEqualTo(Usd.of("0.0162275"));
    assertThat(spent.bill().exact()).isTrue();
    assertThat(spent.unlogged()).isFalse();
  }

  @Test
  void reportsAndWhatTheExecutorReadAreOfTheDelegation() {
    Attribution attribution = example(Session.HAIKU);

    var report =
        attribution.bills().stream()
            .filter(bill -> bill.block().origin() == Origin.REPORT)
            .findFirst()
            .orElseThrow();
    assertThat(report.payer().id()).isEqualTo("main");
    assertThat(report.cause().producer().id()).isEqualTo("main.1");
    assertThat(report.cause().delegation()).isEqualTo(1);
    assertThat(attribution.by(BlockKey.DELEGATION)).containsOnlyKeys("none", "1");
    assertThat(attribution.by(BlockKey.ROLE)).containsOnlyKeys("orchestrator", "executor");
  }

  @Test
  void anExecutorWithoutAPriceLeavesItsDelegationIncomplete() {
    assertThat(example("no-such-model").delegations().getFirst().spent().complete()).isFalse();
  }

  @Test
  void executorsInParallelEachHaveTheirOwnReport() {
    int system = session.block("main", Origin.SYSTEM, 2000);
    int first = session.block("main", Origin.INSTRUCTION, 80);
    int second = session.block("main", Origin.INSTRUCTION, 80);
    session.call("main", 0, List.of(system), List.of(first, second), Usage.of(0, 5000, 0, 0, 200));
    executor("main.1", Session.HAIKU, first);
    executor("main.2", Session.HAIKU, second);
    int one = session.block("main", Origin.REPORT, 40);
    int two = session.block("main", Origin.REPORT, 40);
    session.call(
        "main", 1, List.of(first, second, one, two), List.of(), Usage.of(0, 300, 0, 5000, 0));
    Attribution attribution = session.attribute();

    assertThat(attribution.bills(one).getFirst().cause().producer().id()).isEqualTo("main.1");
    assertThat(attribution.bills(two).getFirst().cause().producer().id()).isEqualTo("main.2");
    assertThat(attribution.delegations()).hasSize(2);
  }

  @Test
  void aDelegationThatFailedCostsItsInstructionAndItsError() {
    int system = session.block("main", Origin.SYSTEM, 2000);
    int instruction = session.block("main", Origin.INSTRUCTION, 80);
    session.call("main", 0, List.of(system), List.of(instruction), Usage.of(0, 5000, 0, 0, 100));
    session.call("main", 1, List.of(instruction), List.of(), Usage.of(0, 100, 0, 5000, 0));
    Delegation delegation = session.attribute().delegations().getFirst();

    assertThat(delegation.executors()).isEmpty();
    assertThat(delegation.spent().total()).isEqualTo(Usd.of("0.003125"));
  }
}
