package dev.breakeven.generate;

import dev.breakeven.judge.Verdict.CheckResult;
import dev.breakeven.judge.Verdict.Finding;
import dev.breakeven.task.Check;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// A Java project: the compiler, Checkstyle with the few rules that faults are made for, and the
/// JUnit platform.
///
/// @param libraries coordinates of its jars
/// @param layout where it keeps what
/// @param dialect how its sources are compiled
/// @param rules those of Checkstyle that the untouched repository satisfies nearly everywhere
/// @param exceptions the files in which it does not satisfy one of them
/// @param added files that its build makes
record JavaProject(
    List<String> libraries,
    JavaLayout layout,
    Check.Dialect dialect,
    List<String> rules,
    List<Leniency> exceptions,
    Map<String, byte[]> added)
    implements Project {
  private static final String PROMPT = "t1.md";

  /// In seconds; where the base takes long, the judge waits longer.
  private static final int LIMIT = 600;

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
    rules = List.copyOf(rules);
    exceptions = List.copyOf(exceptions);
  }

  /// A project as it is found.
  ///
  /// @param encoding the character set of its sources
  static JavaProject of(
      List<String> libraries, JavaLayout layout, String encoding, Map<String, byte[]> added) {
    return new JavaProject(
        libraries,
        layout,
        new Check.Dialect("", encoding),
        List.copyOf(RULES.keySet()),
        List.of(),
        added);
  }

  @Override
  public String sources() {
    return layout.sources().getFirst();
  }

  @Override
  public String tests() {
    return layout.tests().getFirst();
  }

  @Override
  public String environment() {
    return "";
  }

  @Override
  public String checks() {
    List<String> compiled = new ArrayList<>(written());
    compiled.addAll(layout.generated());
    Check.Launch launch = layout.started().launch();
    return """
    - kind: javac
      sources: %s
      libraries: %s
      encoding: %s%s
    - kind: checkstyle
      config: checkstyle.xml
      sources: %s
      libraries: %s
    - kind: junit
      resources: %s
      limit: %d%s
    """
        .formatted(
            PackText.list(compiled),
            PackText.list(libraries),
            dialect.encoding(),
            dialect.level().isEmpty() ? "" : "\n  level: " + dialect.level(),
            PackText.list(written()),
            PackText.list(CHECKSTYLE),
            PackText.list(layout.resources()),
            LIMIT,
            key("folder", launch.folder().isEmpty() ? "" : PackText.quoted(launch.folder()))
                + key("options", listed(launch.options()))
                + key("without", listed(launch.without())));
  }

  private static String key(String name, String value) {
    return value.isEmpty() ? "" : "\n  " + name + ": " + value;
  }

  private static String listed(List<String> texts) {
    return texts.isEmpty() ? "" : PackText.list(texts);
  }

  /// Folders of sources that people write.
  private List<String> written() {
    return Stream.concat(layout.sources().stream(), layout.tests().stream()).distinct().toList();
  }

  @Override
  public List<String> allowed() {
    return written().stream().map(folder -> folder + "/**.java").toList();
  }

  @Override
  public List<String> ignored() {
    return List.of("target/**", "**/target/**", "build/**");
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
          <property name="charset" value="%s"/>
          <property name="severity" value="error"/>
        %s  <module name="TreeWalker">
        %s  </module>
        </module>
        """
            .formatted(
                dialect.encoding(),
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
  public Lenient lenient(List<CheckResult> results) {
    return new JavaLeniency(this).of(results);
  }

  /// The same project where Checkstyle does not ask for what some files do not satisfy.
  JavaProject overlooking(List<Finding> findings) {
    List<Leniency> broken =
        Stream.concat(
                exceptions.stream(),
                findings.stream().map(found -> new Leniency(found.rule(), found.path())))
            .distinct()
            .sorted(Comparator.comparing(Leniency::rule).thenComparing(Leniency::path))
            .toList();
    List<String> kept =
        rules.stream()
            .filter(rule -> broken.stream().filter(one -> one.rule().equals(rule)).count() <= MOST)
            .toList();
    return new JavaProject(
        libraries,
        layout,
        dialect,
        kept,
        broken.stream().filter(one -> kept.contains(one.rule())).toList(),
        added);
  }

  /// The same project in another dialect.
  JavaProject in(Check.Dialect other) {
    return new JavaProject(libraries, layout, other, rules, exceptions, added);
  }

  /// The same project without some of its tests.
  JavaProject without(List<String> tests) {
    Check.Launch launch = layout.started().launch();
    List<String> without =
        Stream.concat(launch.without().stream(), tests.stream()).distinct().toList();
    JavaLayout other =
        new JavaLayout(
            layout.sources(),
            layout.tests(),
            layout.generated(),
            layout.resources(),
            layout.level(),
            new JavaLayout.Started(
                layout.started().encoding(),
                new Check.Launch(launch.folder(), launch.options(), without)));
    return new JavaProject(libraries, other, dialect, rules, exceptions, added);
  }

  @Override
  public String prompt() {
    return """
    This Java project is broken in many places: there are compile errors, findings of Checkstyle, and
    test classes that fail as soon as they are loaded. Its code is under %s, its tests
    are under %s.

    Mend all that is broken, so that it behaves as it did before.

    Rules:
    - Edit only Java files in those folders.
    - Delete no test, disable no test, and leave no test without its statements.
    - Silence nothing: no `@SuppressWarnings`, no comment that turns a tool off.

    `${verify}` compiles everything, runs Checkstyle and then the tests, and prints one line of JSON.
    Its exit code is 0 only when all is well. The tests run only once everything compiles, and of
    long lists only the first findings are shown; run it again after each round of repairs.
    """
        .formatted(folders(layout.sources()), folders(layout.tests()));
  }

  @Override
  public List<Move> moves(Path base) {
    return JavaMoves.in(base, sources(), tests());
  }

  private static String folders(List<String> folders) {
    return folders.stream().map(folder -> "`" + folder + "`").collect(Collectors.joining(" and "));
  }
}
