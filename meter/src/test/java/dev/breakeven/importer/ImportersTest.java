package dev.breakeven.importer;

import static org.assertj.core.api.Assertions.assertThat;

import dev.breakeven.importer.Health.Count;
import dev.breakeven.importer.logs.Importers;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// What holds of all importers, and that they do not take each other's logs.
final class ImportersTest {
  private static final List<Importer> ALL = Importers.all(Contents.KEPT);

  private static final int HEAD = 64 << 10;

  @Test
  void everyToolHasANameOfItsOwn() {
    assertThat(ALL).extracting(Importer::tool).doesNotHaveDuplicates();
  }

  /// The recipe in CONTRIBUTING: a package, a line in the list, a document, a test of its own.
  @Test
  void aToolIsAPackageALineInTheListADocumentAndATest() throws IOException {
    Path main = Path.of("src/main/java/dev/breakeven/importer");
    Set<String> packages = new TreeSet<>();
    try (Stream<Path> entries = Files.list(main)) {
      entries
          .filter(Files::isDirectory)
          .map(folder -> String.valueOf(folder.getFileName()))
          .filter(name -> !name.equals("logs"))
          .forEach(packages::add);
    }
    String documents = documents();
    Set<String> listed = new TreeSet<>();
    for (Importer importer : ALL) {
      String name = importer.getClass().getPackageName();
      listed.add(name.substring(name.lastIndexOf('.') + 1));
      assertThat(documents)
          .as("what is understood of " + importer.tool())
          .contains("`" + importer.tool() + "`");
      assertThat(
              Path.of(
                  "src/test/java", importer.getClass().getName().replace('.', '/') + "Test.java"))
          .as("the test of " + importer.tool())
          .exists();
    }
    assertThat(listed).isEqualTo(packages).hasSameSizeAs(ALL);
  }

  /// All documents about formats.
  private static String documents() throws IOException {
    var text = new StringBuilder();
    try (Stream<Path> files = Files.list(Path.of("../docs/formats"))) {
      for (Path file : files.sorted().toList()) {
        text.append(Files.readString(file));
      }
    }
    return text.toString();
  }

  @Test
  void nothingIsRecognisedInNothing() {
    for (Importer importer : ALL) {
      for (String name : List.of("a.jsonl", "b.json", "c.csv", "d.eval", "e", "")) {
        assertThat(Samples.recognises(importer, name, ""))
            .as(importer.tool() + " " + name)
            .isFalse();
      }
    }
  }

  @Test
  void anInputThatCannotBeReadIsCountedAndNamed() {
    for (Importer importer : ALL) {
      for (String name : List.of("a.jsonl", "b.json", "c.csv", "d.eval")) {
        var input =
            new Input(
                name,
                () -> {
                  throw new IOException("no permission");
                });
        Samples.Reading reading = Samples.read(importer, input);
        assertThat(reading.traces()).isEmpty();
        assertThat(reading.health().count(Count.UNREADABLE)).as(importer.tool()).isEqualTo(1);
        assertThat(reading.health().broken()).singleElement().asString().contains(name);
      }
    }
  }

  @Test
  void emptyInputsHoldNothing() {
    for (Importer importer : ALL) {
      Samples.Reading reading =
          Samples.read(importer, Input.of("a.jsonl", ""), Input.of("b.json", "{}"));
      assertThat(reading.traces()).isEmpty();
      assertThat(reading.health().count(Count.INPUTS)).isEqualTo(2);
    }
    assertThat(ALL).allSatisfy(importer -> assertThat(Samples.read(importer).calls()).isZero());
  }

  /// Folders of the saved logs, and whose they are.
  private static final Map<String, String> OWNERS =
      Map.of(
          "claude-code", "claude-code",
          "codex", "codex",
          "otel-genai", "otel",
          "atif", "atif",
          "inspect", "inspect",
          "openhands", "openhands",
          "mini-swe-agent", "swe-agent",
          "swe-agent", "swe-agent");

  @Test
  void savedLogsAreRecognisedByTheirOwnImporterAlone() throws IOException {
    Samples.require(Samples.TRACES);
    var found = new HashMap<String, TreeSet<String>>();
    for (Input input : Samples.under(Samples.TRACES)) {
      for (Importer importer : ALL) {
        if (importer.recognises(input.name(), head(input))) {
          found.computeIfAbsent(input.name(), key -> new TreeSet<>()).add(importer.tool());
        }
      }
    }
    for (Input input : Samples.under(Samples.TRACES)) {
      String owner = OWNERS.get(input.name().replaceFirst("/.*", ""));
      if (owner != null) {
        assertThat(found.get(input.name())).as(input.name()).containsExactly(owner);
      }
    }
    assertThat(found.get("aider/sample-analytics.jsonl")).containsExactly("aider");
    assertThat(found).doesNotContainKeys("SOURCES.md", "tables/hybrid-arena-raw.jsonl");
  }

  private static byte[] head(Input input) throws IOException {
    try (InputStream in = input.source().open()) {
      return in.readNBytes(HEAD);
    }
  }
}
