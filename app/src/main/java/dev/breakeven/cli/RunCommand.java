package dev.breakeven.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// Runs a study.
@Command(
    name = "run",
    description = {
      "Run a study: every arm on every task, as often as its file says, and print the results.",
      "Asks the models and spends money, unless --rehearse is given. Keys come from the"
          + " environment: ANTHROPIC_API_KEY, OPENAI_API_KEY, or what the study file names.",
      "A run that was cut off or stopped goes on where it was when the command is given again.",
      "Exit code 0 when every trial came to an end that counts, 1 when one did not, 2 for a"
          + " mistake, 130 after Ctrl-C."
    },
    mixinStandardHelpOptions = true)
final class RunCommand implements Callable<Integer> {
  @Parameters(paramLabel = "STUDY.yaml", description = "the study file")
  private @Nullable Path file;

  @Option(names = "--rehearse", description = "play every model offline; ask none, spend nothing")
  private boolean rehearse;

  @Mixin private RunOptions options = new RunOptions();

  @Spec private @Nullable CommandSpec spec;

  @Override
  public Integer call() throws IOException, InterruptedException {
    var path = Objects.requireNonNull(file);
    var out = Objects.requireNonNull(spec).commandLine().getOut();
    var study = StudyFile.read(path);
    var folder = options.out(Path.of("breakeven-out", study.study().id()));
    var cast = rehearse ? ModelChoice.rehearsed(study) : ModelChoice.live(study, System.getenv());
    return new StudyRun(study, cast, folder, options, out).toTheEnd();
  }
}
