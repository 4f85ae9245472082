package dev.breakeven.task;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SetupTest {
  @TempDir Path folder;

  @Test
  void commonsCliIsPrepared() throws Exception {
    Pack pack = PackReader.read(Path.of("../packs/commons-cli"));
    PreparedPack prepared =
        new Setup(Path.of("../target/packs/commons-cli/jars"), Path.of("/tmp/packwork/cache"))
            .prepare(pack);
    for (Fault f : prepared.task("T1").faults())
      System.out.println(f.kind() + " " + f.path() + "\n" + f.inverse());
    for (Edit f : prepared.task("T2").reference()) System.out.println(f);
    for (Edit f : prepared.task("T3").reference()) System.out.println(f);
    assertThat(prepared.tasks()).hasSize(3);
  }
}
