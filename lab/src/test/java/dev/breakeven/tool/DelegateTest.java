package dev.breakeven.tool;

import static org.assertj.core.api.Assertions.assertThat;

import dev.breakeven.trace.Origin;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class DelegateTest {
  private final List<String> instructions = new ArrayList<>();

  private Tool.Result run(String report, Map<String, Object> input) throws InterruptedException {
    Delegate.Executor executor =
        instruction -> {
          instructions.add(instruction);
          return report;
        };
    return new Delegate(executor, ExecutorTools.ALL, new Truncation(1_500)).run(input);
  }

  @Test
  void theReportComesBackAsAReport() throws Exception {
    Tool.Result result = run("DONE\n", Map.of("instruction", "Rename the method."));

    assertThat(result).isEqualTo(new Tool.Result("DONE", false, Origin.REPORT));
    assertThat(instructions).containsExactly("Rename the method.");
  }

  @Test
  void aLongReportKeepsItsHalves() throws Exception {
    Tool.Result result =
        run("a".repeat(1_000) + "b".repeat(1_000), Map.of("instruction", "Do it."));

    assertThat(result.text())
        .isEqualTo("a".repeat(750) + "\n[... 500 characters left out ...]\n" + "b".repeat(750));
  }

  @Test
  void aSilentExecutorIsTold() throws Exception {
    assertThat(run("  ", Map.of("instruction", "Do it.")).text())
        .isEqualTo("(the executor reported nothing)");
  }

  @Test
  void noExecutorRunsWithoutAnInstruction() throws Exception {
    assertThat(run("DONE", Map.of()).text())
        .isEqualTo("expected argument 'instruction' to be a string, got nothing");
    assertThat(run("DONE", Map.of("instruction", "\n")).error()).isTrue();
    assertThat(run("DONE", Map.of("instruction", List.of("a"))).error()).isTrue();
    assertThat(instructions).isEmpty();
  }
}
