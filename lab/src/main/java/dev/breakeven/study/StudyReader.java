package dev.breakeven.study;

import dev.breakeven.study.policy.ArmEntry;
import dev.breakeven.unit.Usd;
import dev.breakeven.yaml.Yaml;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Reads study files; see docs/formats/study.md for what may stand in one.
public final class StudyReader {
  private static final int MOST_TURNS = 10_000;
  private static final int MOST_TRIALS = 10_000;

  private StudyReader() {}

  /// The study in `text`.
  ///
  /// @param file what messages call it
  /// @throws IllegalArgumentException if something is wrong with it: says where, what was expected
  ///   and what came
  public static Study read(String file, String text) {
    var root =
        Yaml.parse(file, text)
            .keys(
                "study",
                "pack",
                "tasks",
                "seed",
                "trials",
                "order",
                "budget-usd",
                "trial-budget-usd",
                "call-budget-usd",
                "date",
                "cache-isolation",
                "models",
                "arms",
                "control");
    var tasks = texts(root.at("tasks"));
    var models = ModelReader.read(root.at("models"));
    return new Study(
        name(root.at("study")),
        root.at("pack").text(),
        tasks,
        models,
        controlled(arms(root.at("arms"), tasks, models), root.find("control")),
        plan(root));
  }

  private static Plan plan(Yaml root) {
    return new Plan(
        goal(root.at("trials")),
        root.find("order").map(StudyReader::order).orElse(Plan.Order.RANDOM),
        root.at("seed").number(Long.MIN_VALUE, Long.MAX_VALUE),
        new Limits(
            amount(root, "budget-usd"),
            amount(root, "trial-budget-usd"),
            amount(root, "call-budget-usd")),
        root.at("date").as("a date such as 2026-11-24", LocalDate::parse),
        root.find("cache-isolation").map(StudyReader::isolation));
  }

  private static boolean isolation(Yaml isolation) {
    return switch (isolation.text()) {
      case "on" -> true;
      case "off" -> false;
      default -> throw isolation.wrong("on or off");
    };
  }

  private static Optional<Usd> amount(Yaml root, String key) {
    return root.find(key)
        .map(amount -> amount.as("an amount above 0 such as 2.50", StudyReader::positive));
  }

  private static Usd positive(String text) {
    var amount = Usd.of(text);
    if (amount.picodollars() <= 0) {
      throw new ArithmeticException("no amount above 0: " + text);
    }
    return amount;
  }

  private static Plan.Goal goal(Yaml trials) {
    if (trials.isMapping()) {
      trials.keys("successes", "tries");
      int successes = (int) trials.at("successes").number(1, MOST_TRIALS);
      return new Plan.Goal(successes, (int) trials.at("tries").number(successes, MOST_TRIALS));
    }
    int count = (int) trials.number(1, MOST_TRIALS);
    return new Plan.Goal(Integer.MAX_VALUE, count);
  }

  private static Plan.Order order(Yaml order) {
    return switch (order.text()) {
      case "random" -> Plan.Order.RANDOM;
      case "listed" -> Plan.Order.LISTED;
      default -> throw order.wrong("random or listed");
    };
  }

  private static List<Arm> arms(Yaml arms, List<String> tasks, Map<String, ModelSpec> models) {
    var read = new ArrayList<Arm>();
    arms.entries()
        .forEach((name, arm) -> {
          if (!name.matches("[A-Za-z0-9_.]{1,50}")) {
            throw arm.error(
                "expected an arm name of at most 50 letters, digits, _ and ., got " + name);
          }
          read.add(
              new Arm(
                  name, new ArmEntry(arm, models.keySet()).policy(), caps(arm.at("turns"), tasks)));
        });
    if (read.isEmpty()) {
      throw arms.error("expected at least one arm");
    }
    return read;
  }

  /// `arms` with the A/A control, right behind the arm it repeats.
  private static List<Arm> controlled(List<Arm> arms, Optional<Yaml> control) {
    if (control.isEmpty()) {
      return arms;
    }
    var names = arms.stream().map(Arm::name).toList();
    int original = names.indexOf(control.get().text());
    if (original < 0) {
      throw control.get().wrong("one of the study's arms " + names);
    }
    var all = new ArrayList<>(arms);
    all.add(original + 1, arms.get(original).control());
    if (names.contains(all.get(original + 1).name())) {
      throw control.get().error("expected no arm named like the control to come");
    }
    return all;
  }

  private static Map<String, Integer> caps(Yaml turns, List<String> tasks) {
    var caps = new LinkedHashMap<String, Integer>();
    if (turns.isMapping()) {
      turns.keys(tasks.toArray(String[]::new));
      tasks.forEach(task -> caps.put(task, (int) turns.at(task).number(1, MOST_TURNS)));
    } else {
      int cap = (int) turns.number(1, MOST_TURNS);
      tasks.forEach(task -> caps.put(task, cap));
    }
    return caps;
  }

  private static List<String> texts(Yaml list) {
    var texts = list.items().stream().map(Yaml::text).toList();
    if (texts.isEmpty() || texts.stream().distinct().count() < texts.size()) {
      throw list.error("expected a list without repetition, got " + texts);
    }
    return texts;
  }

  private static String name(Yaml name) {
    if (!name.text().matches("[A-Za-z0-9_][A-Za-z0-9_.-]{0,99}")) {
      throw name.wrong("a name of at most 100 letters, digits, _, . and -, no . or - at its head");
    }
    return name.text();
  }
}
