package dev.breakeven.task;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JavaInjectionTest {
  private static final String PACKAGE = "java/org/apache/commons/cli";

  @TempDir static Path folder;

  @BeforeAll
  static void extract() throws InterruptedException {
    RepositorySource source = PackReader.read(Path.of("../packs/commons-cli")).repository();
    new RepositoryFiles(Path.of("../target/packs/commons-cli/jars")).write(source, folder);
  }

  @Test
  void sameSeedGivesTheSameFaults() {
    assertThat(choose(7)).isEqualTo(choose(7));
  }

  @Test
  void otherSeedGivesOthers() {
    assertThat(choose(7).faults()).isNotEqualTo(choose(8).faults());
  }

  @Test
  void kindsToolsAndFilesAreSpread() {
    List<Fault> faults = choose(1).faults();
    Map<String, Long> tools =
        faults.stream().collect(Collectors.groupingBy(Fault::tool, Collectors.counting()));
    assertThat(tools).isEqualTo(Map.of("javac", 10L, "checkstyle", 10L, "junit", 5L));
    assertThat(faults.stream().filter(f -> f.tool().equals("javac")).map(Fault::kind).distinct())
        .hasSize(5);
    assertThat(faults.stream().filter(f -> f.tool().equals("junit")).map(Fault::kind).distinct())
        .hasSize(5);
    assertThat(faults.stream().map(Fault::path).distinct()).hasSize(15);
  }

  @Test
  void inversesStandOnceInThePreparedFileAndUndoItInOrder() {
    for (long seed = 1; seed <= 10; seed++) {
      Injected injected = choose(seed);
      injected
          .texts()
          .forEach((path, prepared) -> {
            String text = prepared;
            for (Fault fault : injected.faults()) {
              if (fault.path().equals(path)) {
                assertThat(Edits.occurrences(prepared, fault.inverse().before())).isOne();
                text = Edits.applied(text, fault.inverse());
              }
            }
            assertThat(text).isEqualTo(FileTree.read(folder.resolve(path)));
          });
    }
  }

  @Test
  void editsApplyToTheUntouchedFileAlone() {
    for (Fault fault : choose(1).faults()) {
      String untouched = FileTree.read(folder.resolve(fault.path()));
      assertThat(Edits.applied(untouched, fault.edit())).isNotEqualTo(untouched);
    }
  }

  @Test
  void sourcesWithoutPlacesAreRefused() {
    FileTree.write(folder.resolve("few/One.java"), "class One {}\n");
    assertThatThrownBy(
            () -> FaultChooser.choose(folder, new Preparation.Injection(1, "few", "few")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("too few places");
  }

  private static Injected choose(long seed) {
    return FaultChooser.choose(
        folder, new Preparation.Injection(seed, "src/main/" + PACKAGE, "src/test/" + PACKAGE));
  }
}
