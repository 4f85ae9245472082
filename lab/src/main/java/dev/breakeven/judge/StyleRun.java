package dev.breakeven.judge;

import com.puppycrawl.tools.checkstyle.Checker;
import com.puppycrawl.tools.checkstyle.ConfigurationLoader;
import com.puppycrawl.tools.checkstyle.PropertiesExpander;
import com.puppycrawl.tools.checkstyle.api.AuditEvent;
import com.puppycrawl.tools.checkstyle.api.AuditListener;
import com.puppycrawl.tools.checkstyle.api.CheckstyleException;
import dev.breakeven.judge.Verdict.Finding;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.function.Function;
import java.util.stream.Stream;

/// Runs Checkstyle.
///
/// Its arguments: the repository, the configuration file, and the source folders.
public final class StyleRun implements Function<List<String>, List<String>> {
  /// Made by [CompileWorker], in a class loader of its own.
  public StyleRun() {}

  @Override
  public List<String> apply(List<String> arguments) {
    Path root = Path.of(arguments.get(0));
    Checker checker = new Checker();
    Listening listening = new Listening(root);
    try {
      checker.setModuleClassLoader(StyleRun.class.getClassLoader());
      // A file that cannot be parsed is a finding like any other.
      checker.setHaltOnException(false);
      checker.configure(
          ConfigurationLoader.loadConfiguration(
              arguments.get(1), new PropertiesExpander(new Properties())));
      checker.addListener(listening);
      checker.process(sources(root, arguments.subList(2, arguments.size())));
    } catch (CheckstyleException e) {
      throw new IllegalStateException("Checkstyle failed: " + e.getMessage(), e);
    } finally {
      checker.destroy();
    }
    List<Finding> findings = listening.findings;
    int exitCode = findings.isEmpty() ? 0 : 1;
    return new ToolAnswer(exitCode, Map.of("findings", (long) findings.size()), findings).encoded();
  }

  private static List<java.io.File> sources(Path root, List<String> folders) {
    List<java.io.File> sources = new ArrayList<>();
    for (String folder : folders) {
      try (Stream<Path> files = Files.walk(root.resolve(folder))) {
        files
            .filter(file -> file.toString().endsWith(".java"))
            .sorted()
            .forEach(file -> sources.add(file.toFile()));
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
    return sources;
  }

  private static final class Listening implements AuditListener {
    private final List<Finding> findings = new ArrayList<>();
    private final Path root;

    private Listening(Path root) {
      this.root = root;
    }

    @Override
    public void addError(AuditEvent event) {
      if (event.getSourceName().equals(Checker.class.getName())) {
        add(event, 0, "unreadable", "cannot be parsed");
      } else {
        String rule = event.getSourceName().replaceFirst("^.*\\.", "").replaceFirst("Check$", "");
        add(event, event.getLine(), rule, event.getMessage().replaceAll("\\s+", " "));
      }
    }

    @Override
    public void addException(AuditEvent event, Throwable cause) {
      add(event, 0, "unreadable", "cannot be read");
    }

    private void add(AuditEvent event, int line, String rule, String message) {
      String path = root.relativize(Path.of(event.getFileName())).toString();
      findings.add(new Finding(path, line, rule, message));
    }

    @Override
    public void auditStarted(AuditEvent event) {}

    @Override
    public void auditFinished(AuditEvent event) {}

    @Override
    public void fileStarted(AuditEvent event) {}

    @Override
    public void fileFinished(AuditEvent event) {}
  }
}
