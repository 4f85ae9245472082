package dev.breakeven.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.breakeven.cli.Commands.Printed;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// The records of *The Free-Executor Paradox* (K. Imoto, 2026, DOI 10.5281/zenodo.20978074), taken
/// over, give its published tables again, and what these do not say. The records are not part of
/// the project; where they are not at hand (or named by `-Dstudy.data`), all this is skipped.
class PublishedStudyTest {
  @TempDir private static Path folder = Path.of("");

  private static Printed imported = new Printed(0, "", "");
  private static String study = "";
  private static boolean atHand;
  private static Path records = Path.of("");
  private static final Map<List<String>, Printed> PRINTED = new HashMap<>();

  @BeforeAll
  static void takeOver() {
    var found =
        Stream.of(System.getProperty("study.data"), "../shared", "../../shared")
            .filter(Objects::nonNull)
            .flatMap(place -> Stream.of(Path.of(place), Path.of(place, "data", "study")))
            .filter(place -> Files.exists(place.resolve("A.jsonl")))
            .findFirst();
    atHand = found.isPresent();
    if (!atHand) {
      return;
    }
    records = found.orElseThrow();
    study = folder.resolve("study").toString();
    imported =
        Commands.done("study", "import", records.toString(), "--out", study, "--on", "2026-07-01");
  }

  /// For each test, so that each is counted as skipped.
  @BeforeEach
  void theRecordsAreAtHand() {
    assumeTrue(atHand, "the study's records are not at hand; -Dstudy.data names their folder");
  }

  @ParameterizedTest(name = "{0} {1}")
  @CsvSource({
    "A, T1, 253, 36, 1.74, 3/3",
    "A, T2, 233, 26, 1.11, 3/4",
    "A, T3, 69, 6, 0.17, 3/3",
    "B, T1, 484, 38, 2.27, 3/4",
    "B, T2, 443, 27, 1.38, 3/3",
    "B, T3, 348, 12, 0.42, 3/3",
    "C, T1, 400, 28, 1.67, 3/3",
    "C, T2, 275, 20, 0.92, 3/3",
    "C, T3, 145, 11, 0.38, 3/3",
    // Printed there as 758; the record says 757.48.
    "D, T1, 757, 89, 0.30, 3/4",
    "D, T2, 507, 70, 0.23, 3/4",
    "D, T3, 208, 29, 0.08, 3/3",
  })
  void theTwelveCells(
      String arm, String task, String seconds, String turns, double usd, String solved) {
    var row = done("compare", study, "--price", "recorded").row(arm, task);

    assertThat(row.get(2)).isEqualTo(solved);
    assertThat(row.get(4)).isEqualTo(seconds);
    assertThat(row.get(5)).isEqualTo(turns);
    assertThat(Double.parseDouble(row.get(6))).isCloseTo(usd, within(0.005));
  }

