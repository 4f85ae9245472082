package dev.breakeven.judge;

import dev.breakeven.judge.Verdict.Finding;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Stream;
import javax.tools.Diagnostic;
import javax.tools.DiagnosticCollector;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;

/// Compiles Java sources, warnings of the lint categories being errors.
///
/// Its arguments: the repository, the folder for classes, the class path, the lint categories after
/// `-Xlint:`, the character set, the level of the language or nothing, and the source folders.
///
/// Program and tests are compiled together into one folder that stands on a class path. A
/// `module-info.java` has no meaning there, and a test's would contradict the program's: it is left
/// out.
final class Compilation implements Function<List<String>, List<String>> {
  private static final String MOST = "10000";

  private final JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();

  @Override
  public List<String> apply(List<String> arguments) {
    Path root = Path.of(arguments.get(0));
    List<Path> sources = sources(root, arguments.subList(6, arguments.size()));
    if (sources.isEmpty()) {
      Finding none = new Finding("", 0, "no-sources", "there is no source file");
      return new ToolAnswer(1, Map.of("errors", 1L, "warnings", 0L), List.of(none)).encoded();
    }
    List<String> options = new ArrayList<>();
    options.addAll(List.of("-d", arguments.get(1), "-cp", arguments.get(2)));
    options.addAll(List.of("-Xlint:" + arguments.get(3), "-Xlint:-options", "-proc:none"));
    // Warnings about class files of libraries belong to no category and cannot be turned off.
    if (!arguments.get(3).equals("none")) {
      options.add("-Werror");
    }
    String level = arguments.get(5);
    if (!level.isEmpty()) {
      options.addAll(List.of("-source", level, "-target", level));
    }
    // Errors of all phases show in one run.
    options.addAll(List.of("--should-stop=ifError=FLOW", "-Xmaxerrs", MOST, "-Xmaxwarns", MOST));
    DiagnosticCollector<JavaFileObject> diagnostics = new DiagnosticCollector<>();
    try (StandardJavaFileManager files =
        compiler.getStandardFileManager(
            diagnostics, Locale.ENGLISH, Charset.forName(arguments.get(4)))) {
      boolean compiled =
          compiler
              .getTask(
                  null,
                  files,
                  diagnostics,
                  options,
                  null,
                  files.getJavaFileObjectsFromPaths(sources))
              .call();
      return answer(root, compiled, diagnostics).encoded();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static ToolAnswer answer(
      Path root, boolean compiled, DiagnosticCollector<JavaFileObject> diagnostics) {
    List<Finding> findings = new ArrayList<>();
    long errors = 0;
    long warnings = 0;
    for (Diagnostic<? extends JavaFileObject> diagnostic : diagnostics.getDiagnostics()) {
      JavaFileObject file = diagnostic.getSource();
      // Notes, and the remark that warnings are errors, stand beside what they speak of.
      if (diagnostic.getKind() == Diagnostic.Kind.NOTE
          || file == null
          || diagnostic.getCode().equals("compiler.err.warnings.and.werror")) {
        continue;
      }
      if (diagnostic.getKind() == Diagnostic.Kind.ERROR) {
        errors++;
      } else {
        warnings++;
      }
      findings.add(
          new Finding(
              path(root, file),
              (int) Math.max(0, diagnostic.getLineNumber()),
              diagnostic.getCode().replaceFirst("^compiler\\.(err|warn)\\.", ""),
              diagnostic
                  .getMessage(Locale.ENGLISH)
                  .replaceAll("\\s+", " ")
                  .replace(root + "/", "")));
    }
    return new ToolAnswer(
        compiled ? 0 : 1, Map.of("errors", errors, "warnings", warnings), findings);
  }

  /// Where a file lies in the repository; nowhere if it is a class in a jar.
  private static String path(Path root, JavaFileObject file) {
    return file.toUri().getScheme().equals("file")
        ? root.relativize(Path.of(file.toUri())).toString()
        : "";
  }

  private static List<Path> sources(Path root, List<String> folders) {
    List<Path> sources = new ArrayList<>();
    for (String folder : folders) {
      if (!Files.isDirectory(root.resolve(folder))) {
        continue;
      }
      try (Stream<Path> files = Files.walk(root.resolve(folder))) {
        files
            .filter(file -> file.toString().endsWith(".java") && Files.isRegularFile(file))
            .filter(file -> !file.endsWith("module-info.java"))
            .sorted()
            .forEach(sources::add);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
    return sources;
  }
}
