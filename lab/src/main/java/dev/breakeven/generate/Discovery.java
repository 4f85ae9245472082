package dev.breakeven.generate;

import dev.breakeven.task.FileTree;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Finds out what a repository is, and tells every guess with the option that changes it.
final class Discovery {
  private static final String POM = "pom.xml";
  private static final String LATIN = "ISO-8859-1";

  private final PackRequest wish;
  private final Machine machine;
  private final Progress progress;

  Discovery(PackRequest wish, Machine machine, Progress progress) {
    this.wish = wish;
    this.machine = machine;
    this.progress = progress;
  }

  /// The project in a checkout.
  ///
  /// @param draft where its jars go
  /// @throws IllegalArgumentException if it is none that can be judged
  Project project(Path base, PackDraft draft, RepositoryOrigin origin) throws InterruptedException {
    boolean maven = Files.isRegularFile(base.resolve(POM));
    boolean java = !JavaLayout.plain(base, wish.layout()).sources().isEmpty() && isJava(base);
    if (maven || java) {
      return java(base, draft, maven && wish.libraries().isEmpty());
    }
    if (!isPython(base)) {
      throw new IllegalArgumentException(
          "expected Java sources under src/main/java, a pom.xml, or Python with a pyproject.toml,"
              + " setup.cfg or setup.py, found none in "
              + wish.repository()
              + "; name its folders with --sources and --tests");
    }
    return python(base, origin);
  }

  private boolean isJava(Path base) {
    return wish.layout().sources().isEmpty()
        || wish.layout().sources().stream()
            .map(base::resolve)
            .filter(Files::isDirectory)
            .flatMap(folder -> FileTree.files(folder).stream())
            .anyMatch(file -> file.endsWith(".java"));
  }

  private boolean isPython(Path base) {
    return List.of("pyproject.toml", "setup.cfg", "setup.py", "tox.ini").stream()
            .anyMatch(file -> Files.isRegularFile(base.resolve(file)))
        || !wish.layout().sources().isEmpty();
  }

  private Project python(Path base, RepositoryOrigin origin) {
    PythonProject python = PythonProject.in(base, wish.environment(), wish.layout(), origin.tag());
    PythonLayout layout = python.layout();
    progress.say(
        "Python: sources %s (--sources), tests %s (--tests), tools from %s (--environment)."
            .formatted(listed(layout.sources()), listed(layout.tests()), wish.environment()));
    if (layout.tests().isEmpty()) {
      throw new IllegalArgumentException(
          "expected tests in a folder tests, test or testing, found none; name theirs with --tests."
              + " A pack without tests could not tell good work from bad");
    }
    if (!python.added().isEmpty()) {
      progress.say(
          "What installing it would write is put beside it, in the pack's folder added: "
              + String.join(", ", python.added().keySet())
              + ".");
    }
    return python;
  }

  private Project java(Path base, PackDraft draft, boolean asked) throws InterruptedException {
    List<String> chosen = modules(base);
    JavaLayout layout = JavaLayout.plain(base, wish.layout());
    Map<String, byte[]> added = Map.of();
    List<String> named = wish.libraries();
    if (asked) {
      MavenBuild build = MavenBuild.of(base, chosen, progress);
      layout = JavaLayout.of(base, build, wish.layout());
      added = build.generated();
      named = build.jars().stream().map(Path::toString).toList();
    }
    tell(layout);
    List<String> jars = Libraries.collect(machine, named, draft.folder().resolve("jars"), progress);
    progress.say("%d libraries are put beside the pack (--libraries).".formatted(jars.size()));
    if (!added.isEmpty()) {
      progress.say(
          "%d files that the build makes are put beside it, in the pack's folder added."
              .formatted(added.size()));
    }
    if (jars.stream().noneMatch(jar -> jar.contains(":junit-platform-launcher:"))) {
      throw new IllegalArgumentException(
          "expected JUnit or TestNG among its libraries, found neither: no test of it would run."
              + (Files.isRegularFile(base.resolve(POM))
                  ? " Name its jars with --libraries, or another module with --modules"
                  : " It has no pom.xml to ask; name its jars with --libraries"));
    }
    return JavaProject.of(jars, layout, encoding(base, layout), added);
  }

  /// What the build says, or else what can be read.
  private String encoding(Path base, JavaLayout layout) {
    String said = layout.started().encoding();
    if (!said.equals("UTF-8")) {
      return said;
    }
    boolean foreign =
        Stream.concat(layout.sources().stream(), layout.tests().stream())
            .flatMap(folder ->
                FileTree.files(base.resolve(folder)).stream()
                    .map(file -> base.resolve(folder).resolve(file)))
            .filter(file -> file.toString().endsWith(".java"))
            .anyMatch(file -> !Texts.isUtf8(file));
    if (foreign) {
      progress.say("Some sources are no UTF-8, so all are read as " + LATIN + ".");
    }
    return foreign ? LATIN : said;
  }

  /// The modules to make a pack of: those named, or the root, or the one with most tests.
  private List<String> modules(Path base) {
    List<String> all = MavenModules.in(base);
    List<String> named =
        wish.layout().modules().stream().map(name -> name.equals(".") ? "" : name).toList();
    for (String module : named) {
      if (!all.contains(module)) {
        throw new IllegalArgumentException(
            "expected a module of the build with --modules, got %s; it has %s"
                .formatted(module, shown(all)));
      }
    }
    if (!named.isEmpty()) {
      return named;
    }
    if (all.size() < 2) {
      return List.of("");
    }
    String chief = MavenModules.chief(base, all);
    progress.say(
        "Of %d modules the pack is made of %s, which has most tests (--modules names others: %s)."
            .formatted(all.size(), chief.isEmpty() ? "the root" : chief, shown(all)));
    return List.of(chief);
  }

  private static String shown(List<String> modules) {
    return modules.stream()
        .map(module -> module.isEmpty() ? "." : module)
        .collect(Collectors.joining(", "));
  }

  private void tell(JavaLayout layout) {
    progress.say(
        "Java: sources %s (--sources), tests %s (--tests)."
            .formatted(listed(layout.sources()), listed(layout.tests())));
    if (layout.sources().isEmpty() || layout.tests().isEmpty()) {
      throw new IllegalArgumentException(
          "expected folders of sources and of tests, found sources %s and tests %s; name them with --sources and --tests, or the module that has them with --modules"
              .formatted(layout.sources(), layout.tests()));
    }
    List<String> options = layout.started().launch().options();
    if (!options.isEmpty()) {
      progress.say("Its tests start with " + String.join(" ", options) + ", as its build says.");
    }
    List<String> without = layout.started().launch().without();
    if (!without.isEmpty()) {
      progress.say(
          LeftOutTests.said(without, "its build leaves them out, or --without names them"));
    }
  }

  private static String listed(List<String> folders) {
    return folders.isEmpty() ? "none" : String.join(", ", folders);
  }
}
