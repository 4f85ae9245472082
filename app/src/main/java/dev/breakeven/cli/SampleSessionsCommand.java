package dev.breakeven.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// Writes a history for the benchmarks of the audit.
@Command(
    name = "sample-sessions",
    hidden = true,
    description = "Write a made-up history of Claude Code, the same bytes each time.")
final class SampleSessionsCommand implements Callable<Integer> {
  @Parameters(index = "0", paramLabel = "FOLDER", description = "where to")
  private @Nullable Path folder;

  @Parameters(index = "1", paramLabel = "BYTES", description = "how much, at least")
  private long bytes;

  @Spec private @Nullable CommandSpec spec;

  @Override
  public Integer call() throws IOException {
    int sessions = SampleSessions.write(Objects.requireNonNull(folder), bytes);
    Objects.requireNonNull(spec).commandLine().getOut().println(sessions + " sessions");
    return 0;
  }
}
