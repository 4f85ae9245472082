package dev.breakeven.generate;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.xml.sax.SAXException;

/// What `mvn help:effective-pom` says of the modules of a build.
final class EffectivePom {
  /// Options that hand work to an agent of another tool, or that Maven has not worked out.
  private static final List<String> FOREIGN = List.of("-javaagent", "${", "@{");

  private EffectivePom() {}

  /// One module.
  ///
  /// @param sources its folder of sources, relative to the repository
  /// @param tests its folder of tests, relative to the repository
  /// @param resources folders of resources, relative to the repository
  /// @param level the release of the language that its compiler is asked for; empty if none
  /// @param encoding the character set of its sources; empty if it says none
  /// @param surefire how its tests are run
  record Module(
      String sources,
      String tests,
      List<String> resources,
      String level,
      String encoding,
      Surefire surefire) {
    /// Takes an immutable copy.
    Module {
      resources = List.copyOf(resources);
    }
  }

  /// How the tests of a module are run.
  ///
  /// @param options for the Java virtual machine
  /// @param excludes globs of class or source files that are no tests
  record Surefire(List<String> options, List<String> excludes) {
    /// Takes immutable copies.
    Surefire {
      options = List.copyOf(options);
      excludes = List.copyOf(excludes);
    }
  }

  /// Reads the answer.
  ///
  /// @param root where Maven ran; paths are made relative to it
  /// @return the modules by folder
  static Map<String, Module> read(Path file, Path root) {
    Map<String, Module> modules = new LinkedHashMap<>();
    try {
      DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
      factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
      Element top = factory.newDocumentBuilder().parse(file.toFile()).getDocumentElement();
      List<Element> projects =
          top.getTagName().equals("project") ? List.of(top) : children(top, "project");
      for (Element project : projects) {
        Optional<Element> build = child(project, "build");
        if (build.isPresent()) {
          Path folder = Path.of(text(build.get(), "directory")).resolveSibling("").normalize();
          modules.put(root.relativize(folder).toString(), module(project, build.get(), root));
        }
      }
    } catch (IOException | SAXException | ParserConfigurationException e) {
      throw new IllegalArgumentException("cannot read what mvn help:effective-pom said: " + e, e);
    }
    return modules;
  }

  private static Module module(Element project, Element build, Path root) {
    Optional<Element> properties = child(project, "properties");
    Optional<Element> compiler = configuration(build, "maven-compiler-plugin");
    String level =
        Stream.of("release", "source")
            .map(name ->
                first(
                    compiler.map(found -> text(found, name)).orElse(""),
                    properties.map(found -> text(found, "maven.compiler." + name)).orElse("")))
            .filter(found -> found.matches("(1\\.)?\\d+"))
            .map(found -> found.replaceFirst("^1\\.", ""))
            .findFirst()
            .orElse("");
    String encoding =
        first(
            compiler.map(found -> text(found, "encoding")).orElse(""),
            properties.map(found -> text(found, "project.build.sourceEncoding")).orElse(""));
    List<String> resources = new ArrayList<>();
    for (String kind : List.of("testResource", "resource")) {
      child(build, kind + "s").stream()
          .flatMap(all -> children(all, kind).stream())
          .map(resource -> relative(root, text(resource, "directory")))
          .forEach(resources::add);
    }
    return new Module(
        relative(root, text(build, "sourceDirectory")),
        relative(root, text(build, "testSourceDirectory")),
        resources,
        level,
        encoding,
        surefire(build));
  }

  private static Surefire surefire(Element build) {
    Optional<Element> found = configuration(build, "maven-surefire-plugin");
    if (found.isEmpty()) {
      return new Surefire(List.of(), List.of());
    }
    Element configuration = found.get();
    List<String> options = new ArrayList<>();
    for (String option : text(configuration, "argLine").strip().split("\\s+")) {
      if (option.startsWith("-") || (!options.isEmpty() && !option.isEmpty())) {
        options.add(option);
      }
    }
    options.removeIf(option -> FOREIGN.stream().anyMatch(option::contains));
    for (String kind : List.of("systemPropertyVariables", "systemProperties")) {
      child(configuration, kind).stream()
          .flatMap(all -> elements(all).stream())
          .filter(one -> elements(one).isEmpty())
          .map(one -> "-D" + one.getTagName() + "=" + one.getTextContent().strip())
          .filter(one -> FOREIGN.stream().noneMatch(one::contains) && !one.contains("/target/"))
          .forEach(options::add);
    }
    List<String> excludes =
        child(configuration, "excludes").stream()
            .flatMap(all -> elements(all).stream())
            .map(one -> one.getTextContent().strip())
            .filter(one -> !one.isEmpty())
            .toList();
    return new Surefire(options, excludes);
  }

  private static Optional<Element> configuration(Element build, String artifact) {
    return child(build, "plugins").stream()
        .flatMap(all -> children(all, "plugin").stream())
        .filter(plugin -> text(plugin, "artifactId").equals(artifact))
        .findFirst()
        .flatMap(plugin -> child(plugin, "configuration"));
  }

  private static String relative(Path root, String folder) {
    Path path = Path.of(folder).normalize();
    return path.startsWith(root) ? root.relativize(path).toString() : folder;
  }

  private static String first(String one, String other) {
    return one.isEmpty() ? other : one;
  }

  private static String text(Element element, String name) {
    return child(element, name).map(found -> found.getTextContent().strip()).orElse("");
  }

  private static Optional<Element> child(Element element, String name) {
    return children(element, name).stream().findFirst();
  }

  private static List<Element> children(Element element, String name) {
    return elements(element).stream().filter(one -> one.getTagName().equals(name)).toList();
  }

  private static List<Element> elements(Element element) {
    var nodes = element.getChildNodes();
    return IntStream.range(0, nodes.getLength())
        .mapToObj(nodes::item)
        .filter(node -> node.getNodeType() == Node.ELEMENT_NODE)
        .map(Element.class::cast)
        .toList();
  }
}