  @Test
  void theTotal() {
    assertThat(done("results", study).out())
        .contains("41 records, 1 of them without a call.")
        .contains("; 35.98 USD as recorded.");
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource({
    "A–B, .050, .050, .275, 0.100, 0.100, 0.300",
    "A–C, .827, .827, .275, 1.000, 1.000, 0.300",
    "A–D, .050, .050, .050, 0.100, 0.100, 0.100",
    "B–C, .127, .275, .275, 0.200, 0.400, 0.400",
    "B–D, .050, .050, .050, 0.100, 0.100, 0.100",
    "C–D, .050, .050, .050, 0.100, 0.100, 0.100",
  })
  void everyPublishedPValueAndTheExactOne(
      String pair, String p1, String p2, String p3, String e1, String e2, String e3) {
    var printed = done("compare", study, "--price", "recorded");
    var published = List.of(p1, p2, p3);
    var exact = List.of(e1, e2, e3);
    for (int task = 0; task < 3; task++) {
      var row = printed.row("T" + (task + 1), pair);
      assertThat(row.get(7)).as("exact").isEqualTo(exact.get(task));
      assertThat(row.get(8)).as("approximate").isEqualTo("0" + published.get(task));
    }
  }

  /// Findings 1 and 2: medians at list prices, and all spending over successes.
  @ParameterizedTest(name = "{0}")
  @CsvSource({
    "A, .579, .370, .057, .535, .535, .085",
    "B, .758, .461, .142, .930, .452, .172",
    "C, .646, .396, .155, .630, .425, .163",
    "D, .303, .233, .076, .348, .362, .076",
  })
  void atListPricesAndWithFailuresCharged(
      String arm, double m1, double m2, double m3, double s1, double s2, double s3) {
    var printed = done("compare", study);
    var medians = new double[] {m1, m2, m3};
    var solves = new double[] {s1, s2, s3};
    for (int task = 0; task < 3; task++) {
      var row = printed.row(arm, "T" + (task + 1));
      assertThat(Double.parseDouble(row.get(6))).isCloseTo(medians[task], within(0.00055));
      assertThat(Double.parseDouble(row.get(7))).isCloseTo(solves[task], within(0.00055));
    }
  }

  @Test
  void atListPricesCIsDearerThanAEverywhereAndAIsCheapestOnT3() {
    var printed = done("compare", study);
    for (var task : List.of("T1", "T2", "T3")) {
      assertThat(median(printed, "C", task)).isGreaterThan(median(printed, "A", task));
      assertThat(median(printed, "B", task)).isGreaterThan(median(printed, "A", task));
    }
    assertThat(median(printed, "A", "T3"))
        .isLessThan(
            Stream.of("B", "C", "D")
                .mapToDouble(arm -> median(printed, arm, "T3"))
                .min()
                .orElseThrow());
  }

  private static double median(Printed printed, String arm, String task) {
    return Double.parseDouble(printed.row(arm, task).get(6));
  }

  /// Finding 1, its cause.
  @Test
  void thePriceWasThreeTimesTheListPrice() {
    assertThat(done("study", "check", study).out())
        .contains(
            "Price of claude-opus-4-7: 3.000 times the list price in all 29 records that tell, as"
                + " if input cost 15 and output 75 USD a million, not 5 and 25.")
        .contains(
            "Price of claude-haiku-4-5-20251001: the list price in all 20 records that tell.");
  }

  /// Finding 3.
  @Test
  void whatTheGapBetweenAAndBIsMadeOf() {
    var lines = done("compare", study, "A", "B").out();

    assertThat(lines)
        .containsPattern(
            "0\\.2341 USD more .* cache reads .*61 %.* output .*29 %.* cache writes .*13 %")
        .containsPattern(
            "0\\.1068 USD more .* output \\+0\\.0474, cache reads \\+0\\.0391, cache writes")
        .containsPattern(
            "0\\.0867 USD more .* cache reads \\+0\\.0294, output \\+0\\.0287, cache writes");
  }

  /// Finding 4.
  @Test
  void uncachedInputIsAConstantOfTheTaskAndOneTokenACall() {
    var printed = done("study", "check", study);
    for (var arm : List.of("B", "C")) {
      var records = arm.equals("B") ? 4 : 3;
      assertThat(printed.row(arm, "T1").get(4)).isEqualTo("2,032 (" + records + ")");
      assertThat(printed.row(arm, "T2").get(4)).isEqualTo("1,976 (3)");
      assertThat(printed.row(arm, "T3").get(4)).isEqualTo("2,033 (3)");
    }
    assertThat(printed.row("A", "T1").subList(3, 6))
        .containsExactly("2,048", "3,745 (2)", "3,747 (1)");
    assertThat(printed.row("D", "T3").subList(3, 7))
        .containsExactly("4,096", "21,098 (1)", "21,412 (1)", "21,415 (1)");
  }

  /// Finding 11.
  @ParameterizedTest(name = "{0} {1}")
  @CsvSource({
    "A, T1, 33.7, '19,272', 1.00",
    "A, T2, 24.3, '8,390', 1.00",
    "A, T3, 9.3, '3,636', 1.00",
    "B, T1, 40.0, '21,567', 1.12",
    "B, T2, 25.7, '10,553', 1.26",
    "B, T3, 15.0, '6,834', 1.88",
    "C, T1, 26.0, '18,163', 0.94",
    "C, T2, 24.3, '9,027', 1.08",
    "C, T3, 10.3, '5,143', 1.41",
  })
  void delegatingTookNoLookingAway(
      String arm, String task, String calls, String tokens, String ratio) {
    var printed = done("study", "check", study).out();

    assertThat(
            printed
                .lines()
                .dropWhile(line -> !line.startsWith("Did delegating take the looking away?"))
                .map(line -> List.of(line.strip().split(" {2,}", -1))))
        .contains(List.of(arm, task, "3", calls, tokens, ratio));
    assertThat(printed.replace('\n', ' '))
        .contains("0.94 to 1.88 times as much, and at least 0.9 times in 6 of 6 cells")
        .contains("no executor's price makes handing it over pay");
  }

  /// Finding 5.
  @Test
  void theMeanCachedPrefix() {
    assertThat(done("study", "check", study).out())
        .contains("Mean cached prefix: 0.51 to 0.79 of the last one in all 40 records");
  }

  /// Findings 6 and 7, and the record without a call.
  @Test
  void suspiciousRecordsAreNamedAtTheImport() {
    assertThat(imported.out())
        .contains(
            "Suspicious: A/T3/0 (A.jsonl:1) and A/T3/1 (A.jsonl:5) agree in every token count")
        .contains("Suspicious: A/T2/1 (A.jsonl:7) and A/T2/1 (A.jsonl:8) carry one name")
        .contains("Suspicious: A/T1/0 (A.jsonl:2) made no call")
        .contains("do not tell what qwen-local used");
    assertThat(imported.out().lines().filter(line -> line.startsWith("Suspicious"))).hasSize(4);
  }

  /// Finding 8, and the published medians of input and cache reads.
  @ParameterizedTest(name = "{0} {1}")
  @CsvSource({
    "A, T1, '534,586', 1.00, 1.00, 1.00",
    "A, T2, '226,474', 1.00, 1.00, 1.00",
    "A, T3, '13,320', 1.00, 1.00, 1.00",
    "B, T1, '733,142', 1.37, 1.38, 1.31",
    "B, T2, '313,914', 1.39, 1.39, 1.25",
    "B, T3, '62,864', 4.72, 5.26, 2.49",
    "C, T1, '421,622', 0.79, 0.79, 0.96",
    "C, T2, '159,640', 0.70, 0.70, 0.83",
    "C, T3, '44,016', 3.30, 3.63, 2.24",
  })
  void inputAndReadsAndTheirRatios(
      String arm, String task, String input, String inputs, String reads, String cost) {
    var row =
        done("study", "check", study)
            .out()
            .lines()
            .dropWhile(line -> !line.startsWith("First agents' tokens"))
            .map(line -> List.of(line.strip().split(" {2,}", -1)))
            .filter(
                cells -> cells.size() > 2 && cells.get(0).equals(arm) && cells.get(1).equals(task))
            .findFirst()
            .orElseThrow();

    assertThat(row.get(2)).isEqualTo(input);
    assertThat(row.get(3)).isEqualTo(inputs);
    assertThat(row.get(5)).isEqualTo(reads);
    assertThat(row.get(7)).isEqualTo(cost);
  }

  /// Finding 10: what is missing is said.
  @Test
  void whatTheRecordsDoNotTellIsSaid() {
    assertThat(done("study", "check", study).out())
        .contains("Not told by the records: usage call by call");
    assertThat(done("compare", study).out())
        .contains("18 of 18 pairs could not have shown any difference at 5 %");
  }

  @Test
  void ourOwnCsvOfItGivesTheSameAgain() throws IOException {
    var csv = folder.resolve("copy.csv");
    Files.writeString(csv, done("results", study, "--format", "csv").out());

    sameAgain(csv);
  }

  @Test
  void itsOwnCsvGivesTheSame() {
    sameAgain(records.resolve("trials.csv"));
  }

  private static void sameAgain(Path csv) {
    var again = folder.resolve("again-" + csv.getFileName()).toString();
    Commands.done("study", "import", csv.toString(), "--out", again, "--on", "2026-07-01");

    assertThat(tables(done("compare", again))).isEqualTo(tables(done("compare", study)));
  }

  private static List<String> tables(Printed printed) {
    return printed.out().lines().skip(1).toList();
  }

  /// The same command prints the same, so each is run once.
  private static Printed done(String... arguments) {
    return PRINTED.computeIfAbsent(List.of(arguments), _ -> Commands.done(arguments));
  }
}
