package dev.breakeven.generate;

import dev.breakeven.task.FileTree;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Collects what a Maven build made that the repository does not hold: sources, and resources that
/// it filtered or made.
final class GeneratedFiles {
  private static final Pattern PACKAGE =
      Pattern.compile("^\\s*package\\s+([\\w.]+)\\s*;", Pattern.MULTILINE);
  private static final String RESOURCES = "target/generated-resources/breakeven";

  private final Path base;
  private final Path built;
  private final Map<String, byte[]> files = new TreeMap<>();
  private final Set<String> sourceRoots = new LinkedHashSet<>();
  private final Set<String> resourceRoots = new LinkedHashSet<>();

  /// @param base the repository as it is
  /// @param built the copy in which Maven built it
  GeneratedFiles(Path base, Path built) {
    this.base = base;
    this.built = built;
  }

  /// Collects those of one module.
  void collect(String module, EffectivePom.Module facts) {
    try {
      sources(built.resolve(module).resolve("target"));
      resources(module, facts);
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  Map<String, byte[]> files() {
    return files;
  }

  List<String> sourceRoots() {
    return List.copyOf(sourceRoots);
  }

  List<String> resourceRoots() {
    return List.copyOf(resourceRoots);
  }

  private void sources(Path target) throws IOException {
    for (String kind : List.of("generated-sources", "generated-test-sources")) {
      Path folder = target.resolve(kind);
      if (!Files.isDirectory(folder)) {
        continue;
      }
      for (String path : FileTree.files(folder)) {
        Path file = folder.resolve(path);
        if (path.endsWith(".java") && !path.endsWith("module-info.java")) {
          sourceRoots.add(built.relativize(root(file)).toString());
          files.put(built.relativize(file).toString(), Files.readAllBytes(file));
        }
      }
    }
  }

  /// The folder in which the package of a source begins.
  private static Path root(Path file) {
    Matcher named = PACKAGE.matcher(Texts.read(file));
    int up = named.find() ? named.group(1).split("\\.").length : 0;
    Path root = file.resolveSibling("").normalize();
    for (int i = 0; i < up; i++) {
      root = root.resolveSibling("").normalize();
    }
    return root;
  }

  private void resources(String module, EffectivePom.Module facts) throws IOException {
    for (String made : List.of("classes", "test-classes")) {
      Path folder = built.resolve(module).resolve("target").resolve(made);
      if (!Files.isDirectory(folder)) {
        continue;
      }
      for (String path : FileTree.files(folder)) {
        byte[] content = Files.readAllBytes(folder.resolve(path));
        if (!path.endsWith(".class") && !held(facts, path, content)) {
          String root = module.isEmpty() ? RESOURCES : module + "/" + RESOURCES;
          resourceRoots.add(root);
          files.put(root + "/" + path, content);
        }
      }
    }
  }

  private boolean held(EffectivePom.Module facts, String path, byte[] content) throws IOException {
    for (String resources : facts.resources()) {
      Path file = base.resolve(resources).resolve(path);
      if (Files.isRegularFile(file) && Arrays.equals(Files.readAllBytes(file), content)) {
        return true;
      }
    }
    return false;
  }
}
