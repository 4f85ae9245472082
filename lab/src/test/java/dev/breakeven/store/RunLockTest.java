package dev.breakeven.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RunLockTest {
  @TempDir private Path folder = Path.of("");

  @Test
  void aSecondTakerIsRefusedUntilTheFirstGivesUp() throws IOException {
    try (var _ = RunLock.take(folder)) {
      assertThatIllegalArgumentException()
          .isThrownBy(() -> RunLock.take(folder))
          .withMessageContaining("process " + ProcessHandle.current().pid())
          .withMessageContaining("--out");
    }
    RunLock.take(folder).close();
  }

  @Test
  void aRefusalWithinTheProcessLeavesTheLockInPlace() throws Exception {
    try (var _ = RunLock.take(folder)) {
      assertThatIllegalArgumentException().isThrownBy(() -> RunLock.take(folder));
      assertThat(run().waitFor()).isEqualTo(2);
    }
  }

  @Test
  void anotherProcessIsNamedAndItsLockDiesWithIt() throws Exception {
    var holder = run();
    try (var out = holder.inputReader(StandardCharsets.UTF_8)) {
      assertThat(out.readLine()).isEqualTo("taken");
      assertThatIllegalArgumentException()
          .isThrownBy(() -> RunLock.take(folder))
          .withMessageContaining("process " + holder.pid());
      holder.destroyForcibly().waitFor();
      RunLock.take(folder).close();
    } finally {
      holder.destroyForcibly();
    }
  }

  private Process run() throws IOException {
    return new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-XX:+UseSerialGC",
            "-cp",
            System.getProperty("java.class.path"),
            Holder.class.getName(),
            folder.toString())
        .start();
  }

  /// Takes a folder and holds it until it is killed; exits with 2 if it cannot have it.
  static final class Holder {
    private Holder() {}

    public static void main(String[] arguments) throws IOException {
      try (var _ = RunLock.take(Path.of(arguments[0]))) {
        System.out.println("taken");
        int end = System.in.read();
        System.exit(end < 0 ? 0 : 1);
      } catch (IllegalArgumentException e) {
        System.exit(2);
      }
    }
  }
}
