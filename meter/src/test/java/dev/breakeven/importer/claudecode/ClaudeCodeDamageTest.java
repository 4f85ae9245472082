package dev.breakeven.importer.claudecode;

import static org.assertj.core.api.Assertions.assertThat;

import dev.breakeven.importer.Contents;
import dev.breakeven.importer.Health;
import dev.breakeven.importer.Health.Count;
import dev.breakeven.importer.Input;
import dev.breakeven.importer.Mutations;
import dev.breakeven.importer.Samples;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/// Whatever stands in a file, everything whole beside it is still counted.
final class ClaudeCodeDamageTest {
  private static final int MUTATIONS = 70_000;
  private static final int MEBIBYTE = 1 << 20;

  private static final Input WHOLE =
      Script.of("whole")
          .user("u1", "Hello.")
          .answer("a1", "w1", Script.text("One."), "tool_use 3 100 0 1")
          .answer("a2", "w2", Script.text("Two."), "end_turn 3 100 50 7")
          .input("whole.jsonl");

  private static final Input DAMAGED =
      Script.of("damaged")
          .user("u1", "Hello, \\\\\\\\ ünïcode \\u00e9.")
          .answer("a1", "m1", Script.text("One."), "tool_use 3 100 0 1")
          .answer("a2", "m1", Script.text("Two."), "tool_use 3 100 0 9")
          .answer("a3", "m2", Script.text("Three."), "end_turn 3 100 50 7")
          .input("damaged.jsonl");

  @Test
  void mutationsOfAnySort() {
    Mutations.endure(new ClaudeCode(Contents.KEPT), WHOLE, DAMAGED, MUTATIONS);
  }

  @Test
  void aLineOf200MebibytesIsPassedOver() {
    var huge =
        new Input(
            "huge.jsonl",
            () ->
                new SequenceInputStream(
                    Collections.enumeration(
                        List.of(
                            bytes("{\"type\":\"user\",\"message\":{\"content\":\""),
                            new Endless(200L * MEBIBYTE),
                            bytes("\"}}\n"),
                            WHOLE.source().open()))));
    var health = measured(huge);
    assertThat(health.count(Count.CALLS)).isEqualTo(2);
    assertThat(health.broken()).anyMatch(line -> line.startsWith("huge.jsonl:1"));
  }

  @Test
  void blanksAreNoLinesWhereverTheyFallInWhatIsReadAtOnce() {
    String text = " \n\t\r\n" + Samples.text(WHOLE).replace("\n", "\n   \n  ") + " {oops\n\n \t ";
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    for (int most : new int[] {1, 2, 3, 7, bytes.length}) {
      var input = new Input("blank.jsonl", () -> new Dripping(bytes, most));
      var health = measured(input);
      assertThat(health.count(Count.CALLS)).as("%d bytes at once", most).isEqualTo(2);
      assertThat(health.count(Count.LINES)).isEqualTo(4);
      assertThat(health.broken()).singleElement().asString().startsWith("blank.jsonl:9: ");
    }
  }

  /// Bytes, so many at once at most.
  private static final class Dripping extends ByteArrayInputStream {
    private final int most;

    Dripping(byte[] bytes, int most) {
      super(bytes);
      this.most = most;
    }

    @Override
    public int read(byte[] into, int offset, int length) {
      return super.read(into, offset, Math.min(most, length));
    }
  }

  @Test
  void nestingWithoutEndIsABrokenLine() {
    var deep = "{\"type\":\"user\",\"message\":" + "[".repeat(1_000_000) + "\n";
    var reading = Samples.read(new ClaudeCode(Contents.KEPT), Input.of("deep.jsonl", deep), WHOLE);
    assertThat(reading.health().count(Count.CALLS)).isEqualTo(2);
    assertThat(reading.health().count(Count.BROKEN)).isEqualTo(1);
  }

  @Test
  void binaryAndUnreadableInputsAreCounted() {
    var noise = new byte[3 * MEBIBYTE];
    new Random(1).nextBytes(noise);
    var binary = new Input("noise.jsonl", () -> new ByteArrayInputStream(noise));
    var locked =
        new Input(
            "locked.jsonl",
            () -> {
              throw new IOException("Permission denied");
            });
    var breaking =
        new Input(
            "breaking.jsonl",
            () ->
                new SequenceInputStream(
                    DAMAGED.source().open(),
                    new InputStream() {
                      @Override
                      public int read() throws IOException {
                        throw new IOException("Input/output error");
                      }

                      @Override
                      public int read(byte[] into, int offset, int length) throws IOException {
                        return read();
                      }
                    }));
    var health = measured(binary, locked, breaking, WHOLE);
    assertThat(health.count(Count.UNREADABLE)).isEqualTo(2);
    assertThat(health.count(Count.BROKEN)).isPositive();
    assertThat(health.count(Count.CALLS)).isGreaterThanOrEqualTo(2);
  }

  /// Reads without keeping contents, as audits do.
  private static Health measured(Input... inputs) {
    return new ClaudeCode(Contents.MEASURED).read(List.of(inputs), _ -> {});
  }

  private static InputStream bytes(String text) {
    return new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8));
  }

  /// So many letters.
  private static final class Endless extends InputStream {
    private long left;

    Endless(long length) {
      left = length;
    }

    @Override
    public int read() {
      return left-- > 0 ? 'x' : -1;
    }

    @Override
    public int read(byte[] into, int offset, int length) {
      if (left <= 0) {
        return -1;
      }
      int count = (int) Math.min(left, length);
      Arrays.fill(into, offset, offset + count, (byte) 'x');
      left -= count;
      return count;
    }
  }
}
