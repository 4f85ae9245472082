package dev.breakeven.study.policy;

import dev.breakeven.agent.Stopped;
import dev.breakeven.tool.ExecutorTools;
import dev.breakeven.trace.Role;
import dev.breakeven.yaml.Yaml;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;

/// A cheap agent does the work and may ask a stronger one for advice: the tool [AskAdvisor] sends
/// its whole conversation over and brings back at most 2,048 tokens.
///
/// @param driver does the work
/// @param advisor is asked
/// @param moments when the driver is told to ask
/// @param uses how often it may ask
public record Advised(String driver, String advisor, List<Moment> moments, int uses)
    implements Policy {
  static final Form FORM = new Form("advisor", List.of("driver", "when", "uses"), Advised::read);

  /// The most tokens that come back; the provider's own tool advises the same.
  private static final int LONGEST = 2_048;

  private static final int MOST_USES = 100;

  /// Takes an immutable copy.
  public Advised {
    moments = List.copyOf(moments);
  }

  /// When a driver is told to ask.
  public enum Moment {
    /// When it has looked around, before it changes anything.
    START("when you have looked around and before you change anything"),
    /// When the verification fails.
    RED("when the verification fails and you do not see why");

    private final String words;

    Moment(String words) {
      this.words = words;
    }

    String words() {
      return words;
    }
  }

  @Override
  public Stopped work(Site site) throws InterruptedException {
    var asked =
        site.called(
            new Worker(
                Role.ADVISOR,
                advisor,
                List.of(),
                new Worker.Limits(1, LONGEST),
                Role.ADVISOR.key()));
    var ask = new AskAdvisor(asked, moments, uses);
    var tools = new ArrayList<>(site.tools(ExecutorTools.ALL));
    tools.add(ask);
    var agent =
        site.agent(
            new Worker(Role.SOLO, driver, tools, Worker.Limits.calls(site.cap()), Role.SOLO.key()));
    ask.listensTo(agent::conversation);
    return agent.run(site.task());
  }

  @Override
  public List<String> models() {
    return List.of(driver, advisor);
  }

  @Override
  public String describe(UnaryOperator<String> id) {
    return "%s, advised by %s, at most %s"
        .formatted(id.apply(driver), id.apply(advisor), uses == 1 ? "once" : uses + " times");
  }

  @Override
  public Map<String, Long> mostCalls(long cap) {
    var calls = new HashMap<>(Map.of(driver, cap));
    calls.merge(advisor, (long) uses, Long::sum);
    return calls;
  }

  private static Policy read(ArmEntry arm) {
    var when = arm.yaml().items("when");
    var moments = when.stream().map(Advised::moment).distinct().toList();
    return new Advised(
        arm.model("driver"),
        arm.model("advisor"),
        moments.isEmpty() ? List.of(Moment.START, Moment.RED) : moments,
        arm.find("uses").map(uses -> (int) uses.number(1, MOST_USES)).orElse(2));
  }

  private static Moment moment(Yaml moment) {
    return switch (moment.text()) {
      case "start" -> Moment.START;
      case "red" -> Moment.RED;
      default -> throw moment.wrong("start or red");
    };
  }
}
