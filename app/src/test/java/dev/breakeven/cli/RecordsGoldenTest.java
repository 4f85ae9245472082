package dev.breakeven.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What the commands print of made-up records; `-Dgolden.write` rewrites the texts and fails.
class RecordsGoldenTest {
  private static final Path GOLDEN = Path.of("src/test/resources/golden/records");
  private static final String RECORDS = GOLDEN.resolve("trials.jsonl").toString();

  @TempDir private Path folder = Path.of("");
  private String study = "";
  private String imported = "";

  @BeforeEach
  void takeOver() {
    study = folder.resolve("made-up").toString();
    imported = Commands.done("study", "import", RECORDS, "--out", study).out();
  }

  @Test
  void importing() throws IOException {
    assertThat(imported).contains("at the prices of 2026-11-24 (today; records carry no date");
    same("import.txt", imported.replace(study, "DIR"));
  }

  @Test
  void results() throws IOException {
    same("results.txt", Commands.done("results", study).out());
    same("results.csv", Commands.done("results", study, "--format", "csv").out());
  }

  @Test
  void comparing() throws IOException {
    same("compare.txt", Commands.done("compare", study, "solo", "pair").out());
    same("compare.json", Commands.done("compare", study, "--format", "json").out());
  }

  @Test
  void checking() throws IOException {
    same("check.txt", Commands.done("study", "check", study).out());
  }

  @Test
  void repricing() throws IOException {
    var prices = GOLDEN.resolve("cheap-reads.json").toString();
    same("reprice.txt", Commands.done("reprice", study, "--prices", prices).out());
    same("crossover.txt", Commands.done("reprice", study, "--crossover", "solo", "pair").out());
  }

  @Test
  void mistakesEndInOneSentence() {
    assertMistake("holds a run already", "study", "import", RECORDS, "--out", study);
    assertMistake("there is no run in", "compare", folder.resolve("nowhere").toString());
    assertMistake("expected one of the arms [solo, pair], got duo", "compare", study, "duo");
    assertMistake("expected different arms", "reprice", study, "--crossover", "solo", "solo");
    assertMistake("there is no price file", "reprice", study, "--prices", "nowhere.json");
    assertMistake(
        "expected records of trials", "study", "import", folder.resolve("none").toString());
  }

  private static void assertMistake(String message, String... arguments) {
    var printed = Commands.run(arguments);
    assertThat(printed.exit()).isEqualTo(CommandLines.USER);
    assertThat(printed.err()).contains(message);
  }

  private static void same(String name, String printed) throws IOException {
    var file = GOLDEN.resolve(name);
    var before = Files.exists(file) ? Files.readString(file) : "";
    if (!before.equals(printed) && System.getProperty("golden.write") != null) {
      Files.writeString(file, printed);
    }
    assertThat(before).isEqualTo(printed);
  }
}
