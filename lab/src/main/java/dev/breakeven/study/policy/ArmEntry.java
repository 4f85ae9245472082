package dev.breakeven.study.policy;

import dev.breakeven.yaml.Yaml;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/// An arm as it stands in a study file.
///
/// @param yaml its mapping
/// @param models the names of the study's models
public record ArmEntry(Yaml yaml, Collection<String> models) {
  /// Every policy, as study files name them.
  static final List<Form> FORMS =
      List.of(Solo.FORM, Orchestrated.FORM, Cascade.FORM, Gate.FORM, Advised.FORM, Planned.FORM);

  private static final int MOST_TURNS = 10_000;

  /// Reads the policy, by the one key that says which it is.
  ///
  /// @throws IllegalArgumentException if it is none, or two at once
  public Policy policy() {
    var found = new ArrayList<Form>();
    for (var form : FORMS) {
      if (yaml.find(form.key()).isPresent()) {
        found.add(form);
      }
    }
    if (found.size() != 1) {
      var keys = (found.isEmpty() ? FORMS : found).stream().map(Form::key).toList();
      throw yaml.error(
          found.isEmpty()
              ? "expected one of the keys %s, which say how an arm works"
                  .formatted(String.join(", ", keys))
              : "expected one way to work, got %s".formatted(String.join(" and ", keys)));
    }
    var form = found.getFirst();
    var known = new ArrayList<>(List.of(form.key(), "turns"));
    known.addAll(form.keys());
    yaml.keys(known.toArray(String[]::new));
    return form.reading().read(this);
  }

  /// The model named at `key`.
  String model(String key) {
    return model(yaml.at(key));
  }

  /// The model that `name` names.
  String model(Yaml name) {
    if (!models.contains(name.text())) {
      throw name.wrong("one of the study's models " + models);
    }
    return name.text();
  }

  /// The value at `key`, or empty.
  Optional<Yaml> find(String key) {
    return yaml.find(key);
  }

  /// The whole number at `key`, from 1 to `most`.
  int number(String key, int most) {
    return (int) yaml.at(key).number(1, most);
  }

  /// The number of calls at `key`, or `usual`.
  int turns(String key, int usual) {
    return yaml.find(key).map(cap -> (int) cap.number(1, MOST_TURNS)).orElse(usual);
  }
}
