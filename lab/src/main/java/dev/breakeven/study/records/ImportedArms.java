package dev.breakeven.study.records;

import dev.breakeven.catalog.Catalog;
import dev.breakeven.study.records.TrialRecord.ModelUse;
import dev.breakeven.trace.Role;
import dev.breakeven.trace.Usage;
import dev.breakeven.unit.Usd;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/// Who worked in each arm, as the records show it: one model alone, or a first that delegates to a
/// second.
///
/// @param models the models of each arm, in order of first appearance
/// @param free the models that are local and free by the records
record ImportedArms(Map<String, List<String>> models, Set<String> free) {
  private static final int MOST = 2;

  static ImportedArms of(List<TrialRecord> trials, Catalog catalog) {
    var byArm = new LinkedHashMap<String, List<String>>();
    var priced = new LinkedHashSet<>(catalog.models());
    for (var trial : trials) {
      var models = byArm.computeIfAbsent(trial.label().arm(), _ -> new ArrayList<>());
      for (var use : trial.models()) {
        if (!models.contains(use.model())) {
          models.add(use.model());
        }
        if (models.size() > MOST) {
          throw new IllegalArgumentException(
              "%s: expected at most two models in arm %s, one that delegates and one that executes, got %s"
                  .formatted(trial.place(), trial.label().arm(), models));
        }
        if (!costsNothing(use)) {
          priced.add(use.model());
        }
      }
    }
    byArm.forEach((arm, models) -> {
      if (models.isEmpty()) {
        throw new IllegalArgumentException(
            "expected a record of arm " + arm + " that names a model, got none");
      }
    });
    var free =
        byArm.values().stream()
            .flatMap(List::stream)
            .filter(model -> !priced.contains(model))
            .collect(Collectors.toCollection(LinkedHashSet::new));
    return new ImportedArms(byArm, free);
  }

  private static boolean costsNothing(ModelUse use) {
    return use.usage().equals(Usage.NONE) && use.cost().orElse(Usd.ZERO).equals(Usd.ZERO);
  }

  Role role(String arm, String model) {
    var own = models.getOrDefault(arm, List.of());
    if (own.size() < MOST) {
      return Role.SOLO;
    }
    return own.getFirst().equals(model) ? Role.ORCHESTRATOR : Role.EXECUTOR;
  }

  /// A study file that says what the records tell, and of the rest that they do not.
  String studyFile(String name, LocalDate day, List<TrialRecord> trials) {
    var all = models.values().stream().flatMap(List::stream).distinct().toList();
    var tasks = trials.stream().map(trial -> trial.label().task()).distinct().sorted().toList();
    int turns = trials.stream().mapToInt(trial -> trial.measures().turns()).max().orElse(1);
    var text = new StringBuilder();
    text.append("# Made by `study import` from records of others, not a plan to run.\n");
    text.append("study: ").append(quoted(name)).append('\n');
    text.append("pack: not-recorded\n");
    text.append("tasks: ").append(tasks.stream().map(ImportedArms::quoted).toList()).append('\n');
    text.append("trials: ").append(most(trials)).append("  # the most of a cell\n");
    text.append("seed: 0  # not recorded; seeds the resampling only\n");
    text.append("order: listed\n");
    text.append("date: ").append(day).append("  # whose prices count\n");
    text.append("models:\n");
    for (var model : all) {
      text.append(
          "  %s: {id: %s%s}%n"
              .formatted(
                  quoted(model), quoted(model), free.contains(model) ? ", price: free" : ""));
    }
    text.append("arms:  # turns: the most seen; caps, report lengths are not recorded\n");
    models.forEach((arm, own) ->
        text.append(
            "  %s: {%s, turns: %d}%n".formatted(quoted(arm), policy(own), Math.max(1, turns))));
    return text.toString();
  }

  private static String policy(List<String> models) {
    return models.size() < MOST
        ? "solo: " + quoted(models.getFirst())
        : "orchestrator: %s, executor: %s, report: 1"
            .formatted(quoted(models.getFirst()), quoted(models.getLast()));
  }

  private static long most(List<TrialRecord> trials) {
    return trials.stream()
        .collect(
            Collectors.groupingBy(
                trial -> trial.label().arm() + "/" + trial.label().task(), Collectors.counting()))
        .values()
        .stream()
        .mapToLong(Long::longValue)
        .max()
        .orElse(1);
  }

  private static String quoted(String text) {
    return "\"" + text.replace("\\", "\\\\").replace("\"", "\\\"") + "\"";
  }
}
