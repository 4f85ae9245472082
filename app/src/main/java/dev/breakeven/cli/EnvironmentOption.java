package dev.breakeven.cli;

import dev.breakeven.task.Environment;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/// Where a pack's tools are, if not where it says.
final class EnvironmentOption {
  @Option(
      names = "--environment",
      paramLabel = "PLACE",
      description =
          "where the pack's tools are: host, venv:FOLDER, or root:FOLDER with a system unpacked in"
              + " it; left out: where the pack says")
  private @Nullable String place;

  Optional<Environment.Place> place() {
    try {
      return Optional.ofNullable(place).map(Environment.Place::parse);
    } catch (IllegalArgumentException e) {
      throw new UserError(String.valueOf(e.getMessage()), e);
    }
  }
}
