package dev.breakeven.judge;

import static org.assertj.core.api.Assertions.assertThat;

import dev.breakeven.task.PackReader;
import dev.breakeven.task.PreparedPack;
import dev.breakeven.task.Setup;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PackCheckTest {
  @TempDir Path folder;

  /// Base, prepared and reference of all three tasks, and each of T1's 25 faults by itself.
  @Tag("slow")
  @Test
  void commonsCliHolds() throws Exception {
    PreparedPack pack =
        new Setup(TinyPack.JARS, folder.resolve("cache"))
            .prepare(PackReader.read(Path.of("../packs/commons-cli")));
    List<PackCheck.Line> told = new ArrayList<>();
    try (JudgeTools tools =
        new JudgeTools(TinyPack.JARS, folder.resolve("cache"), Sandboxes.best(), 2)) {
      List<PackCheck.Line> lines = PackCheck.run(pack, tools, told::add);
      assertThat(lines).filteredOn(line -> !line.holds()).isEmpty();
      assertThat(lines).isEqualTo(told);
      assertThat(lines).filteredOn(line -> line.claim().endsWith(" alone")).hasSize(25);
      assertThat(lines).filteredOn(line -> line.claim().endsWith("reference is green")).hasSize(3);
    }
  }

  @Test
  void packWithAWrongExpectationDoesNotHold() throws Exception {
    PreparedPack pack = TinyPack.prepare(folder);
    try (JudgeTools tools =
        new JudgeTools(TinyPack.JARS, folder.resolve("cache"), Sandboxes.best(), 1)) {
      PreparedPack wrong = WrongPack.expecting(pack, "javac");
      List<PackCheck.Line> lines = PackCheck.run(wrong, tools, line -> {});
      assertThat(lines)
          .filteredOn(line -> !line.holds())
          .extracting(PackCheck.Line::claim)
          .containsExactly("double prepared is red in javac and nowhere else");
    }
  }
}
