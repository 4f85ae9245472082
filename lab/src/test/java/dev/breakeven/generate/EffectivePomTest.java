package dev.breakeven.generate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.breakeven.task.FileTree;
import java.nio.file.Path;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EffectivePomTest {
  @TempDir Path root;

  @Test
  void moduleSaysWhereItsPartsAreAndHowItsTestsStart() {
    Path file = root.resolve("effective.xml");
    FileTree.write(
        file,
        """
        <projects><project>
          <properties><maven.compiler.source>1.8</maven.compiler.source>
            <project.build.sourceEncoding>ISO-8859-1</project.build.sourceEncoding></properties>
          <build>
            <sourceDirectory>%1$s/core/source</sourceDirectory>
            <testSourceDirectory>%1$s/core/checks</testSourceDirectory>
            <resources><resource><directory>%1$s/core/files</directory></resource></resources>
            <directory>%1$s/core/target</directory>
            <plugins><plugin><artifactId>maven-surefire-plugin</artifactId><configuration>
              <argLine>@{argLine} -Xmx1g --add-opens java.base/java.lang=ALL-UNNAMED -javaagent:x.jar</argLine>
              <systemPropertyVariables><mode>quick</mode><at>${basedir}/x</at></systemPropertyVariables>
              <excludes><exclude>**/Slow*.java</exclude></excludes>
            </configuration></plugin></plugins>
          </build>
        </project></projects>
        """
            .formatted(root));

    EffectivePom.Module core = Objects.requireNonNull(EffectivePom.read(file, root).get("core"));

    assertThat(core.sources()).isEqualTo("core/source");
    assertThat(core.tests()).isEqualTo("core/checks");
    assertThat(core.resources()).containsExactly("core/files");
    assertThat(core.level()).isEqualTo("8");
    assertThat(core.encoding()).isEqualTo("ISO-8859-1");
    assertThat(core.surefire().options())
        .containsExactly(
            "-Xmx1g", "--add-opens", "java.base/java.lang=ALL-UNNAMED", "-Dmode=quick");
    assertThat(core.surefire().excludes()).containsExactly("**/Slow*.java");
  }
}
