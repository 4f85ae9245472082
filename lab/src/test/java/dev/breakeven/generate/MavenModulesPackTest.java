package dev.breakeven.generate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.breakeven.judge.JudgeTools;
import dev.breakeven.judge.PackCheck;
import dev.breakeven.task.FileTree;
import dev.breakeven.workspace.Bubblewrap;
import dev.breakeven.workspace.Unconfined;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A pack of one module of a Maven build that needs its parent and a module beside it.
@Tag("slow")
class MavenModulesPackTest {
  private static final Path JARS = Path.of("../target/packs/commons-cli/jars");

  @TempDir Path folder;

  @Test
  void moduleIsBuiltWithItsParentAndTheModulesItIsBuiltOn() throws Exception {
    Path repository = folder.resolve("shops");
    write(repository);
    List<String> told = new ArrayList<>();
    Progress quiet = new Progress(line -> {});
    Assumptions.assumeTrue(
        Maven.run(folder, List.of("--version"), quiet).succeeded(), "there is no mvn");
    var sandbox =
        Bubblewrap.search() instanceof Bubblewrap.Search.Usable(var bubblewrap)
            ? bubblewrap
            : new Unconfined();
    try (var tools = new JudgeTools(JARS, folder.resolve("cache"), sandbox, 2)) {
      Generator.Generated generated =
          Generator.run(
              new PackRequest(
                  repository.toString(),
                  folder.resolve("pack"),
                  List.of(),
                  "host",
                  1,
                  Layout.UNKNOWN),
              new Machine(
                  tools, JARS, Path.of(System.getProperty("user.home"), ".m2", "repository")),
              told::add);

      assertThat(generated.claims()).filteredOn(claim -> !claim.holds()).isEmpty();
      assertThat(generated.claims())
          .extracting(PackCheck.Line::claim)
          .contains("base runs 6 tests and skips 0");
    }
    assertThat(told)
        .contains(
            "Of 3 modules the pack is made of shop, which has most tests (--modules names others:"
                + " ., core, shop).",
            "Java: sources shop/src/main/java, core/src/main/java (--sources), tests"
                + " shop/src/test/java (--tests).");
    assertThat(
            folder.resolve(
                "pack/added/core/target/generated-resources/breakeven/release.properties"))
        .content()
        .contains("release=1.5");
  }

  private static void write(Path repository) {
    SmallShop.write(repository.resolve("shop"));
    SmallShop.test(
        repository.resolve("shop"), "Money", "assertEquals(\"1.5\", core.Release.name());");
    FileTree.write(
        repository.resolve("core/src/main/java/core/Release.java"),
        """
        package core;

        import java.io.IOException;
        import java.util.Properties;

        public final class Release {
          private Release() {}

          public static String name() throws IOException {
            Properties found = new Properties();
            try (var in = Release.class.getResourceAsStream("/release.properties")) {
              found.load(in);
            }
            return found.getProperty("release");
          }
        }
        """);
    FileTree.write(
        repository.resolve("core/src/main/resources/release.properties"),
        "release=${project.version}\n");
    pom(
        repository,
        ".",
        "<artifactId>shops</artifactId><version>1.5</version><packaging>pom</packaging>"
            + "<modules><module>core</module><module>shop</module></modules>"
            // Not the release: Maven 3.8 compiles with a plugin that does not know it.
            + "<properties><maven.compiler.source>17</maven.compiler.source>"
            + "<maven.compiler.target>17</maven.compiler.target>"
            + "<project.build.sourceEncoding>UTF-8</project.build.sourceEncoding></properties>",
        "");
    pom(
        repository,
        "core",
        "<artifactId>core</artifactId><build><resources><resource>"
            + "<directory>src/main/resources</directory><filtering>true</filtering>"
            + "</resource></resources></build>",
        PARENT);
    pom(
        repository,
        "shop",
        "<artifactId>shop</artifactId><dependencies><dependency><groupId>shops</groupId>"
            + "<artifactId>core</artifactId><version>${project.version}</version></dependency>"
            + "<dependency><groupId>org.junit.jupiter</groupId>"
            + "<artifactId>junit-jupiter-api</artifactId><version>5.14.1</version>"
            + "<scope>test</scope></dependency></dependencies>",
        PARENT);
  }

  private static final String PARENT =
      "<parent><groupId>shops</groupId><artifactId>shops</artifactId><version>1.5</version></parent>";

  private static void pom(Path repository, String module, String content, String parent) {
    FileTree.write(
        repository.resolve(module).resolve("pom.xml"),
        """
        <project xmlns="http://maven.apache.org/POM/4.0.0">
          <modelVersion>4.0.0</modelVersion>
          %s%s
        </project>
        """
            .formatted(parent.isEmpty() ? "<groupId>shops</groupId>" : parent, content));
  }
}
