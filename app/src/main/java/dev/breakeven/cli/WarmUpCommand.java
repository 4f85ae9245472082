package dev.breakeven.cli;

import dev.breakeven.catalog.Catalog;
import dev.breakeven.store.SqlLedger;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/// Touches what a start needs, once, while the JVM records it for one of the launcher's archives.
@Command(name = "warm-up", hidden = true)
final class WarmUpCommand implements Runnable {
  /// Bytes of sessions: enough for the JVM to learn what is hot.
  private static final long SAMPLE = 40_000_000;

  @Option(names = "--audit", description = "what an audit needs; else what most commands do")
  private boolean audit;

  @Override
  public void run() {
    try {
      if (audit) {
        audit();
      } else {
        most();
      }
    } catch (IOException e) {
      throw new UserError("cannot warm up: " + e, e);
    }
  }

  private static void most() throws IOException {
    var path = Path.of("examples/four-arms.yaml");
    StudyFile.read(path, Files.readString(Home.folder().resolve(path)));
    var file = Files.createTempFile("breakeven", ".db");
    SqlLedger.open(file).close();
    Files.delete(file);
    Catalog.bundled();
    CommandLines.standard().getUsageMessage(CommandLine.Help.Ansi.OFF);
  }

  /// Reads sessions as an audit does; their output goes nowhere.
  private static void audit() throws IOException {
    var folder = Files.createTempDirectory("breakeven");
    SampleSessions.write(folder, SAMPLE);
    CommandLines.named("audit")
        .setOut(new PrintWriter(Writer.nullWriter()))
        .execute("audit", "--json", folder.toString());
    try (var files = Files.walk(folder)) {
      for (Path path : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(path);
      }
    }
  }
}
