package dev.breakeven.workspace;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.api.Test;

final class WatchTest {
  @Test
  void aMachineShortOfDiskOrMemoryIsBlamedOnlyOnACommandUnderWhichItShrank() {
    assertThat(Watch.shrunk(Optional.of(4L), 10, 100)).isTrue();
    assertThat(Watch.shrunk(Optional.of(4L), 5, 100)).isFalse();
    assertThat(Watch.shrunk(Optional.of(6L), 50, 100)).isFalse();
    assertThat(Watch.shrunk(Optional.empty(), 50, 100)).isFalse();
  }
}
