package dev.breakeven.task;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;

/// Puts 25 faults into Java sources: ten compile errors of five kinds, ten lint findings of five
/// kinds in the same ten files, and five test classes that fail at load. The same seed and sources
/// give the same faults.
final class JavaInjection {
  private static final List<String> COMPILE =
      List.of(
          "missing-return",
          "wrong-argument-type",
          "wrong-initialiser",
          "undefined-method",
          "wrong-return-type");
  private static final Map<String, Integer> LINT = new LinkedHashMap<>();

  static {
    LINT.put("empty-statement", 1);
    LINT.put("modifier-order", 1);
    LINT.put("star-import", 1);
    LINT.put("unused-variable", 2);
    LINT.put("unused-import", 5);
  }

  private static final int ATTEMPTS = 100;

  private final Random random;
  private final Map<String, List<Site>> sites;
  private final Map<String, List<Site>> chosen = new TreeMap<>();

  private JavaInjection(Random random, Map<String, List<Site>> sites) {
    this.random = random;
    this.sites = sites;
  }

  /// Faults and the texts they make.
  ///
  /// @param faults ordered by file, in a file from top to bottom
  /// @param texts the text of each file with all its faults
  record Injected(List<Fault> faults, Map<String, String> texts) {}

  /// Chooses the faults.
  ///
  /// @param root the repository
  /// @throws IllegalArgumentException if the sources have too few places
  static Injected choose(Path root, Preparation.Injection injection) {
    List<JavaSource> sources = parse(root, injection.sources());
    List<JavaSource> tests = parse(root, injection.tests());
    Map<String, List<Site>> sites = new TreeMap<>();
    sources.forEach(source -> add(CompileSites.in(source), sites));
    sources.forEach(source -> add(LintSites.in(source), sites));
    add(LoadSites.in(tests), sites);
    Random random = new Random(injection.seed());
    for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
      JavaInjection chooser = new JavaInjection(random, sites);
      if (chooser.pickAll()) {
        return chooser.injected();
      }
    }
    throw new IllegalArgumentException(
        "the sources have too few places for faults under " + root.resolve(injection.sources()));
  }

  private static void add(List<Site> found, Map<String, List<Site>> sites) {
    found.forEach(site -> sites.computeIfAbsent(site.kind(), kind -> new ArrayList<>()).add(site));
  }

  private Injected injected() {
    List<Fault> faults = new ArrayList<>();
    Map<String, String> texts = new TreeMap<>();
    chosen.forEach((path, there) -> {
      faults.addAll(faults(there));
      texts.put(path, prepared(there));
    });
    return new Injected(List.copyOf(faults), texts);
  }

  private boolean pickAll() {
    return COMPILE.stream().allMatch(kind -> pick(kind, 2, true))
        && LINT.entrySet().stream().allMatch(kind -> pick(kind.getKey(), kind.getValue(), false))
        && LoadSites.FIELDS.keySet().stream().allMatch(kind -> pick(kind, 1, true));
  }

  /// Picks `count` sites of a kind, in files that hold no fault yet or only one, of another tool.
  private boolean pick(String kind, int count, boolean newFile) {
    List<Site> candidates = new ArrayList<>(sites.getOrDefault(kind, List.of()));
    Collections.shuffle(candidates, random);
    int picked = 0;
    for (Site site : candidates) {
      List<Site> there = chosen.getOrDefault(site.path(), List.of());
      boolean fits =
          newFile
              ? there.isEmpty()
              : there.size() == 1 && !there.getFirst().tool().equals(site.tool());
      if (picked < count && fits && separable(there, site)) {
        chosen.computeIfAbsent(site.path(), path -> new ArrayList<>()).add(site);
        picked++;
      }
    }
    return picked == count;
  }

  /// Whether each fault can be taken out by itself, in the order of the file, giving the untouched
  /// text in the end.
  private static boolean separable(List<Site> there, Site site) {
    List<Site> together = new ArrayList<>(there);
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
  private static String prepared(List<Site> sites) {
    String text = sites.getFirst().source().text();
    List<Site> backwards =
        sites.stream().sorted((a, b) -> Integer.compare(b.start(), a.start())).toList();
    for (Site site : backwards) {
      text = new Splice(text, site.start(), site.end(), site.replacement()).applied();
    }
    return text;
  }

  private static List<Fault> faults(List<Site> sites) {
    List<Site> sorted =
        sites.stream().sorted((a, b) -> Integer.compare(a.start(), b.start())).toList();
    String prepared = prepared(sorted);
    List<Fault> faults = new ArrayList<>();
    int shift = 0;
    for (Site site : sorted) {
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
              site.kind(), site.tool(), site.path(), in.edit(site.path()), out.edit(site.path())));
      shift += site.replacement().length() - (site.end() - site.start());
    }
    return faults;
  }

  private static List<JavaSource> parse(Path root, String folder) {
    Map<String, String> texts = new LinkedHashMap<>();
    for (String path : FileTree.files(root.resolve(folder))) {
      if (path.endsWith(".java")) {
        texts.put(folder + "/" + path, FileTree.read(root.resolve(folder).resolve(path)));
      }
    }
    return JavaSource.parse(texts);
  }
}
