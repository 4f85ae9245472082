package dev.breakeven.study;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.FileOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;

class FullDiskTest {
  @Test
  void aFullDeviceIsOne() {
    Assumptions.assumeTrue(Files.exists(Path.of("/dev/full")), "needs /dev/full");
    try (var full = new FileOutputStream("/dev/full")) {
      full.write(1);
    } catch (IOException e) {
      assertThat(FullDisk.caused(new UncheckedIOException(e))).isTrue();
      return;
    }
    throw new AssertionError("expected writing to /dev/full to fail");
  }

  @Test
  void anotherFailureIsNone() {
    assertThat(FullDisk.caused(new IOException("Permission denied"))).isFalse();
  }
}
