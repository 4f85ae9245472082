package dev.breakeven.generate;

import dev.breakeven.task.FileTree;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The modules that the poms of a repository name.
final class MavenModules {
  private static final Pattern MODULE = Pattern.compile("<module>\\s*([^<]+?)\\s*</module>");
  private static final String POM = "pom.xml";

  private MavenModules() {}

  /// The folders of all modules, the root being the empty text, parents first.
  static List<String> in(Path base) {
    List<String> folders = new ArrayList<>();
    collect(base, "", folders);
    return folders;
  }

  private static void collect(Path base, String folder, List<String> folders) {
    Path pom = base.resolve(folder).resolve(POM);
    if (folders.contains(folder) || !Files.isRegularFile(pom)) {
      return;
    }
    folders.add(folder);
    String text = Texts.read(pom).replaceAll("(?s)<!--.*?-->", "");
    Matcher module = MODULE.matcher(text);
    while (module.find()) {
      String name = module.group(1).replaceFirst("/?pom\\.xml$", "");
      Path inner = base.resolve(folder).resolve(name).normalize();
      if (inner.startsWith(base)) {
        collect(base, base.relativize(inner).toString(), folders);
      }
    }
  }

  /// The module with most Java files of tests, and of these the one with most of the program.
  static String chief(Path base, List<String> modules) {
    return modules.stream()
        .max(
            Comparator.comparingLong((String module) -> javaFiles(base, module, "test"))
                .thenComparingLong(module -> javaFiles(base, module, "main"))
                .thenComparing(Comparator.reverseOrder()))
        .orElse("");
  }

  private static long javaFiles(Path base, String module, String part) {
    Path folder = base.resolve(module).resolve("src").resolve(part);
    return Files.isDirectory(folder)
        ? FileTree.files(folder).stream().filter(file -> file.endsWith(".java")).count()
        : 0;
  }
}
