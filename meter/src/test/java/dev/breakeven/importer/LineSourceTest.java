package dev.breakeven.importer;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

final class LineSourceTest {
  private static LineSource lines(String text, int longest) {
    return new LineSource(new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)), longest);
  }

  private static String line(LineSource lines) {
    return new String(lines.bytes(), lines.offset(), lines.length(), StandardCharsets.UTF_8);
  }

  @Test
  void linesAreNumberedAndTheLastKnowsWhetherItEnded() throws IOException {
    LineSource lines = lines("a\n\nbc", 100);

    assertThat(lines.next()).isTrue();
    assertThat(line(lines)).isEqualTo("a");
    assertThat(lines.next()).isTrue();
    assertThat(lines.length()).isZero();
    assertThat(lines.next()).isTrue();
    assertThat(line(lines)).isEqualTo("bc");
    assertThat(lines.number()).isEqualTo(3);
    assertThat(lines.ended()).isFalse();
    assertThat(lines.next()).isFalse();
  }

  @Test
  void nothingHasNoLines() throws IOException {
    assertThat(lines("", 100).next()).isFalse();
  }

  @Test
  void aLineBeyondTheLimitIsGivenUpAndTheNextIsWhole() throws IOException {
    LineSource lines = lines("x".repeat(1_000_000) + "\nshort\n", 100_000);

    assertThat(lines.next()).isTrue();
    assertThat(lines.tooLong()).isTrue();
    assertThat(lines.bytes().length).isLessThan(300_000);
    assertThat(lines.next()).isTrue();
    assertThat(lines.tooLong()).isFalse();
    assertThat(line(lines)).isEqualTo("short");
    assertThat(lines.next()).isFalse();
  }

  @Test
  void anyTextComesBackLineByLine() throws IOException {
    var random = new Random(7);
    var expected = new ArrayList<String>();
    for (int i = 0; i < 200; i++) {
      expected.add("é".repeat(random.nextInt(3_000)));
    }

    LineSource lines = lines(String.join("\n", expected) + "\n", 1 << 20);
    var read = new ArrayList<String>();
    while (lines.next()) {
      read.add(line(lines));
    }

    assertThat(read).isEqualTo(List.copyOf(expected));
  }
}
