package dev.breakeven.tool;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class ToolboxTest {
  private final Tool delegate =
      new Delegate(instruction -> "did: " + instruction, ExecutorTools.ALL, new Truncation(4_000));

  @Test
  void aToolIsFoundByName() throws Exception {
    var toolbox = new Toolbox(List.of(delegate));

    assertThat(toolbox.run("delegate_to_executor", Map.of("instruction", "x")).text())
        .isEqualTo("did: x");
  }

  @Test
  void anUnknownToolIsAResultThatNamesTheKnown() throws Exception {
    assertThat(new Toolbox(List.of(delegate)).run("delete_all", Map.of()))
        .isEqualTo(
            Tool.Result.error("expected one of the tools delegate_to_executor, got 'delete_all'"));
  }

  @Test
  void twoToolsOfOneNameAreRefused() {
    assertThatThrownBy(() -> new Toolbox(List.of(delegate, delegate)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("delegate_to_executor");
  }
}
