package dev.breakeven.cli;

import dev.breakeven.judge.PackCheck;
import java.time.InstantSource;
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
          + " each fault alone is caught by its own tool, every reference solution is green.",
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

  /// What a claim is added up with: its task, its faults alone apart.
  private static String step(String claim) {
    var task = claim.replaceFirst(",? .*$", "");
    return claim.endsWith(" alone") ? task + " faults alone" : task;
  }

  @Override
  public Integer call() throws InterruptedException {
    var out = Objects.requireNonNull(spec).commandLine().getOut();
    try (var site = JudgingMachine.open(1)) {
      site.warning().ifPresent(out::println);
      var prepared = site.prepare(Objects.requireNonNull(pack), environment.place());
      var times = new StepTimes(out, InstantSource.system());
      var claims =
          PackCheck.run(
              prepared,
              site.judge(),
              line ->
                  times.print(
                      step(line.claim()),
                      "%-4s %s: %s"
                          .formatted(line.holds() ? "ok" : "NO", line.claim(), line.detail())));
      out.printf("%s in all: %s.%n", times.total(), times.sums());
      long broken = claims.stream().filter(claim -> !claim.holds()).count();
      out.printf("%d claims hold, %d do not.%n", claims.size() - broken, broken);
      out.flush();
      return broken == 0 ? 0 : 1;
    } catch (IllegalArgumentException e) {
      throw new UserError(String.valueOf(e.getMessage()), e);
    }
  }
}
