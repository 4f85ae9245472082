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
  private static final int TEST_CLASSES = 5;

  static {
    LINT.put("modifier-order", 1);
    LINT.put("star-import", 1);
    LINT.put("unused-import", 5);
    LINT.put("unused-variable", 2);
    LINT.put("empty-statement", 1);
  }

  private final Random random;
  private final Map<String, List<Site>> chosen = new TreeMap<>();

  private JavaInjection(long seed) {
    random = new Random(seed);
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
    JavaInjection chooser = new JavaInjection(injection.seed());
    List<JavaSource> sources = parse(root, injection.sources());
    List<Site> compile = sources.stream().flatMap(s -> CompileSites.in(s).stream()).toList();
    for (String kind : COMPILE) {
      chooser.pick(kind, 2, compile, true);
    }
    List<Site> lint = sources.stream().flatMap(s -> LintSites.in(s).stream()).toList();
    LINT.forEach((kind, count) -> chooser.pick(kind, count, lint, false));
    List<Site> load = LoadSites.in(parse(root, injection.tests()));
    chooser.pick("load-failure", TEST_CLASSES, load, true);
    List<Fault> faults = new ArrayList<>();
    Map<String, String> texts = new TreeMap<>();
    chooser.chosen.forEach((path, sites) -> {
      faults.addAll(faults(sites));
      texts.put(path, prepared(sites));
    });
    return new Injected(List.copyOf(faults), texts);
  }

  /// Picks `count` sites of a kind, in files that hold no fault yet or only one, of another tool.
  private void pick(String kind, int count, List<Site> sites, boolean newFile) {
    List<Site> candidates =
        new ArrayList<>(sites.stream().filter(site -> site.kind().equals(kind)).toList());
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
    if (picked < count) {
      throw new IllegalArgumentException(
          "the sources have too few places for " + count + " faults of kind " + kind);
    }
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
        var unused = Edits.applied(prepared(together), fault.inverse());
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
