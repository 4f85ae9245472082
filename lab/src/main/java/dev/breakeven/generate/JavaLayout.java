package dev.breakeven.generate;

import dev.breakeven.task.Check;
import dev.breakeven.task.FileTree;
import dev.breakeven.task.Glob;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/// Where a Java repository keeps what, and how its tests start.
///
/// @param sources folders of the program, the first one to put faults in
/// @param tests folders of its tests, the first one to put faults in
/// @param generated folders of sources that a build made
/// @param resources folders of resources
/// @param level the release of the language that the build asks for; empty if none
/// @param started character set, and how the process of tests starts
record JavaLayout(
    List<String> sources,
    List<String> tests,
    List<String> generated,
    List<String> resources,
    String level,
    Started started) {
  private static final String MAIN = "src/main/java";
  private static final String TEST = "src/test/java";

  /// Tests that Maven runs only once the whole is put together and started.
  private static final List<String> INTEGRATION =
      List.of("**/IT*.java", "**/*IT.java", "**/*ITCase.java");

  /// Takes immutable copies.
  JavaLayout {
    sources = List.copyOf(sources);
    tests = List.copyOf(tests);
    generated = List.copyOf(generated);
    resources = List.copyOf(resources);
  }

  /// How the build reads sources and starts tests.
  record Started(String encoding, Check.Launch launch) {}

  /// As Maven has it, without asking Maven.
  static JavaLayout plain(Path base, Layout layout) {
    List<String> roots = layout.modules().isEmpty() ? List.of("") : layout.modules();
    return new JavaLayout(
        layout.sources().isEmpty() ? existing(base, roots, MAIN) : layout.sources(),
        layout.tests().isEmpty() ? existing(base, roots, TEST) : layout.tests(),
        List.of(),
        existing(base, roots, "src/test/resources", "src/main/resources"),
        "",
        new Started("UTF-8", new Check.Launch(roots.getFirst(), List.of(), layout.without())));
  }

  /// As a build has it.
  static JavaLayout of(Path base, MavenBuild build, Layout layout) {
    Set<String> sources = new LinkedHashSet<>(layout.sources());
    Set<String> tests = new LinkedHashSet<>(layout.tests());
    List<String> resources = new ArrayList<>(build.resourceRoots());
    List<String> excludes = new ArrayList<>();
    for (Map.Entry<String, EffectivePom.Module> entry : build.modules().entrySet()) {
      EffectivePom.Module module = entry.getValue();
      boolean chosen = build.chosen().contains(entry.getKey());
      if (layout.sources().isEmpty() || !chosen) {
        sources.add(module.sources());
      }
      if (chosen && layout.tests().isEmpty()) {
        tests.add(module.tests());
      }
      resources.addAll(module.resources());
      if (chosen) {
        excludes.addAll(module.surefire().excludes());
      }
    }
    String chief = build.chosen().getFirst();
    EffectivePom.Module first = build.modules().get(chief);
    List<String> folders = existing(base, List.copyOf(tests));
    List<String> without = new ArrayList<>(layout.without());
    without.addAll(excluded(base, folders, excludes));
    return new JavaLayout(
        existing(base, List.copyOf(sources)),
        folders,
        build.sourceRoots(),
        Stream.concat(build.resourceRoots().stream(), existing(base, resources).stream())
            .distinct()
            .toList(),
        first == null ? "" : first.level(),
        new Started(
            first == null || first.encoding().isEmpty() ? "UTF-8" : first.encoding(),
            new Check.Launch(
                chief, first == null ? List.of() : first.surefire().options(), without)));
  }

  /// The classes of tests that the build excludes.
  private static List<String> excluded(Path base, List<String> tests, List<String> excludes) {
    List<String> classes = new ArrayList<>();
    List<String> globs =
        Stream.concat(INTEGRATION.stream(), excludes.stream())
            .filter(glob -> !glob.startsWith("%") && !glob.contains("$"))
            .map(glob -> glob.replaceFirst("(\\.java|\\.class)?$", ".java"))
            .map(glob -> glob.startsWith("**/") ? glob : "**/" + glob)
            .toList();
    Glob glob = new Glob(globs);
    for (String folder : tests) {
      for (String file : FileTree.files(base.resolve(folder))) {
        if (file.endsWith(".java") && glob.matches("x/" + file)) {
          classes.add(file.replaceFirst("\\.java$", "").replace('/', '.'));
        }
      }
    }
    return classes;
  }

  private static List<String> existing(Path base, List<String> folders) {
    return folders.stream().filter(folder -> Files.isDirectory(base.resolve(folder))).toList();
  }

  private static List<String> existing(Path base, List<String> roots, String... folders) {
    return roots.stream()
        .flatMap(
            root -> Stream.of(folders).map(folder -> root.isEmpty() ? folder : root + "/" + folder))
        .filter(folder -> Files.isDirectory(base.resolve(folder)))
        .toList();
  }
}
