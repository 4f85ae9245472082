package dev.breakeven.generate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.breakeven.task.FileTree;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MavenModulesTest {
  @TempDir Path base;

  @BeforeEach
  void write() {
    FileTree.write(
        base.resolve("pom.xml"),
        "<project><modules><module>core</module><!-- <module>gone</module> -->"
            + "<module>tools/pom.xml</module><module>../outside</module></modules></project>");
    FileTree.write(base.resolve("core/pom.xml"), "<project/>");
    FileTree.write(base.resolve("core/src/test/java/CoreTest.java"), "");
    FileTree.write(
        base.resolve("tools/pom.xml"),
        "<project><profiles><profile><modules><module>deep</module></modules></profile></profiles></project>");
    FileTree.write(base.resolve("tools/deep/pom.xml"), "<project/>");
    FileTree.write(base.resolve("tools/deep/src/main/java/Deep.java"), "");
  }

  @Test
  void modulesOfModulesAreFoundAndNothingOutside() {
    assertThat(MavenModules.in(base)).containsExactly("", "core", "tools", "tools/deep");
  }

  @Test
  void theOneWithMostTestsIsTheChief() {
    List<String> all = MavenModules.in(base);
    assertThat(MavenModules.chief(base, all)).isEqualTo("core");
    FileTree.write(base.resolve("tools/deep/src/test/java/A.java"), "");
    FileTree.write(base.resolve("tools/deep/src/test/java/B.java"), "");
    assertThat(MavenModules.chief(base, all)).isEqualTo("tools/deep");
  }
}
