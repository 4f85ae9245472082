package dev.breakeven.cli;

import dev.breakeven.judge.PackCheck;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// Proves a task pack.
@Command(
    name = "check",
    description = {
      "Prove a task pack: the base is green, every prepared task is red for the reasons it means,"
          + " each",
      "fault alone is caught by its own tool, every reference solution is green.",
      "Exit code 0 if all holds, 1 if not."
    },
    mixinStandardHelpOptions = true)
final class TaskCheckCommand implements Callable<Integer> {
  @Parameters(
      paramLabel = "PACK",
      description = "a folder with a pack.yaml, or the name of a pack that comes with the program")
  private @Nullable String pack;

  @Mixin private EnvironmentOption environment = new EnvironmentOption();

  @Spec private @Nullable CommandSpec spec;

  @Override
  public Integer call() throws InterruptedException {
    var out = Objects.requireNonNull(spec).commandLine().getOut();
    try (var site = JudgingMachine.open(1)) {
      site.warning().ifPresent(out::println);
      var prepared = site.prepare(Objects.requireNonNull(pack), environment.place());
      var claims =
          PackCheck.run(
              prepared,
              site.judge(),
              line -> {
                out.printf(
                    "%-4s %s: %s%n", line.holds() ? "ok" : "NO", line.claim(), line.detail());
                out.flush();
              });
      long broken = claims.stream().filter(claim -> !claim.holds()).count();
      out.printf("%d claims hold, %d do not.%n", claims.size() - broken, broken);
      out.flush();
      return broken == 0 ? 0 : 1;
    } catch (IllegalArgumentException e) {
      throw new UserError(String.valueOf(e.getMessage()), e);
    }
  }
}
