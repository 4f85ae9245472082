package dev.breakeven.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PointCommandTest {
  @Test
  void theWorkedExampleIsSaidInOneSentenceAndItsCrossovers() {
    var said = Commands.done("point", "--on", "2026-11-29").out().replaceAll("\\s+", " ");

    assertThat(said)
        .startsWith(
            "Handing this over costs $0.032 instead of $0.219: $0.187 less (modelled, prices of 29"
                + " Nov 2026). It pays while")
        .contains("the stretch takes at least 2 calls (now 8)")
        .contains("the report has up to 21,300 tokens (now 500)")
        .contains("the executor costs up to $0.190 (now $0.0035); 54.9 × its price")
        .contains("it is back within 5 min later the cache is gone: $0.101 more than alone")
        .contains("Hand over the looking, not the typing")
        .doesNotContain("saved");
  }

  @Test
  void everyOptionHasItsSay() {
    var json =
        Commands.done(
                "point --json --on 2026-11-29 --model claude-opus-4-7 --executor claude-haiku-4-5"
                    .concat(" --context 30k --calls-left 10 --calls 4 --growth 5,000 --output 1k")
                    .concat(" --instruction 300 --report 600 --extra-calls 2 --executor-prefix 8k")
                    .concat(" --seconds 200 --life 5m")
                    .split(" "))
            .out();

    // 30,000 · 4 · 0.5 + 5,000 · (6.25 + 0.5 · 12) + 1,000 · 25 = 146,250 a million
    assertThat(json).contains("\"alone\" : \"0.14625\"");
    // 300 · 36.25 + 600 · 11.25 + 2 · 15,000 + 16,250 + 3,400 + 5,000
    assertThat(json).contains("\"delegated\" : \"0.072275\"").contains("\"gain\" : \"0.073975\"");
  }

  @Test
  void aGivenBillReplacesTheExecutorsCalls() {
    var json =
        Commands.done("point", "--json", "--on", "2026-11-29", "--executor-usd", "0.2").out();

    assertThat(json).contains("\"executor\" : null").contains("\"gain\" : \"-0.00922\"");
    assertThat(Commands.done("point", "--executor", "qwen3.5:9b", "--executor-usd", "0").out())
        .contains("less (modelled");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          --context|0|expected context from 1 to 10,000,000, got 0
          --context|lots|expected a whole number such as 60000, 60k or 1.5m, got lots
          --calls|0|expected calls from 1 to 10,000, got 0
          --calls|1.5|expected a whole number such as 60000, 60k or 1.5m, got 1.5
          --report|-5|expected a whole number such as 60000, 60k or 1.5m, got -5
          --extra-calls|0|expected calls to hand over from 1 to 10,000, got 0
          --executor-usd|-1|expected an executor's bill of 0 USD or more, got -1
          --executor-usd|1e-15|expected an executor's bill in dollars such as 0.05, got 1E-15
          --model|claude-opus|unknown model claude-opus
          --executor|qwen3.5:9b|--executor-usd says what the executor costs
          --life|7m|expected a cache life that anthropic sells, 5m or 1h, got 7m
          --on|2020-01-01|no price for claude-opus-5-5 on 2020-01-01
          """)
  void whatCannotBeIsSaidAndEndsWithTwo(String option, String value, String message) {
    var printed = Commands.run("point", option, value);

    assertThat(printed.exit()).isEqualTo(2);
    assertThat(printed.err()).contains(message);
    assertThat(printed.out()).isEmpty();
  }

  @Test
  void theSurfaceOfPriceAndCallsFallsWithThePriceAndRisesWithTheCalls() {
    var drawn =
        Commands.done("point", "--on", "2026-11-29", "--surface", "price-ratio", "calls").out();
    var rows = drawn.lines().filter(line -> line.matches(".*[│┤][█·]+")).toList();

    assertThat(rows).hasSize(21);
    long before = Long.MAX_VALUE;
    for (String row : rows) {
      assertThat(row).matches(".*[│┤]█*·*");
      long pays = row.chars().filter(sign -> sign == '█').count();
      assertThat(pays).isLessThanOrEqualTo(before);
      before = pays;
    }
    assertThat(before).isZero();
  }

  @Test
  void theSurfaceIsAPageOfItsOwn(@TempDir Path folder) throws IOException {
    var page = folder.resolve("surface.html");
    Commands.done(
        "point",
        "--on",
        "2026-11-29",
        "--surface",
        "seconds",
        "context",
        "--html",
        page.toString());

    assertThat(Files.readString(page))
        .startsWith("<!doctype html>")
        .contains("<rect class=\"c1\"")
        .contains("modelled")
        .doesNotContain("saved");
  }

  @Test
  void rulesCarryTheirNumbersAndHowTheyAreChecked() {
    var said =
        Commands.done("point", "--on", "2026-11-29", "--rules").out().replaceAll("\\s+", " ");

    assertThat(said)
        .contains("- Hand over searches and reading that you expect to take 2 calls or more.")
        .contains("a stretch of 8 costs $0.032 instead of $0.219")
        .contains("how next week's log shows whether it helped")
        .contains("`breakeven whatif`");
  }

  @Test
  void thePairsOfADayHaveTheirPointsOrSayWhyNot() {
    assertThat(Commands.done("point", "--on", "2026-11-29", "--pairs").row("claude-opus-5-5"))
        .contains("claude-opus-5-5", "$0.219", "$0.151", "$0.068", "4");
    assertThat(Commands.done("point", "--on", "2026-10-01", "--pairs").out())
        .contains("no price on that day");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          point --surface calls calls|expected two different variables, got calls twice
          point --surface calls money|expected --surface with two of calls,
          point --html x.html|expected --html together with --surface, got it alone
          point --json --rules|expected one of --json, --pairs, --rules and --surface, got 2
          point --from /no/such/folder|there is no /no/such/folder
          whatif /no/such/folder|there is no /no/such/folder
          whatif . --mask 5|expected --mask KEEP/EVERY such as 5/10, got 5
          whatif . --cache-life 20m|expected --cache-life 5m or 1h, got 20m
          whatif . --compact 5k|expected --compact from 10,001 to 10,000,000, got 5,000
          whatif . --other-model gpt|expected --other-model to name a model of the catalog, got gpt
          """)
  void aCommandThatCannotBeSaysWhatItExpected(String typed, String message) {
    var printed = Commands.run(typed.split(" "));

    assertThat(printed.exit()).as(printed.out()).isEqualTo(2);
    assertThat(printed.err()).contains(message);
  }

  @Test
  void sessionsAnswerWhatWouldHaveCostLess(@TempDir Path folder) throws IOException {
    SampleSessions.write(folder, 300_000);
    var said = Commands.done("whatif", folder.toString()).out().replaceAll("\\s+", " ");

    assertThat(said)
        .contains("Sent through the cache model again as they were, they come to")
        .contains("Replayed, same calls: each rule by itself")
        .contains("cache life of 1 h")
        .contains("Modelled:")
        .doesNotContain("saved");
    assertThat(Commands.done("point", "--from", folder.toString()).out().replaceAll("\\s+", " "))
        .contains("What was not given: medians of");
    assertThat(Commands.done("whatif", folder.toString(), "--json").out())
        .contains("\"replayed\"", "\"as_recorded\"", "\"looked_modelled\"");
  }
}
