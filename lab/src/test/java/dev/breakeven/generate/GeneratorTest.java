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
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("slow")
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
  private final List<String> told = new CopyOnWriteArrayList<>();
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

  @Test
  void testsMayWriteIntoTheFolderThatABuildMakes() throws Exception {
    SmallShop.test(
        repository,
        "Money",
        """
        java.nio.file.Path file = java.nio.file.Path.of("target/written.txt");
            assertEquals(file, java.nio.file.Files.writeString(file, "here"));\
        """);

    Generator.Generated generated = generate();

    assertThat(generated.claims()).filteredOn(claim -> !claim.holds()).isEmpty();
    assertThat(generated.claims())
        .extracting(PackCheck.Line::claim)
        .contains("base runs 6 tests and skips 0");
  }

  @Test
  void testsOfJUnit4AreRunByTheVintageEngine() throws Exception {
    SmallShop.inJUnit4(repository);

    Generator.Generated generated = generate(List.of("junit:junit:4.13.2"), Layout.UNKNOWN);

    assertThat(generated.claims()).filteredOn(claim -> !claim.holds()).isEmpty();
    assertThat(generated.claims())
        .extracting(PackCheck.Line::claim)
        .contains("base runs 4 tests and skips 0");
    assertThat(generated.faults()).extracting(Fault::tool).contains("junit");
    assertThat(told).contains("Its tests are run by junit-vintage-engine 5.14.1.");
  }

  @Test
  void whatATestProcessSaidBeforeItDiedIsShown() {
    SmallShop.test(
        repository,
        "Money",
        """
        System.out.println("out of luck at " + Money.unit());
            Runtime.getRuntime().halt(3);
            assertEquals(1, 2);\
        """);

    assertThatThrownBy(this::generate)
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("ended before its end, with exit code 3")
        .hasMessageContaining("out of luck at EUR")
        .hasMessageContaining("--without");
    assertThat(out).doesNotExist();
  }

  @Test
  void namedTestsAreLeftOutAndThePackRemembersThem() throws Exception {
    SmallShop.test(repository, "Money", "Runtime.getRuntime().halt(3); assertEquals(1, 2);");

    Generator.Generated generated =
        generate(
            JUNIT, new Layout(List.of(), List.of(), List.of(), List.of("shop.MoneyTest#reads")));

    assertThat(generated.claims()).filteredOn(claim -> !claim.holds()).isEmpty();
    assertThat(generated.claims())
        .extracting(PackCheck.Line::claim)
        .contains("base runs 5 tests and skips 0");
    assertThat(out.resolve("pack.yaml")).content().contains("without: [\"shop.MoneyTest#reads\"]");
  }

  @Test
  void fewTestsThatFailInTheBaseAreLeftOutByName() throws Exception {
    SmallShop.test(repository, "Money", "assertEquals(1, 2);");

    Generator.Generated generated = generate();

    assertThat(generated.claims()).filteredOn(claim -> !claim.holds()).isEmpty();
    assertThat(told)
        .anyMatch(line -> line.contains("1 test is left out") && line.contains("--without"));
    assertThat(out.resolve("pack.yaml")).content().contains("without: [\"shop.MoneyTest#reads\"]");
  }

  @Test
  void repositoryWhoseTestsMostlyFailIsRefused() {
    for (String name : List.of("Cart", "Label")) {
      SmallShop.test(repository, name, "assertEquals(1, 2);");
    }

    assertThatThrownBy(this::generate)
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("shop.CartTest")
        .hasMessageContaining("--without");
  }

  @Test
  void repositoryOfWhichNoTestRunsIsRefused() {
    assertThatThrownBy(() -> generate(List.of("org.opentest4j:opentest4j:1.3.0"), Layout.UNKNOWN))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("no test of it would run")
        .hasMessageContaining("--libraries");
    assertThat(out).doesNotExist();
  }

  @Test
  void sourcesOfAnOlderJavaInAnotherCharacterSetElsewhere() throws Exception {
    Path root = folder.resolve("old");
    FileTree.copy(repository.resolve("src/main/java"), root.resolve("source"));
    FileTree.copy(repository.resolve("src/test/java"), root.resolve("checks"));
    Path umlaut = root.resolve("source/shop/Greeting.java");
    Files.write(
        umlaut,
        "package shop;\n\nfinal class Greeting {\n  static final String TEXT = \"Gr\u00fc\u00dfe\";\n}\n"
            .getBytes(StandardCharsets.ISO_8859_1));
    repository = root;

    Generator.Generated generated =
        generate(JUNIT, new Layout(List.of("source/"), List.of("checks"), List.of(), List.of()));

    assertThat(generated.claims()).filteredOn(claim -> !claim.holds()).isEmpty();
    assertThat(generated.faults())
        .extracting(Fault::path)
        .allMatch(path -> path.startsWith("source/shop/") || path.startsWith("checks/shop/"));
    assertThat(out.resolve("pack.yaml")).content().contains("encoding: ISO-8859-1");
  }

  @Test
  void interruptedMakingLeavesNothing() throws Exception {
    AtomicReference<Throwable> ended = new AtomicReference<>();
    Thread making =
        Thread.ofPlatform()
            .start(() -> {
              try {
                generate();
              } catch (Throwable e) {
                ended.set(e);
              }
            });
    while (making.isAlive() && told.stream().noneMatch(line -> line.startsWith("Round 1"))) {
      making.join(Duration.ofMillis(20));
    }
    making.interrupt();
    making.join();

    assertThat(ended.get()).isInstanceOf(InterruptedException.class);
    assertThat(folder.toFile().list()).containsExactlyInAnyOrder("shop", "cache");
  }

  private Generator.Generated generate() throws InterruptedException {
    return generate(JUNIT, Layout.UNKNOWN);
  }

  private Generator.Generated generate(List<String> libraries, Layout layout)
      throws InterruptedException {
    return Generator.run(
        new PackRequest(repository.toString(), out, libraries, "host", 1, layout),
        new Machine(tools, JARS, folder.resolve("no-maven")),
        told::add);
  }
}
