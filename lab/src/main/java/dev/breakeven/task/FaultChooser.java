package dev.breakeven.task;

import dev.breakeven.task.Injection.Sort;
import dev.breakeven.task.Preparation.Numbers;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;

/// Chooses among the places where faults could go. The same seed and sources give the same faults.
///
/// First it wants faults of all kinds, spread over the files; where a repository is too small for
/// that, it takes other kinds of the same tool, and then more faults a file.
public final class FaultChooser {
  private static final int ATTEMPTS = 100;

  /// How many faults a file may hold, step by step.
  private static final int[] CROWDS = {2, 4, Integer.MAX_VALUE};

  private final Injection language;
  private final Preparation.Injection injection;
  private final Map<String, List<FaultPlace>> sites = new TreeMap<>();
  private final Random random;
  private Map<String, List<FaultPlace>> chosen = new TreeMap<>();

  private FaultChooser(Path root, Preparation.Injection injection) {
    this.injection = injection;
    language = Injection.of(root, injection.sources());
    random = new Random(injection.seed());
    for (FaultPlace site :
        language.sites(
            language.texts(root, injection.sources()), language.texts(root, injection.tests()))) {
      sites.computeIfAbsent(site.kind(), kind -> new ArrayList<>()).add(site);
    }
  }

  /// Chooses the faults.
  ///
  /// @param root the repository
  /// @throws IllegalArgumentException if the sources have too few places
  static Injected choose(Path root, Preparation.Injection injection) {
    FaultChooser chooser = new FaultChooser(root, injection);
    if (chooser.choose()) {
      return chooser.injected();
    }
    Numbers most = most(root, injection);
    throw new IllegalArgumentException(
        "expected %s under %s and %s, found too few places: at most %s"
            .formatted(
                told(injection.numbers()), injection.sources(), injection.tests(), told(most)));
  }

  /// How many of the wanted faults the sources have places for.
  public static Numbers most(Path root, Preparation.Injection injection) {
    FaultChooser chooser = new FaultChooser(root, injection);
    int[] found = new int[3];
    for (int sort = 0; sort < found.length; sort++) {
      found[sort] =
          chooser.fill(chooser.language.sorts().get(sort), chooser.wanted(sort), Integer.MAX_VALUE);
    }
    return new Numbers(found[0], found[1], found[2]);
  }

  private static String told(Numbers numbers) {
    return "%d type, %d lint and %d load faults"
        .formatted(numbers.type(), numbers.lint(), numbers.load());
  }

