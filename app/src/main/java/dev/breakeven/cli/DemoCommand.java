package dev.breakeven.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/// Runs the study that comes with the program.
@Command(
    name = "demo",
    description = {
      "Rehearse examples/four-arms.yaml: four arms on three tasks of Apache Commons CLI, offline.",
      "Real tools and a real judge, models played by profiles. Takes about two minutes."
    },
    mixinStandardHelpOptions = true)
final class DemoCommand implements Callable<Integer> {
  @Mixin private RunOptions options = new RunOptions();

  @Spec private @Nullable CommandSpec spec;

  @Override
  public Integer call() throws IOException, InterruptedException {
    var out = Objects.requireNonNull(spec).commandLine().getOut();
    var path = Home.folder().resolve("examples/four-arms.yaml");
    var study = StudyFile.read(Path.of("examples/four-arms.yaml"), Files.readString(path));
    return new StudyRun(study, ModelChoice.rehearsed(study), options.out(fresh()), options, out)
        .toTheEnd();
  }

  /// The first of `demo-1`, `demo-2`, … that is free, so that each demo is a run of its own.
  private static Path fresh() {
    for (int number = 1; ; number++) {
      var folder = Path.of("breakeven-out", "demo-" + number);
      if (!Files.exists(folder)) {
        return folder;
      }
    }
  }
}
