package dev.breakeven.study;

import dev.breakeven.agent.ToolRun;
import dev.breakeven.agent.Watcher;
import dev.breakeven.judge.Verdict;
import dev.breakeven.pricing.Pricing;
import dev.breakeven.trace.Agent;
import dev.breakeven.trace.Block;
import dev.breakeven.trace.Call;
import dev.breakeven.trace.TraceWriter;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;

/// Writes what happens in one trial to its trace and to the books, prices every call, and keeps the
/// time.
final class TrialWatch implements Watcher {
  private final Trial trial;
  private final TraceWriter trace;
  private final Books books;
  private final boolean program;
  private final Map<String, Agent> agents = new HashMap<>();
  private Spent spent = Spent.NONE;
  private Duration model = Duration.ZERO;
  private Duration tools = Duration.ZERO;
  private Duration judge = Duration.ZERO;
  private Duration judgeInTools = Duration.ZERO;

  /// Where a run's numbers go.
  record Books(Ledger ledger, Pricing pricing, RunBudget spending, RunProgress progress) {}

  /// @param program whether the arm's executor is a program, whose time is a tool's time
  TrialWatch(Trial trial, TraceWriter trace, Books books, boolean program) {
    this.program = program;
    this.trial = trial;
    this.trace = trace;
    this.books = books;
  }

  @Override
  public void agent(Agent agent) {
    agents.put(agent.id(), agent);
    trace.agent(agent);
  }

  @Override
  public void block(Block block) {
    trace.block(block);
  }

  @Override
  public void call(Call call) {
    var agent = Objects.requireNonNull(agents.get(call.agent()));
    var cost = books.pricing().cost(agent.model(), call);
    trace.call(call);
    books.ledger().called(trial, new Ledger.Asked(agent.role(), agent.model()), call, cost);
    var charge = Spent.of(cost);
    spent = spent.plus(charge);
    model = model.plus(call.timing().total());
    books.progress().called(trial, call, spent);
  }

  @Override
  public void tool(ToolRun run) {
    books.ledger().toolRan(trial, run);
    if (program || !run.delegation()) {
      tools = tools.plus(run.took());
    }
  }

  /// An agent had the judge judge, within a tool's run.
  synchronized void judgedForAgent(Verdict verdict, Duration took) {
    books.ledger().judged(trial, false, verdict, took);
    judgeInTools = judgeInTools.plus(took);
    judge = judge.plus(took);
  }

  /// The arm's policy had the judge judge, while no agent was at work.
  synchronized void judgedByHost(Verdict verdict, Duration took) {
    books.ledger().judged(trial, false, verdict, took);
    judge = judge.plus(took);
  }

  /// The verdict that decides.
  synchronized void judgedAtLast(Verdict verdict, Duration took) {
    books.ledger().judged(trial, true, verdict, took);
    judge = judge.plus(took);
  }

  Spent spent() {
    return spent;
  }

  synchronized TrialEnd.Seconds seconds() {
    var own = tools.minus(judgeInTools);
    return new TrialEnd.Seconds(model, own.isNegative() ? Duration.ZERO : own, judge);
  }
}
