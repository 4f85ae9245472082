package dev.breakeven.generate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.breakeven.judge.JudgeTools;
import dev.breakeven.judge.PackCheck;
import dev.breakeven.task.Fault;
import dev.breakeven.task.FileTree;
import dev.breakeven.task.PackReader;
import dev.breakeven.task.Preparation.Numbers;
import dev.breakeven.workspace.Bubblewrap;
import dev.breakeven.workspace.Sandbox;
import dev.breakeven.workspace.Unconfined;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GeneratorTest {
  private static final Path JARS = Path.of("../target/packs/commons-cli/jars");
  private static final List<String> JUNIT =
      List.of(
          "org.junit.jupiter:junit-jupiter-api:5.14.1",
          "org.junit.jupiter:junit-jupiter-engine:5.14.1",
          "org.junit.platform:junit-platform-commons:1.14.1",
          "org.junit.platform:junit-platform-engine:1.14.1",
          "org.opentest4j:opentest4j:1.3.0",
          "org.apiguardian:apiguardian-api:1.1.2");

  @TempDir Path folder;

  private Path repository = Path.of("");
  private Path out = Path.of("");
  private final List<String> told = new ArrayList<>();
  private JudgeTools tools;

  @BeforeEach
  void open() throws InterruptedException {
    repository = folder.resolve("shop");
    out = folder.resolve("pack");
    SmallShop.write(repository);
    Sandbox sandbox =
        Bubblewrap.search() instanceof Bubblewrap.Search.Usable(var bubblewrap)
            ? bubblewrap
            : new Unconfined();
    tools = new JudgeTools(JARS, folder.resolve("cache"), sandbox, 2);
  }

  @AfterEach
  void close() {
    tools.close();
  }

  @Test
  void smallRepositoryBecomesAPackThatHolds() throws Exception {
    Generator.Generated generated = generate();

    assertThat(generated.claims()).filteredOn(claim -> !claim.holds()).isEmpty();
    Map<String, Long> found =
        generated.faults().stream()
            .collect(Collectors.groupingBy(Fault::tool, Collectors.counting()));
    assertThat(found.get("javac")).isGreaterThanOrEqualTo(5);
    assertThat(found.get("checkstyle")).isEqualTo(10);
    assertThat(found.get("junit")).isEqualTo(2);
    assertThat(generated.moved()).as("%s", told).contains("Money.format");
    assertThat(generated.claims())
        .extracting(PackCheck.Line::claim)
        .contains("base runs 4 tests and skips 0", "T1 reference is green", "T2 reference is green")
        .filteredOn(claim -> claim.endsWith(" alone"))
        .hasSize(generated.faults().size());
    Numbers numbers =
        PackReader.read(out).task("T1").preparation().injection().orElseThrow().numbers();
    assertThat(found)
        .isEqualTo(
            Map.of(
                "javac", (long) numbers.type(), "checkstyle", (long) numbers.lint(), "junit", 2L));
    assertThat(out.resolve("study.yaml")).content().contains("tasks: [T1, T2]");
  }

  @Test
  void findingsOfTheBaseAreOverlookedWhereTheyAre() throws Exception {
    Path cart = repository.resolve(SmallShop.CART);
    FileTree.write(
        cart,
        FileTree.read(cart)
            .replace("import java.util.ArrayList;\nimport java.util.List;", "import java.util.*;"));

    Generator.Generated generated = generate();

    assertThat(generated.claims()).filteredOn(claim -> !claim.holds()).isEmpty();
    assertThat(generated.faults())
        .filteredOn(fault -> fault.kind().equals("star-import"))
        .extracting(Fault::path)
        .doesNotContain(SmallShop.CART);
    assertThat(out.resolve("checkstyle.xml"))
        .content()
        .contains("AvoidStarImport")
        .contains("src[/\\\\]main[/\\\\]java[/\\\\]shop[/\\\\]Cart\\.java$");
  }

  @Test
  void repositoryThatIsRedIsRefusedWithItsFindings() {
    Path money = repository.resolve(SmallShop.MONEY);
    FileTree.write(money, FileTree.read(money).replace("\"EUR\"", "7"));

    assertThatThrownBy(this::generate)
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("expected a repository that is green")
        .hasMessageContaining("javac")
        .hasMessageContaining(SmallShop.MONEY + ":6 incompatible types");
    assertThat(out).doesNotExist();
  }

  @Test
  void repositoryWithoutSourcesIsRefused() {
    repository = folder.resolve("empty");
    FileTree.write(repository.resolve("README.md"), "Nothing.\n");

    assertThatThrownBy(this::generate)
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("src/main/java");
  }

  private Generator.Generated generate() throws InterruptedException {
    return Generator.run(
        new PackRequest(repository.toString(), out, JUNIT, "host", 1),
        new Machine(tools, JARS, folder.resolve("no-maven")),
        told::add);
  }
}