  private boolean choose() {
    for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
      chosen = new TreeMap<>();
      if (all(this::spread)) {
        return true;
      }
    }
    for (int crowd : CROWDS) {
      for (int attempt = 0; attempt < ATTEMPTS / 10; attempt++) {
        chosen = new TreeMap<>();
        if (all((sort, wanted) -> fill(sort, wanted, crowd) == wanted)) {
          return true;
        }
      }
    }
    return false;
  }

  /// A way to pick the faults of one sort.
  private interface Picking {
    boolean picked(Sort sort, int wanted);
  }

  private boolean all(Picking picking) {
    for (int sort = 0; sort < language.sorts().size(); sort++) {
      if (!picking.picked(language.sorts().get(sort), wanted(sort))) {
        return false;
      }
    }
    return chosen.values().stream().allMatch(there -> language.parses(prepared(there)));
  }

  private int wanted(int sort) {
    Numbers numbers = injection.numbers();
    return List.of(numbers.type(), numbers.lint(), numbers.load()).get(sort);
  }

  private boolean spread(Sort sort, int wanted) {
    return quotas(sort.weights(), wanted).entrySet().stream()
        .allMatch(quota ->
            pick(quota.getKey(), quota.getValue(), there -> suits(sort, there))
                == quota.getValue());
  }

  private static boolean suits(Sort sort, List<FaultPlace> there) {
    return switch (sort.room()) {
      case UNTOUCHED -> there.isEmpty();
      case BESIDE -> there.size() == 1 && !there.getFirst().tool().equals(sort.tool());
      case ANY -> there.size() < 2;
    };
  }

  /// Picks faults of one sort, of any kinds if those wanted are too few, and says how many.
  private int fill(Sort sort, int wanted, int crowd) {
    // A file that fails at load hides what else is wrong with its tests, but not from a linter.
    boolean once = sort.equals(language.sorts().getLast());
    Fit fit =
        there ->
            there.size() < crowd
                && !(once && there.stream().anyMatch(site -> site.tool().equals(sort.tool())));
    int picked = 0;
    for (Map.Entry<String, Integer> quota : quotas(sort.weights(), wanted).entrySet()) {
      picked += pick(quota.getKey(), quota.getValue(), fit);
    }
    for (String kind : sort.weights().keySet()) {
      picked += pick(kind, wanted - picked, fit);
    }
    return picked;
  }

  /// Shares `wanted` among kinds by weight; what is left over goes to the first ones.
  private static Map<String, Integer> quotas(Map<String, Integer> weights, int wanted) {
    int sum = weights.values().stream().mapToInt(Integer::intValue).sum();
    Map<String, Integer> quotas = new LinkedHashMap<>();
    weights.forEach((kind, weight) -> quotas.put(kind, wanted * weight / sum));
    int left = wanted - quotas.values().stream().mapToInt(Integer::intValue).sum();
    for (String kind : weights.keySet().stream().limit(left).toList()) {
      quotas.merge(kind, 1, Integer::sum);
    }
    return quotas;
  }

  /// Whether a file with these faults may get another.
  private interface Fit {
    boolean allows(List<FaultPlace> there);
  }

  private int pick(String kind, int count, Fit fit) {
    List<FaultPlace> candidates = new ArrayList<>(sites.getOrDefault(kind, List.of()));
    Collections.shuffle(candidates, random);
    int picked = 0;
    for (FaultPlace site : candidates) {
      List<FaultPlace> there = chosen.getOrDefault(site.path(), List.of());
      if (picked < count
          && !excluded(site)
          && fit.allows(there)
          && there.stream().noneMatch(other -> clash(other, site))
          && separable(there, site)) {
        chosen.computeIfAbsent(site.path(), path -> new ArrayList<>()).add(site);
        picked++;
      }
    }
    return picked;
  }

  private boolean excluded(FaultPlace site) {
    return injection.without().contains(site.kind()) || injection.without().contains(site.name());
  }

  /// Two faults that touch, or that would bring the same name into a file twice.
  private static boolean clash(FaultPlace one, FaultPlace other) {
    boolean overlap = one.start() < other.end() && other.start() < one.end();
    String text = one.replacement().strip();
    boolean twice = !text.isEmpty() && text.equals(other.replacement().strip());
    return one.start() == other.start() || overlap || twice;
  }

  private Injected injected() {
    List<Fault> faults = new ArrayList<>();
    Map<String, String> texts = new TreeMap<>();
    chosen.forEach((path, there) -> {
      faults.addAll(faults(there));
      texts.put(path, prepared(there));
    });
    return new Injected(faults, texts);
  }

  /// Whether each fault can be taken out by itself, in the order of the file, giving the untouched
  /// text in the end.
  private static boolean separable(List<FaultPlace> there, FaultPlace site) {
    List<FaultPlace> together = new ArrayList<>(there);
    together.add(site);
    String text = prepared(together);
    String untouched = site.source().text();
    try {
      for (Fault fault : faults(together)) {
        var _ = Edits.applied(prepared(together), fault.inverse());
        text = Edits.applied(text, fault.inverse());
      }
    } catch (IllegalArgumentException overlap) {
      return false;
    }
    return text.equals(untouched);
  }

  /// The text of one file with all its faults.
  private static String prepared(List<FaultPlace> sites) {
    String text = sites.getFirst().source().text();
    List<FaultPlace> backwards =
        sites.stream().sorted((a, b) -> Integer.compare(b.start(), a.start())).toList();
    for (FaultPlace site : backwards) {
      text = new Splice(text, site.start(), site.end(), site.replacement()).applied();
    }
    return text;
  }

  private static List<Fault> faults(List<FaultPlace> sites) {
    List<FaultPlace> sorted =
        sites.stream().sorted((a, b) -> Integer.compare(a.start(), b.start())).toList();
    String prepared = prepared(sorted);
    List<Fault> faults = new ArrayList<>();
    int shift = 0;
    for (FaultPlace site : sorted) {
      String untouched = site.source().text();
      int at = site.start() + shift;
      Splice out =
          new Splice(
              prepared,
              at,
              at + site.replacement().length(),
              untouched.substring(site.start(), site.end()));
      Splice in = new Splice(untouched, site.start(), site.end(), site.replacement());
      faults.add(
          new Fault(
              site.kind(),
              site.tool(),
              Source.line(prepared, at + site.change().mark()),
              site.line(),
              in.edit(site.path()),
              out.edit(site.path())));
      shift += site.replacement().length() - (site.end() - site.start());
    }
    return faults;
  }
}
