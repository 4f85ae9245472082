package dev.breakeven.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.databind.json.JsonMapper;

class JsonTreeTest {
  private static final JsonMapper MAPPER = JsonMapper.builder().build();
  private static final JsonMapper STRICT =
      JsonMapper.builder().enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION).build();

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        "null",
        "true",
        "false",
        "\"\"",
        "\"ä\\u00e9\\n\\\"\"",
        "0",
        "-2147483648",
        "2147483648",
        "-9223372036854775808",
        "9223372036854775808",
        "0.1",
        "-1.50e3",
        "1e400",
        "123456789012345678.123456789",
        "{}",
        "[]",
        "[[],{},[1,\"a\",null]]",
        " {\"b\":[1,{\"c\":null}],\"a\":{\"b\":true},\"\":2} ",
      })
  void treesAreThoseOfTheMapper(String text) {
    assertThat(JsonTree.of(text)).isEqualTo(MAPPER.readTree(text));
    assertThat(JsonTree.strict(text)).isEqualTo(MAPPER.readTree(text));
    assertThat(JsonTree.of(stream(text))).isEqualTo(MAPPER.readTree(stream(text)));
    assertThat(JsonTree.of(text)).hasToString(MAPPER.readTree(text).toString());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"{", "[1", "[1,]", "{\"a\"}", "{\"a\":}", "x", "nul", "\"a", "01", "]", "NaN"})
  void damageIsToldAsByTheMapper(String text) {
    assertThatThrownBy(() -> JsonTree.of(text))
        .isInstanceOf(JacksonException.class)
        .hasMessage(damage(() -> MAPPER.readTree(text)));
    assertThatThrownBy(() -> JsonTree.of(stream(text)))
        .hasMessage(damage(() -> MAPPER.readTree(stream(text))));
    assertThatThrownBy(() -> JsonTree.strict(text)).hasMessage(damage(() -> STRICT.readTree(text)));
  }

  @Test
  void theLastOfDoubledKeysCountsUnlessTheyAreRejected() {
    String text = "{\"a\":1,\"b\":2,\n\"a\":3}";

    assertThat(JsonTree.of(text)).hasToString(MAPPER.readTree(text).toString());
    assertThatThrownBy(() -> JsonTree.strict(text))
        .hasMessageContaining("Duplicate Object property \"a\"")
        .hasMessage(damage(() -> STRICT.readTree(text)));
  }

  @Test
  void aSecondValueIsRejected() {
    assertThatThrownBy(() -> JsonTree.of("{} []"))
        .isInstanceOf(JacksonException.class)
        .hasMessageContaining("expected nothing behind the first value, got START_ARRAY");
  }

  @Test
  void nestingBeyondBoundsIsRejected() {
    String text = "[".repeat(100_000);

    assertThatThrownBy(() -> JsonTree.of(text)).hasMessage(damage(() -> MAPPER.readTree(text)));
  }

  private static String damage(Runnable reading) {
    return String.valueOf(catchThrowableOfType(JacksonException.class, reading::run).getMessage());
  }

  private static ByteArrayInputStream stream(String text) {
    return new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8));
  }
}
