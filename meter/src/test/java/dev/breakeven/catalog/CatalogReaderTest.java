package dev.breakeven.catalog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.StringReader;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CatalogReaderTest {
  static String file(String... rows) {
    return "{\"schema\":1,\"vendor\":\"acme\",\"rates\":[" + String.join(",", rows) + "]}";
  }

  static String row(String model, String from, String to) {
    return """
    {"model":"%s","from":"%s","to":"%s",
     "usd_per_million":{"input":"1","write_5m":"1.25","write_1h":null,"read":"0.1","output":"5"},
     "minimum_cacheable":null,"tokenizer":null,
     "sources":["a letter"],"checked":"2026-11-24","sureness":"single"}\
    """
        .formatted(model, from, to);
  }

  @Test
  void rowsThatFollowEachOtherAreFine() {
    Catalog catalog =
        read(file(row("m", "2026-01-01", "2026-02-01"), row("m", "2026-02-01", "2026-03-01")));

    assertThat(catalog.rates("m")).hasSize(2);
  }

  @Test
  void overlapsAreRejectedWithBothRows() {
    assertThatThrownBy(() ->
            read(file(row("m", "2026-01-01", "2026-02-02"), row("m", "2026-02-01", "2026-03-01"))))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "own.json: rates[1] (m): expected one price a day, but 2026-02-01 to before 2026-03-01"
                + " overlaps rates[0], 2026-01-01 to before 2026-02-02");
  }

  @Test
  void aSecondIdOverlapsTheUsualOne() {
    String also = row("m", "2026-02-01", "2026-03-01");
    String both = row("n", "2026-01-01", "2026-02-02").replace("{\"m", "{\"also\":[\"m\"],\"m");

    assertThatThrownBy(() -> read(file(row("o", "2026-01-01", "2026-02-02"), both, also)))
        .hasMessageContaining("rates[2] (m)")
        .hasMessageContaining("overlaps rates[1]");
  }

  @Test
  void anUnknownBeginningOverlapsEverythingBeforeItsEnd() {
    String open = row("m", "2026-01-01", "2026-02-01").replace("\"2026-01-01\"", "null");

    assertThatThrownBy(() -> read(file(row("m", "2020-01-01", "2020-02-01"), open)))
        .hasMessageContaining("an unknown day to before 2026-02-01 overlaps rates[0]");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "\"1.25\" | 1.25 | expected a text as write_5m, got 1.25",
        "\"1.25\" | \"1.0000001\" | expected a price of at most 9,000,000 USD a million tokens with"
            + " at most 6 decimals, so that one token costs whole picodollars, as write_5m, got"
            + " 1.0000001",
        "\"1.25\" | \"-1\" | expected a decimal number such as \"0.50\" as write_5m, got -1",
        "\"1.25\" | \"1e3\" | expected a decimal number such as \"0.50\" as write_5m, got 1e3",
        "\"1.25\" | \"1.\" | expected a decimal number such as \"0.50\" as write_5m, got 1.",
        "\"1.25\" | \".5\" | expected a decimal number such as \"0.50\" as write_5m, got .5",
        "\"1.25\" | \"1.2.5\" | expected a decimal number such as \"0.50\" as write_5m, got 1.2.5",
        "\"1.25\" | \"1234567890123\" | expected a decimal number such as \"0.50\" as write_5m, got"
            + " 1234567890123",
        "\"1.25\" | \"0.1234567890123456789\" | expected a decimal number such as \"0.50\" as"
            + " write_5m, got 0.1234567890123456789",
        "\"read\":\"0.1\", | '' | expected the key read, got none",
        "\"tokenizer\":null | \"tokeniser\":null | expected the key tokenizer, got none",
        "\"tokenizer\":null | \"tokenizer\":null,\"x\":1 | expected no further keys, got [x]",
        "[\"a letter\"] | [] | expected at least one source, got none",
        "\"single\" | \"guess\" | expected official, excerpt, agreeing or single as sureness, got"
            + " guess",
        "2026-02-01 | 2026-01-01 | expected from before to, got from 2026-01-01 to 2026-01-01",
        "2026-02-01 | soon | expected a day such as 2026-11-24 as to, got soon",
        "2026-02-01 | 2026-02-30 | expected a day such as 2026-11-24 as to, got 2026-02-30",
        "2026-02-01 | 2026-2-001 | expected a day such as 2026-11-24 as to, got 2026-2-001",
        "\"minimum_cacheable\":null | \"minimum_cacheable\":-1"
            + " | expected a whole number of 0 or more as minimum_cacheable, got -1",
        "\"tokenizer\":null | \"tokenizer\":null,\"multipliers\":{\"batch\":0.5}"
            + " | expected a text as batch, got 0.5",
        "\"tokenizer\":null | \"tokenizer\":null,\"multipliers\":{\"batch\":\"0.1234567\"}"
            + " | expected a factor of at most 6 digits before and after its point as batch, got"
            + " 0.1234567",
        "\"tokenizer\":null |"
            + " \"tokenizer\":null,\"peak\":{\"factor\":\"2\",\"utc\":[\"04:00-01:00\"],\"weekdays\":true,\"except\":[]}"
            + " | expected hours such as 01:00-04:00, the first before the second, as utc, got"
            + " 04:00-01:00",
      })
  void aFaultIsNamedWithFileAndRowAndReason(String sound, String fault, String message) {
    String good = row("good", "2026-01-01", "2026-02-01");
    String bad = row("m", "2026-01-01", "2026-02-01").replace(sound, fault);

    assertThatThrownBy(() -> read(file(good, bad)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("own.json: rates[1] (m): " + message);
  }

  @Test
  void aDoubleKeyIsRejected() {
    assertThatThrownBy(() -> read("{\"schema\":1,\n\"schema\":1}"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("own.json: file: expected JSON, got an error at line 2");
  }

  @Test
  void anotherSchemaIsRejected() {
    assertThatThrownBy(() -> read("{\"schema\":3}"))
        .hasMessage("own.json: expected schema 1 or 2 of the catalog format, got 3");
  }

  @Test
  void tiersMustAscend() {
    String tier = "{\"above\":5,\"usd_per_million\":%s}".formatted(prices());
    String bad =
        row("m", "2026-01-01", "2026-02-01")
            .replace("\"tokenizer\"", "\"tiers\":[" + tier + "," + tier + "],\"tokenizer\"");

    assertThatThrownBy(() -> read(file(bad)))
        .hasMessageEndingWith("expected tiers by ascending size, got above 5 after above 5");
  }

  private static String prices() {
    return "{\"input\":\"1\",\"write_5m\":\"as"
        + " input\",\"write_1h\":null,\"read\":null,\"output\":\"5\"}";
  }

  private static Catalog read(String text) {
    return Catalog.read(new StringReader(text), "own.json");
  }
}
