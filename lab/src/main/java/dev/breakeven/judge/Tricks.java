package dev.breakeven.judge;

import dev.breakeven.judge.Sayings.What;
import dev.breakeven.judge.Verdict.Violation;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/// Finds what makes tests or tools say less: what the sources say once the work is done, against
/// what they said before and say in the reference solution. What the reference does is no trick.
///
/// @param prepared what the files said before that the work or the reference changes, by path
/// @param reference what they say in the reference solution
/// @param work what they say in the work
record Tricks(
    Map<String, Sayings> prepared, Map<String, Sayings> reference, Map<String, Sayings> work) {
  /// How many times one rule is complained about: the rest says no more.
  private static final int MOST = 200;

  /// The rules broken.
  List<Violation> violations() {
    List<Violation> violations = new ArrayList<>();
    unreadable(violations);
    tests(violations);
    fallen(What.ASSERTIONS, "asserts less than before", violations);
    fallen(What.CERTAIN_ASSERTIONS, "asserts less than before whatever happens", violations);
    risen("disabled-test", What.DISABLING, violations);
    risen("suppression", What.SUPPRESSING, violations);
    risen("test-hook", What.HOOK, violations);
    risen("tampering", What.TAMPERING, violations);
    untyped(violations);
    return violations;
  }

  private void unreadable(List<Violation> violations) {
    work.forEach((path, said) ->
        said.of(What.UNREADABLE)
            .forEach((why, count) -> {
              var before = prepared.getOrDefault(path, new Sayings());
              if (!before.of(What.UNREADABLE).containsKey(why)) {
                violations.add(new Violation("unreadable-source", path, why));
              }
            }));
  }

  private void tests(List<Violation> violations) {
    var now = sums(work, What.TEST);
    var solved = sums(reference, What.TEST);
    prepared.forEach((path, said) ->
        said.of(What.TEST)
            .forEach((test, worked) -> {
              Integer works = now.get(test);
              if (works == null && solved.containsKey(test)) {
                violations.add(new Violation("deleted-test", path, test + " is gone"));
              } else if (works != null && worked > 0 && works == 0) {
                violations.add(
                    new Violation("disabled-test", path, test + " does nothing any more"));
              }
            }));
  }

  /// Complains about tests, and what they call, that assert less than before and than in the
  /// reference.
  private void fallen(What what, String words, List<Violation> violations) {
    var now = sums(work, what);
    var solved = sums(reference, what);
    Set<String> empty = new TreeSet<>();
    sums(work, What.TEST)
        .forEach((test, works) -> {
          if (works == 0) {
            empty.add(test);
          }
        });
    prepared.forEach((path, said) ->
        said.of(what)
            .forEach((name, before) -> {
              int least = Math.min(before, solved.getOrDefault(name, before));
              if (now.containsKey(name) && now.get(name) < least && !empty.contains(name)) {
                violations.add(
                    new Violation(
                        "weakened-test",
                        path,
                        "%s %s: %d, not %d".formatted(name, words, now.get(name), least)));
              }
            }));
  }

  private void untyped(List<Violation> violations) {
    var before = sums(prepared, What.UNTYPED);
    var solved = sums(reference, What.UNTYPED);
    var now = sums(work, What.UNTYPED);
    work.forEach((path, said) ->
        said.of(What.UNTYPED)
            .keySet()
            .forEach(name -> {
              int most = Math.max(before.getOrDefault(name, -1), solved.getOrDefault(name, -1));
              if (most >= 0 && now.getOrDefault(name, 0) > most) {
                violations.add(
                    new Violation(
                        "weakened-type",
                        path,
                        name + " has fewer types, or Any, where it had one"));
              }
            }));
  }

  /// Complains about whatever there is more of than before and than in the reference, naming a file
  /// that has more of it.
  private void risen(String rule, What what, List<Violation> violations) {
    var before = sums(prepared, what);
    var solved = sums(reference, what);
    int most = violations.size() + MOST;
    sums(work, what)
        .forEach((name, is) -> {
          int was = Math.max(before.getOrDefault(name, 0), solved.getOrDefault(name, 0));
          if (is > was && violations.size() < most) {
            violations.add(
                new Violation(rule, riser(what, name), (is - was) + " × " + name + " added"));
          }
        });
  }

  private String riser(What what, String name) {
    return work.entrySet().stream()
        .filter(file ->
            file.getValue().of(what).getOrDefault(name, 0)
                > prepared
                    .getOrDefault(file.getKey(), new Sayings())
                    .of(what)
                    .getOrDefault(name, 0))
        .map(Map.Entry::getKey)
        .findFirst()
        .orElse("");
  }

  private static Map<String, Integer> sums(Map<String, Sayings> files, What what) {
    Map<String, Integer> sums = new TreeMap<>();
    files
        .values()
        .forEach(said ->
            said.of(what)
                .forEach((name, count) ->
                    sums.merge(name, count, what == What.TEST ? Math::min : Integer::sum)));
    return sums;
  }
}
