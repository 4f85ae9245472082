package dev.breakeven.workspace;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Random;
import org.junit.jupiter.api.Test;

final class CaptureTest {
  private static void add(Capture capture, String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    capture.add(bytes, bytes.length);
  }

  @Test
  void whatFitsIsKeptWhole() {
    var capture = new Capture(10);
    add(capture, "abc");
    assertThat(capture.text()).isEqualTo("abc");
    add(capture, "defgh");
    assertThat(capture.text()).isEqualTo("abcdefgh");
    add(capture, "ij");
    assertThat(capture.text()).isEqualTo("abcdefghij");
  }

  @Test
  void theMiddleIsDroppedAndCounted() {
    var capture = new Capture(6);
    add(capture, "abcdefghij");

    assertThat(capture.text()).isEqualTo("abc\n[... 4 bytes of output not kept ...]\nhij");
  }

  @Test
  void howItIsSplitIntoChunksDoesNotMatter() {
    var random = new Random(7);
    for (int round = 0; round < 300; round++) {
      int length = random.nextInt(200);
      String text = "0123456789".repeat(20).substring(0, length);
      int size = 1 + random.nextInt(60);
      var whole = new Capture(size);
      add(whole, text);
      var chunked = new Capture(size);
      for (int at = 0; at < length; ) {
        int end = Math.min(length, at + 1 + random.nextInt(30));
        add(chunked, text.substring(at, end));
        at = end;
      }

      assertThat(chunked.text()).as("%d bytes of %d", size, length).isEqualTo(whole.text());
      assertThat(whole.text()).startsWith(text.substring(0, Math.min(length, size / 2)));
      assertThat(whole.text()).endsWith(text.substring(Math.max(0, length - size + size / 2)));
    }
  }

  @Test
  void invalidBytesAreReplaced() {
    var capture = new Capture(10);
    capture.add(new byte[] {'a', (byte) 0xff, 'b'}, 3);

    assertThat(capture.text()).isEqualTo("a\ufffdb");
  }
}
