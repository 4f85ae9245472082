package dev.breakeven.study.policy;

import dev.breakeven.agent.Stopped;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;

/// One agent does everything itself.
///
/// @param model its model's name in the study file
public record Solo(String model) implements Policy {
  static final Form FORM = new Form("solo", List.of(), arm -> new Solo(arm.model("solo")));

  @Override
  public Stopped work(Site site) throws InterruptedException {
    return site.agent(Worker.solo(model, site)).run(site.task());
  }

  @Override
  public List<String> models() {
    return List.of(model);
  }

  @Override
  public String describe(UnaryOperator<String> id) {
    return id.apply(model) + ", solo";
  }

  @Override
  public Map<String, Long> mostCalls(long cap) {
    return Map.of(model, cap);
  }
}
