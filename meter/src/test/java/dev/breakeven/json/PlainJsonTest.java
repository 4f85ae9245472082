package dev.breakeven.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Random;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.core.JacksonException;

class PlainJsonTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "null",
        "true",
        " false\n",
        "\"\"",
        "\"ä\\u00e9\\n\\\"\\\\\\/\\b\\f\\r\\t\\ud83d\\ude00\uFFFD\"",
        "0",
        "-0",
        "-7",
        "999999999999999999",
        "-9223372036854775808",
        "9223372036854775808",
        "1.25",
        "[1E2,-0.5]",
        "{}",
        "[ ]",
        "[[],{},[1,\"a\",null]]",
        " {\"b\" : [1, {\"c\":null}],\r\n\t\"a\":{\"b\":true},\"\":2} ",
      })
  void valuesAreThoseOfTheTree(String text) {
    assertThat(PlainJson.text(PlainJson.strict(text))).isEqualTo(JsonTree.strict(text).toString());
  }

  @Test
  void whatNestsDeepIsRead() {
    String text = "[".repeat(300) + "]".repeat(300);

    assertThat(PlainJson.text(PlainJson.strict(text))).isEqualTo(text);
  }

  @Test
  void numbersAreLongWhereTheyFit() {
    assertThat(PlainJson.strict("7")).isEqualTo(7L);
    assertThat(PlainJson.strict("-0")).isEqualTo(0L);
    assertThat(PlainJson.strict("1000000000000000000")).isEqualTo(1_000_000_000_000_000_000L);
  }

  @Test
  void aDoubledKeyIsRejected() {
    assertThatThrownBy(() -> PlainJson.strict("{\"a\":null,\"a\":null}"))
        .isInstanceOf(JacksonException.class)
        .hasMessageContaining("Duplicate Object property \"a\"");
  }

  @Test
  void damageAtAnyPlaceIsFoundAndTold() {
    String sound =
        "{\"a\":[1,-20,true,null,false,\"x\\n\\u00e9y\"],\"b\" : {\"c\":\"\"} , \"d\":[]}";
    String letters = "{}[]\",:\\ 0-1etfnu\n.x";
    var random = new Random(3);
    for (int round = 0; round < 20_000; round++) {
      var text = new StringBuilder(sound);
      for (int faults = 1 + random.nextInt(2); faults > 0; faults--) {
        int at = random.nextInt(text.length());
        char letter = letters.charAt(random.nextInt(letters.length()));
        switch (random.nextInt(3)) {
          case 0 -> text.deleteCharAt(at);
          case 1 -> text.insert(at, letter);
          default -> text.setCharAt(at, letter);
        }
      }
      String mutant = text.toString();
      assertThat(outcome(() -> PlainJson.text(PlainJson.strict(mutant))))
          .as(mutant)
          .isEqualTo(outcome(() -> JsonTree.strict(mutant).toString()));
    }
  }

  /// The value as text, or what is wrong.
  private static String outcome(Supplier<String> reading) {
    try {
      return reading.get();
    } catch (JacksonException e) {
      return String.valueOf(e.getMessage());
    }
  }
}
