package dev.breakeven.study.policy;

import dev.breakeven.agent.AgentLoop;
import dev.breakeven.agent.Said;
import dev.breakeven.agent.Stopped;
import dev.breakeven.tool.ExecutorTools;
import dev.breakeven.trace.Origin;
import dev.breakeven.trace.Role;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;

/// A strong agent reads and writes a plan, and is gone; a cheap one carries it out. If the judge is
/// not content then, there is one new plan, made with what was changed in view.
///
/// @param planner reads and plans; what it changes is thrown away
/// @param executor works from the task and the plan
/// @param longest the most tokens of a plan, and of each of the planner's answers
/// @param looks the most calls the planner may make before it writes the plan
public record Planned(String planner, String executor, int longest, int looks) implements Policy {
  static final Form FORM = new Form("planner", List.of("executor", "plan", "looks"), Planned::read);

  private static final int LEAST_PLAN = 200;
  private static final int MOST_PLAN = 4_096;
  private static final int MOST_LOOKS = 1_000;

  private static final Said NOW =
      Said.task("That was the last look. Write the plan now, and call no tool.");

  @Override
  public Stopped work(Site site) throws InterruptedException {
    var stopped = round(site, List.of(Said.task(site.task())));
    if (stopped.endsTrial() || Findings.solved(site.judge())) {
      return stopped;
    }
    return round(site, List.of(Said.task(site.task()), Handover.of(site.diff())));
  }

  /// A plan, and its execution.
  ///
  /// @param told what both are told
  private Stopped round(Site site, List<Said> told) throws InterruptedException {
    var plans =
        site.agent(
            new Worker(
                Role.PLANNER,
                planner,
                site.readingTools(),
                new Worker.Limits(looks, longest),
                Role.PLANNER.key()));
    var planned = plan(plans, told);
    if (planned.endsTrial()) {
      return planned;
    }
    var said = new ArrayList<>(told);
    if (!planned.lastText().isBlank()) {
      said.add(new Said(Origin.PLAN, "### Plan\n\n" + planned.lastText()));
    }
    return site.after(
            plans.identity(),
            new Worker(
                Role.EXECUTOR,
                executor,
                site.tools(ExecutorTools.ALL),
                Worker.Limits.calls(site.cap()),
                "executor-plan"))
        .run(said);
  }

  private static Stopped plan(AgentLoop planner, List<Said> told) throws InterruptedException {
    var stopped = planner.run(told);
    return stopped instanceof Stopped.Capped ? planner.answer(List.of(NOW)) : stopped;
  }

  @Override
  public List<String> models() {
    return List.of(planner, executor);
  }

  @Override
  public String describe(UnaryOperator<String> id) {
    return id.apply(planner) + " plans, " + id.apply(executor) + " carries out";
  }

  @Override
  public Map<String, Long> mostCalls(long cap) {
    long plans = 2L * (looks + 1);
    return planner.equals(executor)
        ? Map.of(planner, plans + 2 * cap)
        : Map.of(planner, plans, executor, 2 * cap);
  }

  private static Policy read(ArmEntry arm) {
    return new Planned(
        arm.model("planner"),
        arm.model("executor"),
        (int) arm.yaml().at("plan").number(LEAST_PLAN, MOST_PLAN),
        arm.number("looks", MOST_LOOKS));
  }
}
