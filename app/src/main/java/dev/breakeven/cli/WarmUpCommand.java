package dev.breakeven.cli;

import dev.breakeven.catalog.Catalog;
import dev.breakeven.store.SqlLedger;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/// Touches what most starts need, once, while the JVM records it for the launcher's archive.
@Command(name = "warm-up", hidden = true)
final class WarmUpCommand implements Runnable {
  @Override
  public void run() {
    var path = Path.of("examples/four-arms.yaml");
    try {
      StudyFile.read(path, Files.readString(Home.folder().resolve(path)));
      var file = Files.createTempFile("breakeven", ".db");
      SqlLedger.open(file).close();
      Files.delete(file);
    } catch (IOException e) {
      throw new UserError("cannot warm up: " + e, e);
    }
    Catalog.bundled();
    CommandLines.standard().getUsageMessage(CommandLine.Help.Ansi.OFF);
  }
}
