package dev.breakeven.whatif;

import dev.breakeven.attribution.Attribution;
import dev.breakeven.pricing.Pricing;
import dev.breakeven.stats.Sample;
import dev.breakeven.trace.Trace;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.ToDoubleFunction;

/// Gathers [Habits] from recorded sessions: medians, because one long stretch says little of the
/// next. What no session shows stays as it is assumed. For one thread.
public final class HabitSurvey {
  private final Pricing pricing;
  private final List<LookingStretch> stretches = new ArrayList<>();
  private final List<RecordedDelegation> delegations = new ArrayList<>();
  private final Map<String, Integer> executors = new HashMap<>();
  private long sessions;

  /// A survey of no session yet.
  ///
  /// @param pricing what calls cost
  public HabitSurvey(Pricing pricing) {
    this.pricing = pricing;
  }

  /// What one session shows; computed apart from the survey, by any thread.
  public record Seen(
      List<LookingStretch> stretches,
      List<RecordedDelegation> delegations,
      List<String> executors) {
    /// Takes immutable copies.
    public Seen {
      stretches = List.copyOf(stretches);
      delegations = List.copyOf(delegations);
      executors = List.copyOf(executors);
    }
  }

  /// Looks at a session.
  public Seen look(Trace trace) {
    return new Seen(
        LookingStretch.of(trace),
        RecordedDelegation.of(trace, Attribution.of(trace, pricing)),
        trace.agents().stream()
            .filter(agent -> agent.instruction() != null)
            .map(agent -> agent.model())
            .toList());
  }

  /// Adds what a session showed.
  public void add(Seen seen) {
    sessions++;
    stretches.addAll(seen.stretches());
    delegations.addAll(seen.delegations());
    seen.executors().forEach(model -> executors.merge(model, 1, Integer::sum));
  }

  /// How many sessions were added.
  public long sessions() {
    return sessions;
  }

  /// What they show.
  public Habits habits() {
    Habits assumed = Habits.ASSUMED;
    var models = new HashMap<String, Integer>();
    stretches.forEach(stretch -> models.merge(stretch.agent().model(), 1, Integer::sum));
    return new Habits(
        most(models, assumed.model()),
        most(executors, assumed.executor()),
        stretches.isEmpty() ? assumed.looking() : looking(),
        passing(assumed.passing()));
  }

  private Habits.Looking looking() {
    return new Habits.Looking(
        whole(median(stretches, LookingStretch::context)),
        whole(median(stretches, LookingStretch::callsLeft)),
        whole(median(stretches, stretch -> stretch.stretch().calls())),
        median(stretches, one -> (double) one.stretch().growth() / one.stretch().calls()),
        median(stretches, one -> (double) one.stretch().output() / one.stretch().calls()),
        stretches.size());
  }

  private Habits.Passing passing(Habits.Passing assumed) {
    if (delegations.isEmpty()) {
      return assumed;
    }
    List<RecordedDelegation.Work> works =
        delegations.stream().flatMap(delegation -> delegation.work().stream()).toList();
    List<Duration> times =
        delegations.stream()
            .map(delegation -> delegation.passed().time())
            .filter(Objects::nonNull)
            .toList();
    return new Habits.Passing(
        whole(median(delegations, delegation -> delegation.passed().instruction())),
        whole(median(delegations, delegation -> delegation.passed().report())),
        works.isEmpty()
            ? assumed.prefix()
            : Math.max(1, whole(median(works, RecordedDelegation.Work::prefix))),
        times,
        delegations.size());
  }

  private static String most(Map<String, Integer> counts, String otherwise) {
    return counts.entrySet().stream()
        .max(
            Map.Entry.<String, Integer>comparingByValue()
                .thenComparing(Map.Entry.comparingByKey(Comparator.reverseOrder())))
        .map(Map.Entry::getKey)
        .orElse(otherwise);
  }

  private static long whole(double value) {
    return Math.round(value);
  }

  private static <T> double median(List<T> all, ToDoubleFunction<T> figure) {
    return Sample.median(all.stream().mapToDouble(figure).toArray());
  }
}
