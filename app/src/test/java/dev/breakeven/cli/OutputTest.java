package dev.breakeven.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class OutputTest {
  private static String printed(String text, Charset charset) {
    var bytes = new ByteArrayOutputStream();
    var out = new Output(bytes).writer(charset);
    out.print(text);
    out.write('─');
    out.flush();
    return bytes.toString(charset);
  }

  @Test
  void signsAreThemselvesWhereTheEncodingHasThem() {
    assertThat(printed("café ██ – …", StandardCharsets.UTF_8)).isEqualTo("café ██ – …─");
  }

  /// One for one, so that columns stay; a letter that is missing is seen to be missing.
  @Test
  void signsArePlainOnesWhereItDoesNot() {
    assertThat(printed("café ██ – … “a” · b", StandardCharsets.US_ASCII))
        .isEqualTo("caf? ## - ~ \"a\" . b-");
    assertThat(printed("café ██ – · b", StandardCharsets.ISO_8859_1)).isEqualTo("café ## - · b-");
  }
}
