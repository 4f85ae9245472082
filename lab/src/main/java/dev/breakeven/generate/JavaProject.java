package dev.breakeven.generate;

import dev.breakeven.judge.Verdict.Finding;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/// A Java project in Maven's layout: the compiler, Checkstyle with the few rules that faults are
/// made for, and JUnit.
///
/// @param libraries coordinates of its jars
/// @param folders of sources and tests that exist
/// @param resources folders of resources that exist
/// @param rules those of Checkstyle that the untouched repository satisfies nearly everywhere
/// @param exceptions the files in which it does not satisfy one of them
record JavaProject(
    List<String> libraries,
    List<String> folders,
    List<String> resources,
    List<String> rules,
    List<Leniency> exceptions)
    implements Project {
  private static final String MAIN = "src/main/java";
  private static final String TEST = "src/test/java";
  private static final String PROMPT = "t1.md";

  /// In how many files a rule may be broken before it is not asked for at all.
  private static final int MOST = 20;

  /// The kind of fault that each rule catches.
  private static final Map<String, String> RULES = new LinkedHashMap<>();

  /// The Checkstyle that comes with the program.
  private static final List<String> CHECKSTYLE =
      List.of(
          "com.puppycrawl.tools:checkstyle:14.2.0",
          "info.picocli:picocli:4.7.7",
          "org.antlr:antlr4-runtime:4.13.2",
          "commons-beanutils:commons-beanutils:1.11.0",
          "commons-collections:commons-collections:3.2.2",
          "commons-logging:commons-logging:1.4.0",
          "com.google.guava:guava:33.7.1-jre",
          "com.google.guava:failureaccess:1.0.3",
          "net.sf.saxon:Saxon-HE:12.9",
          "org.xmlresolver:xmlresolver:5.3.3",
          "org.reflections:reflections:0.10.2",
          "org.javassist:javassist:3.28.0-GA",
          "org.slf4j:slf4j-api:2.0.20");

  static {
    RULES.put("AvoidStarImport", "star-import");
    RULES.put("EmptyStatement", "empty-statement");
    RULES.put("ModifierOrder", "modifier-order");
    RULES.put("UnusedImports", "unused-import");
    RULES.put("UnusedLocalVariable", "unused-variable");
  }

  /// A file in which a rule is not asked for.
  record Leniency(String rule, String path) {}

  /// Takes immutable copies.
  JavaProject {
    libraries = List.copyOf(libraries);
    folders = List.copyOf(folders);
    resources = List.copyOf(resources);
    rules = List.copyOf(rules);
    exceptions = List.copyOf(exceptions);
  }

  /// Whether a repository is one.
  static boolean is(Path base) {
    return Files.isDirectory(base.resolve(MAIN));
  }

  /// Looks at a repository.
  static JavaProject in(Path base, List<String> libraries) {
    return new JavaProject(
        libraries,
        existing(base, MAIN, TEST),
        existing(base, "src/main/resources", "src/test/resources"),
        List.copyOf(RULES.keySet()),
        List.of());
  }

  private static List<String> existing(Path base, String... folders) {
    return List.of(folders).stream()
        .filter(folder -> Files.isDirectory(base.resolve(folder)))
        .toList();
  }

  @Override
  public String sources() {
    return MAIN;
  }

  @Override
  public String tests() {
    return TEST;
  }

  @Override
  public String environment() {
    return "";
  }

  @Override
  public String checks() {
    String checks =
        """
        - kind: javac
          sources: %s
          libraries: %s
        - kind: checkstyle
          config: checkstyle.xml
          sources: %s
          libraries: %s
        """
            .formatted(
                PackText.list(folders),
                PackText.list(libraries),
                PackText.list(folders),
                PackText.list(CHECKSTYLE));
    return tested()
        ? checks + "- kind: junit\n  resources: " + PackText.list(resources) + "\n  limit: 600\n"
        : checks;
  }

  /// Whether there are tests and what it takes to run them.
  private boolean tested() {
    return folders.contains(TEST)
        && libraries.stream().anyMatch(jar -> jar.contains(":junit-platform-launcher:"));
  }

  @Override
  public List<String> allowed() {
    return folders.stream().map(folder -> folder + "/**.java").toList();
  }

  @Override
  public List<String> ignored() {
    return List.of("target/**", "build/**");
  }

  @Override
  public List<String> tools() {
    return List.of("javac", "checkstyle", "junit");
  }

  @Override
  public boolean compiled() {
    return true;
  }

  @Override
  public Map<String, String> files() {
    String modules =
        rules.stream()
            .map(rule -> "    <module name=\"" + rule + "\"/>\n")
            .collect(Collectors.joining());
    String config =
        """
        <?xml version="1.0"?>
        <!DOCTYPE module PUBLIC "-//Checkstyle//DTD Checkstyle Configuration 1.3//EN"
            "https://checkstyle.org/dtds/configuration_1_3.dtd">
        <!-- Only rules that the untouched repository satisfies. -->
        <module name="Checker">
          <property name="charset" value="UTF-8"/>
          <property name="severity" value="error"/>
        %s  <module name="TreeWalker">
        %s  </module>
        </module>
        """
            .formatted(
                exceptions.stream().map(JavaProject::filter).collect(Collectors.joining()),
                modules);
    return Map.of("checkstyle.xml", config, PROMPT, prompt());
  }

  private static String filter(Leniency one) {
    return """
      <module name="SuppressionSingleFilter">
        <property name="checks" value="%s"/>
        <property name="files" value="%s$"/>
      </module>
    """
        .formatted(one.rule(), one.path().replace(".", "\\.").replace("/", "[/\\\\]"));
  }

  @Override
  public List<String> without() {
    List<String> kinds = new ArrayList<>();
    RULES.forEach((rule, kind) -> {
      if (!rules.contains(rule)) {
        kinds.add(kind);
      }
    });
    return kinds;
  }

  @Override
  public JavaProject lenient(List<Finding> findings) {
    List<Leniency> broken =
        findings.stream()
            .map(finding -> new Leniency(finding.rule(), finding.path()))
            .distinct()
            .sorted(Comparator.comparing(Leniency::rule).thenComparing(Leniency::path))
            .toList();
    List<String> kept =
        rules.stream()
            .filter(rule -> broken.stream().filter(one -> one.rule().equals(rule)).count() <= MOST)
            .toList();
    return new JavaProject(
        libraries,
        folders,
        resources,
        kept,
        broken.stream().filter(one -> kept.contains(one.rule())).toList());
  }

  @Override
  public String prompt() {
    return """
    This Java project is broken in many places: there are compile errors, findings of Checkstyle, and
    test classes that fail as soon as they are loaded. Its code is under `src/main/java`, its tests
    are under `src/test/java`.

    Mend all that is broken, so that it behaves as it did before.

    Rules:
    - Edit only Java files in those two folders.
    - Delete no test, disable no test, and leave no test without its statements.
    - Silence nothing: no `@SuppressWarnings`, no comment that turns a tool off.

    `${verify}` compiles everything, runs Checkstyle and then the tests, and prints one line of JSON.
    Its exit code is 0 only when all is well. The tests run only once everything compiles, and of
    long lists only the first findings are shown; run it again after each round of repairs.
    """;
  }

  @Override
  public List<Move> moves(Path base) {
    return JavaMoves.in(base, MAIN, TEST);
  }
}
