package dev.breakeven.study.policy;

import dev.breakeven.agent.Said;
import dev.breakeven.agent.Stopped;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;

/// One agent works, and each time it says that it is done, the judge looks. What the judge finds
/// goes back to it, a few times; then a stronger agent goes on from where it stands.
///
/// @param driver works first and keeps its conversation
/// @param rounds how often the judge's findings go back to it
/// @param then gets the task and what the driver changed, and nothing it said
public record Gate(String driver, int rounds, String then) implements Policy {
  static final Form FORM = new Form("gate", List.of("driver", "then"), Gate::read);

  /// The most characters of findings that go back.
  private static final int FINDINGS = 1_500;

  private static final int MOST_ROUNDS = 100;

  @Override
  public Stopped work(Site site) throws InterruptedException {
    var agent = site.agent(Worker.solo(driver, site));
    var stopped = agent.run(site.task());
    for (int round = 0; ; round++) {
      if (stopped.endsTrial()) {
        return stopped;
      }
      var verdict = site.judge();
      if (Findings.solved(verdict)) {
        return stopped;
      }
      if (round == rounds || !(stopped instanceof Stopped.Done)) {
        return site.agent(Worker.solo(then, site))
            .run(List.of(Said.task(site.task()), Handover.of(site.diff())));
      }
      stopped = agent.run(List.of(Findings.said(verdict, FINDINGS)));
    }
  }

  @Override
  public List<String> models() {
    return List.of(driver, then);
  }

  @Override
  public String describe(UnaryOperator<String> id) {
    return "%s under a judge, %d %s; then %s"
        .formatted(id.apply(driver), rounds, rounds == 1 ? "round" : "rounds", id.apply(then));
  }

  @Override
  public Map<String, Long> mostCalls(long cap) {
    return driver.equals(then) ? Map.of(driver, 2 * cap) : Map.of(driver, cap, then, cap);
  }

  private static Policy read(ArmEntry arm) {
    return new Gate(arm.model("driver"), arm.number("gate", MOST_ROUNDS), arm.model("then"));
  }
}
