package dev.breakeven.cli;

import dev.breakeven.audit.DayRange;
import dev.breakeven.importer.Contents;
import dev.breakeven.report.audit.FirstScreen;
import dev.breakeven.report.audit.TerminalPicture;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneOffset;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/// Draws what an audit of the sample sessions says first, for the front page.
@Command(
    name = "picture",
    hidden = true,
    description = "Draw the first screen of an audit of made-up sessions as SVG.")
final class PictureCommand implements Callable<Integer> {
  private static final long BYTES = 4_000_000;
  private static final int WIDTH = 80;

  @Parameters(index = "0", paramLabel = "FILE", description = "where to")
  private @Nullable Path file;

  @Override
  public Integer call() throws IOException {
    Path folder = Files.createTempDirectory("breakeven-picture");
    try {
      Files.writeString(Objects.requireNonNull(file), svg(folder), StandardCharsets.UTF_8);
    } finally {
      remove(folder);
    }
    return 0;
  }

  /// The picture, of sessions that are written to `folder`.
  static String svg(Path folder) throws IOException {
    SampleSessions.write(folder, BYTES);
    var audit = new Audit(new DayRange(null, null, ZoneOffset.UTC), "", false, Optional.empty());
    audit.read(Logs.in(List.of(folder), Optional.empty(), Contents.MEASURED));
    var screen = new FirstScreen(audit.period(), row -> row.about().title(), ZoneOffset.UTC, WIDTH);
    return new TerminalPicture("breakeven audit", screen.text(""), WIDTH).svg();
  }

  private static void remove(Path folder) throws IOException {
    try (var files = Files.walk(folder)) {
      for (Path path : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(path);
      }
    }
  }
}
