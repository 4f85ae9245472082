package dev.breakeven.judge;

import com.puppycrawl.tools.checkstyle.Checker;
import com.puppycrawl.tools.checkstyle.ConfigurationLoader;
import com.puppycrawl.tools.checkstyle.PropertiesExpander;
import com.puppycrawl.tools.checkstyle.api.AuditEvent;
import com.puppycrawl.tools.checkstyle.api.AuditListener;
import com.puppycrawl.tools.checkstyle.api.CheckstyleException;
import dev.breakeven.judge.Verdict.Finding;
import dev.breakeven.task.Sha256;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Stream;

/// Runs Checkstyle.
///
/// Its arguments: the repository, the configuration file, and the source folders.
///
/// What Checkstyle finds in a file is remembered by its path, its content and the configuration, so
/// that only changed files cost time. This is right for checks that look at one file at a time, as
/// all of Checkstyle's checks of Java syntax do.
public final class StyleRun implements Function<List<String>, List<String>> {
  private static final int MOST = 10_000;

  private final Map<String, List<Finding>> known = new LinkedHashMap<>();

  /// Made by [CompileWorker], in a class loader of its own.
  public StyleRun() {}

  @Override
  public List<String> apply(List<String> arguments) {
    Path root = Path.of(arguments.get(0));
    Path config = Path.of(arguments.get(1));
    String rules = Sha256.of(config);
    Map<String, String> keys = new TreeMap<>();
    List<File> unknown = new ArrayList<>();
    for (Path source : sources(root, arguments.subList(2, arguments.size()))) {
      String path = root.relativize(source).toString();
      String key = rules + path + Sha256.of(source);
      keys.put(path, key);
      if (!known.containsKey(key)) {
        unknown.add(source.toFile());
      }
    }
    Listening listening = new Listening(root);
    check(config, unknown, listening);
    for (File file : unknown) {
      String path = root.relativize(file.toPath()).toString();
      known.put(
          keys.getOrDefault(path, path),
          listening.findings.stream().filter(finding -> finding.path().equals(path)).toList());
    }
    List<Finding> findings = new ArrayList<>();
    keys.values().forEach(key -> findings.addAll(known.getOrDefault(key, List.of())));
    forget(keys.size());
    int exitCode = findings.isEmpty() ? 0 : 1;
    return new ToolAnswer(exitCode, Map.of("findings", (long) findings.size()), findings).encoded();
  }

  private static void check(Path config, List<File> files, Listening listening) {
    Checker checker = new Checker();
    try {
      checker.setModuleClassLoader(StyleRun.class.getClassLoader());
      // A file that cannot be parsed is a finding like any other.
      checker.setHaltOnException(false);
      checker.configure(
          ConfigurationLoader.loadConfiguration(
              config.toString(), new PropertiesExpander(new Properties())));
      checker.addListener(listening);
      checker.process(files);
    } catch (CheckstyleException e) {
      throw new IllegalStateException("Checkstyle failed: " + e.getMessage(), e);
    } finally {
      checker.destroy();
    }
  }

  /// Forgets what was known longest, beyond the most that is kept and `atLeast`.
  private void forget(int atLeast) {
    Iterator<String> oldest = known.keySet().iterator();
    while (known.size() > Math.max(MOST, atLeast)) {
      oldest.next();
      oldest.remove();
    }
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
            .sorted()
            .forEach(sources::add);
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
