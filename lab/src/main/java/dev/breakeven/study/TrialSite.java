package dev.breakeven.study;

import dev.breakeven.agent.AgentLoop;
import dev.breakeven.agent.AgentSpec;
import dev.breakeven.agent.Prompts;
import dev.breakeven.agent.Recorder;
import dev.breakeven.agent.SubAgent;
import dev.breakeven.judge.Judge;
import dev.breakeven.judge.JudgeDoor;
import dev.breakeven.judge.Verdict;
import dev.breakeven.study.policy.Orchestrated;
import dev.breakeven.study.policy.Site;
import dev.breakeven.study.policy.Worker;
import dev.breakeven.task.Glob;
import dev.breakeven.task.PreparedTask;
import dev.breakeven.tool.Bash;
import dev.breakeven.tool.Delegate;
import dev.breakeven.tool.Editor;
import dev.breakeven.tool.ExecutorTools;
import dev.breakeven.tool.FileTools;
import dev.breakeven.tool.Tool;
import dev.breakeven.tool.Toolbox;
import dev.breakeven.trace.Agent;
import dev.breakeven.workspace.FolderDiff;
import dev.breakeven.workspace.Sandbox;
import dev.breakeven.workspace.Tree;
import dev.breakeven.workspace.Workspace;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The site of one trial: real agents, the real judge, one recorder and one budget for all.
///
/// Used by one thread at a time: whoever calls an agent in waits for it.
final class TrialSite implements Site {
  private final Study study;
  private final Commission commission;
  private final Ground ground;
  private final Metered metered;
  private final Equipment equipment;
  private final Recorder recorder;
  private int agents;
  private int copies;
  private @Nullable Judged judged;

  /// What is to be done.
  ///
  /// @param cap the most calls of an agent that nobody called in
  /// @param prompts what the trial's agents are told
  record Commission(PreparedTask task, int cap, Prompts prompts) {}

  /// Where it is done.
  record Ground(Sandbox sandbox, Workspace workspace, Judge judge, JudgeDoor door) {}

  /// Who answers, who pays, who watches.
  record Metered(ModelSource.TrialModels models, TrialBudget purse, TrialWatch watch) {}

  /// A verdict, and the files it was found on.
  private record Judged(Verdict verdict, Tree tree) {}

  TrialSite(
      Study study, Commission commission, Ground ground, Metered metered, Equipment equipment) {
    this.study = study;
    this.commission = commission;
    this.ground = ground;
    this.metered = metered;
    this.equipment = equipment;
    this.recorder = new Recorder(metered.watch());
  }

  @Override
  public String task() {
    return commission.task().prompt(JudgeDoor.COMMAND);
  }

  @Override
  public int cap() {
    return commission.cap();
  }

  @Override
  public List<Tool> tools(ExecutorTools hands) {
    return switch (hands) {
      case FILES -> FileTools.of(ground.workspace());
      case ALL, OWN -> hands(ground.workspace());
    };
  }

  @Override
  public List<Tool> readingTools() throws InterruptedException {
    copies++;
    var folder = ground.workspace().folder();
    // Deleted with the trial's folder.
    return hands(Workspace.create(folder, folder.resolveSibling("copy-" + copies)));
  }

  private List<Tool> hands(Workspace workspace) {
    return List.of(
        new Editor(workspace),
        new Bash(
            ground.sandbox(),
            workspace,
            Bash.Settings.judged(ground.door().mount(), JudgeDoor.COMMAND)));
  }

  @Override
  public AgentLoop agent(Worker worker) {
    agents++;
    var model = study.model(worker.model());
    return loop(recorder.next(worker.role(), model.id()), worker, agents);
  }

  @Override
  public AgentLoop after(Agent before, Worker worker) {
    var model = study.model(worker.model());
    return loop(recorder.after(before, worker.role(), model.id()), worker, 1);
  }

  private AgentLoop loop(Agent identity, Worker worker, int nth) {
    var spec =
        new AgentSpec(
            identity,
            commission.prompts(),
            worker.limits().calls(),
            worker.brief(),
            worker.limits().longest());
    var client = metered.models().client(study.model(worker.model()), nth, metered.purse());
    return new AgentLoop(spec, client, new Toolbox(worker.tools()), recorder, metered.purse());
  }

  @Override
  public Delegate.Executor called(Worker worker) {
    var model = study.model(worker.model());
    var executor =
        new SubAgent.Executor(
            worker.role(),
            model.id(),
            worker.limits().calls(),
            commission.prompts(),
            worker.brief(),
            worker.limits().longest());
    var client = metered.models().client(model, 1, metered.purse());
    return new SubAgent(executor, client, new Toolbox(worker.tools()), recorder, metered.purse())
        ::run;
  }

  @Override
  public Delegate.Executor program(Orchestrated.Program program) {
    return instruction -> {
      recorder.unseenExecutor(program.name());
      return equipment
          .program(program, ground.sandbox(), ground.workspace(), ground.door())
          .run(instruction);
    };
  }

  @Override
  public Verdict judge() throws InterruptedException {
    return judge(false);
  }

  /// The verdict that decides. Where the judge has just looked and no file changed since, it is not
  /// asked again.
  Verdict lastVerdict() throws InterruptedException {
    return judge(true);
  }

  private Verdict judge(boolean last) throws InterruptedException {
    var tree = ground.workspace().tree();
    long start = System.nanoTime();
    var before = judged;
    var verdict =
        before != null && before.tree().equals(tree)
            ? before.verdict()
            : ground.judge().judge(ground.workspace().folder());
    var took = Duration.ofNanos(System.nanoTime() - start);
    judged = new Judged(verdict, tree);
    if (last) {
      metered.watch().judgedAtLast(verdict, took);
    } else {
      metered.watch().judgedByHost(verdict, took);
    }
    return verdict;
  }

  @Override
  public void restore() throws InterruptedException {
    ground.workspace().reset();
  }

  @Override
  public FolderDiff diff() {
    var ignored = new Glob(commission.task().pack().rules().ignored());
    return FolderDiff.between(
        commission.task().tree(), ground.workspace().folder(), path -> !ignored.matches(path));
  }
}
