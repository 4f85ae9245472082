package dev.breakeven.judge;

import dev.breakeven.task.FileTree;
import dev.breakeven.task.PackReader;
import dev.breakeven.task.PreparedPack;
import dev.breakeven.task.Setup;
import dev.breakeven.task.Sha256;
import java.nio.file.Path;

/// A pack of one class and two tests, small enough that judging it takes well under a second of
/// processor time, and the jars it shares with the large one.
final class TinyPack {
  static final Path JARS = Path.of("../target/packs/commons-cli/jars");
  static final String MAIN = "src/main/java/tiny/Doubler.java";
  static final String TEST = "src/test/java/tiny/DoublerTest.java";
  static final String GIVEN = "src/test/java/tiny/GivenTest.java";

  private static final String LIBRARIES =
      """
            - org.junit.jupiter:junit-jupiter-api:5.14.1
            - org.junit.jupiter:junit-jupiter-engine:5.14.1
            - org.junit.platform:junit-platform-commons:1.14.1
            - org.junit.platform:junit-platform-engine:1.14.1
            - org.junit.platform:junit-platform-launcher:1.14.1
            - org.opentest4j:opentest4j:1.3.0
            - org.apiguardian:apiguardian-api:1.1.2
            - org.mockito:mockito-core:5.20.0
            - net.bytebuddy:byte-buddy:1.17.7
            - net.bytebuddy:byte-buddy-agent:1.17.7
            - org.objenesis:objenesis:3.3
      """;

  private TinyPack() {}

  /// Writes the pack under `folder` and prepares it there. Its task is to make `Doubler` double.
  static PreparedPack prepare(Path folder) throws InterruptedException {
    Path repository = folder.resolve("repository");
    FileTree.write(repository.resolve("README"), "Doubles.\n");
    FileTree.write(repository.resolve(MAIN), main("value * 2"));
    FileTree.write(
        repository.resolve(TEST),
        """
        package tiny;

        import static org.junit.jupiter.api.Assertions.assertEquals;

        import org.junit.jupiter.api.Test;

        class DoublerTest {
          @Test
          void twoIsFour() {
            assertEquals(4, Doubler.of(2));
          }

          @Test
          void zeroStays() {
            assertEquals(0, Doubler.of(0));
          }
        }
        """);
    Path pack = folder.resolve("pack");
    Path given = pack.resolve("GivenTest.java");
    FileTree.write(
        given,
        """
        package tiny;

        import static org.junit.jupiter.api.Assertions.assertEquals;

        import org.junit.jupiter.api.Test;

        class GivenTest {
          @Test
          void minusOneIsMinusTwo() {
            assertEquals(-2, Doubler.of(-1));
          }
        }
        """);
    FileTree.write(pack.resolve("prompt.md"), "Make it double. Ask ${verify}.\n");
    FileTree.write(
        pack.resolve("pack.yaml"),
        """
        pack: tiny
        repository: {kind: folder, folder: ../repository}
        checks:
          - kind: javac
            sources: [src/main/java, src/test/java]
            lint: [all, "-classfile"]
            libraries:
        %s
          - kind: junit
            resources: [src/test/resources]
            limit: 60
        rules:
          allowed: ["src/main/java/**.java", "src/test/java/**.java", "src/test/resources/**"]
          ignored: ["target/**"]
          tests: 2
        tasks:
          - task: double
            prompt: prompt.md
            edits:
              - replace: {file: %s, before: value * 2, after: value * 3}
            protected:
              - {file: %s, from: GivenTest.java, sha256: %s}
            red: [junit]
            reference:
              - replace: {file: %s, before: value * 3, after: value * 2}
          - task: twice
            prompt: prompt.md
            red: [renamed]
            checks:
              - {kind: pattern, name: renamed, files: [%s], regex: 'int twice[(]', least: 1}
            reference:
              - replace: {file: %s, before: "int of(", after: "int twice("}
              - replace: {file: %s, before: Doubler.of(2), after: Doubler.twice(2)}
              - replace: {file: %s, before: Doubler.of(0), after: Doubler.twice(0)}
        """
            .formatted(LIBRARIES, MAIN, GIVEN, Sha256.of(given), MAIN, MAIN, MAIN, TEST, TEST));
    return new Setup(JARS, folder.resolve("cache")).prepare(PackReader.read(pack));
  }

  /// The text of `Doubler`.
  static String main(String expression) {
    return """
    package tiny;

    final class Doubler {
      private Doubler() {}

      static int of(int value) {
        return %s;
      }
    }
    """
        .formatted(expression);
  }
}
