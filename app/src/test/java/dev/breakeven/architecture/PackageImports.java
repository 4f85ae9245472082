package dev.breakeven.architecture;

import java.io.IOException;
import java.lang.classfile.ClassFile;
import java.lang.classfile.constantpool.ClassEntry;
import java.lang.classfile.constantpool.Utf8Entry;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;

/// Which of our packages each of our packages refers to, read from class files: signatures, field
/// types and annotations included.
final class PackageImports {
  private static final String ROOT = "dev/breakeven/";

  /// The one library that is compiled with the project.
  private static final String LIBRARY = "picocli";

  private static final Pattern OURS = Pattern.compile("dev/breakeven/((?:[a-z]\\w*/)*)[A-Z]");

  private PackageImports() {}

  /// Packages by name below `dev.breakeven`, each with the other packages it refers to.
  static Map<String, Set<String>> of(Path... modules) throws IOException {
    var graph = new TreeMap<String, Set<String>>();
    for (var module : modules) {
      var classes = module.resolve("target/classes");
      if (Files.isDirectory(classes)) {
        try (var files = Files.walk(classes)) {
          for (var file : files.filter(f -> f.toString().endsWith(".class")).toList()) {
            if (!file.startsWith(classes.resolve(LIBRARY))) {
              add(graph, file);
            }
          }
        }
      }
    }
    return graph;
  }

  private static void add(Map<String, Set<String>> graph, Path file) throws IOException {
    var model = ClassFile.of().parse(file);
    var from = name(model.thisClass().asInternalName());
    var targets = graph.computeIfAbsent(from, _ -> new TreeSet<>());
    for (var entry : model.constantPool()) {
      var text =
          switch (entry) {
            case ClassEntry type -> type.asInternalName();
            case Utf8Entry utf8 -> utf8.stringValue();
            default -> "";
          };
      OURS.matcher(text)
          .results()
          .map(found -> dotted(found.group(1)))
          .filter(to -> !to.equals(from))
          .forEach(targets::add);
    }
  }

  private static String name(String internalName) {
    return dotted(internalName.substring(ROOT.length(), internalName.lastIndexOf('/') + 1));
  }

  private static String dotted(String folder) {
    return folder.isEmpty() ? "" : folder.substring(0, folder.length() - 1).replace('/', '.');
  }
}
