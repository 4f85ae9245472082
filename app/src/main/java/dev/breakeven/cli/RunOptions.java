package dev.breakeven.cli;

import dev.breakeven.task.Environment;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// Options of the commands that run studies.
final class RunOptions {
  @Option(
      names = "--out",
      paramLabel = "DIR",
      description = "where the run's ledger and traces go; a run that is there is continued")
  private @Nullable Path out;

  @Option(
      names = "--branch",
      paramLabel = "DIR",
      description =
          "begin with the trials of the run in this folder that the changed study file still"
              + " counts")
  private @Nullable Path branch;

  @Mixin private EnvironmentOption environment = new EnvironmentOption();

  @Option(
      names = "--parallel",
      paramLabel = "N",
      defaultValue = "2",
      description = "how many trials run at once (default: ${DEFAULT-VALUE})")
  private int parallel = 2;

  @Option(
      names = "--only",
      paramLabel = "ARM/TASK",
      description = "run only these cells; * stands for all, as in */T3; may be given repeatedly")
  private List<String> only = new ArrayList<>();

  @Option(
      names = "--dry-run",
      description =
          "print the plan, the most it can cost, and what one rehearsed trial of each cell"
              + " forecasts")
  private boolean dryRun;

  @Option(
      names = "--sandbox",
      paramLabel = "KIND",
      defaultValue = "bubblewrap",
      description =
          "where agents' commands run: bubblewrap, or none, where they can do all that you can"
              + " (default: ${DEFAULT-VALUE})")
  private String sandbox = "bubblewrap";

  @Option(names = "--quiet", description = "say nothing until the results")
  private boolean quiet;

  Path out(Path standard) {
    return out == null ? standard : out;
  }

  /// The folder of the run to branch from, if one is given.
  Optional<Path> branch() {
    return Optional.ofNullable(branch);
  }

  boolean outGiven() {
    return out != null;
  }

  int parallel() {
    if (parallel < 1) {
      throw new UserError("expected --parallel of 1 or more, got " + parallel);
    }
    return parallel;
  }

  List<String> only() {
    return only;
  }

  boolean dryRun() {
    return dryRun;
  }

  Optional<Environment.Place> environment() {
    return environment.place();
  }

  SandboxKind sandbox() {
    return SandboxKind.of(sandbox);
  }

  boolean quiet() {
    return quiet;
  }
}
