package dev.breakeven.workspace;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class UnconfinedTest extends SandboxContract {
  @Override
  Sandbox sandbox() {
    return new Unconfined();
  }

  @Test
  void itSaysThatItConfinesNothing() {
    assertThat(sandbox().confines()).isFalse();
  }
}
