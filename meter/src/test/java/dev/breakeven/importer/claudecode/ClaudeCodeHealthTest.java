package dev.breakeven.importer.claudecode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import dev.breakeven.importer.Health.Count;
import dev.breakeven.importer.Input;
import dev.breakeven.trace.Trace;
import dev.breakeven.trace.TraceReader;
import dev.breakeven.trace.TraceWriter;
import dev.breakeven.trace.Usage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.StringReader;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/// What damage does: it is counted and named, and the rest goes on.
final class ClaudeCodeHealthTest {
  private static final String OPUS = "claude-opus-4-7";

  @Test
  void anAnswerThatNeverSaysWhyItStoppedIsCountedAsUnfinished() {
    ClaudeCode.Reading reading =
        ClaudeCode.read(
            List.of(
                Script.of("s")
                    .user("u1", "Hello.")
                    .answer("a1", "m1", Script.text("One."), "null 3 100 0 1")
                    .input("s.jsonl")));

    assertThat(reading.traces().getFirst().calls().getFirst().answer().stop()).isNull();
    assertThat(reading.health().count(Count.UNFINISHED)).isEqualTo(1);
  }

  @Test
  void answersTheToolMadeUpCostNothing() {
    ClaudeCode.Reading reading =
        ClaudeCode.read(
            List.of(
                Script.of("s")
                    .user("u1", "Hello.")
                    .answer("a1", "m1", Script.text("One."), "end_turn 3 100 0 1")
                    .answer("a2", "m0", "<synthetic>", Script.text("None."), "stop 0 0 0 0")
                    .line("e1", "system", "'subtype':'api_error'")
                    .input("s.jsonl")));

    assertThat(reading.traces().getFirst().calls()).hasSize(1);
    assertThat(reading.health().count(Count.SYNTHETIC)).isEqualTo(1);
    assertThat(reading.health().count(Count.FAILED)).isEqualTo(1);
  }

  @Test
  void brokenLinesAreNamedACutLastLineIsNormalAndTheRestGoesOn() {
    String text =
        Script.of("s")
                .user("u1", "Hello.")
                .raw("{'type':'user','message':")
                .raw("[1]")
                .answer("a1", "m1", Script.text("One."), "end_turn 3 100 0 1")
                .raw("{'type':'zebra','sessionId':'s'}")
                .text()
            + "{\"type\":\"assistant\",\"mess";
    ClaudeCode.Reading reading = ClaudeCode.read(List.of(Input.of("dir/s.jsonl", text)));

    assertThat(reading.traces().getFirst().calls()).hasSize(1);
    assertThat(reading.health().broken()).hasSize(2);
    assertThat(reading.health().broken().get(0)).startsWith("dir/s.jsonl:2: expected");
    assertThat(reading.health().broken().get(1)).startsWith("dir/s.jsonl:3: expected");
    assertThat(reading.health().count(Count.CUT)).isEqualTo(1);
    assertThat(reading.health().count(Count.LINES)).isEqualTo(6);
    assertThat(reading.health().unknown()).containsExactly(entry("line zebra", 1L));
  }

  @Test
  void aFileThatCannotBeReadIsNamedAndTheRestGoesOn() {
    var unreadable =
        new Input(
            "gone.jsonl",
            () -> {
              throw new IOException("no such file");
            });
    ClaudeCode.Reading reading =
        ClaudeCode.read(
            List.of(
                unreadable,
                Script.of("s")
                    .user("u1", "Hello.")
                    .answer("a1", "m1", Script.text("One."), "end_turn 3 100 0 1")
                    .input("s.jsonl")));

    assertThat(reading.traces()).hasSize(1);
    assertThat(reading.health().count(Count.UNREADABLE)).isEqualTo(1);
    assertThat(reading.health().broken().getFirst())
        .contains("gone.jsonl")
        .contains("no such file");
  }

  @Test
  void usageThatIsMissingIsNotZero() {
    ClaudeCode.Reading reading =
        ClaudeCode.read(
            List.of(
                Script.of("s")
                    .user("u1", "Hello.")
                    .line(
                        "a1",
                        "assistant",
                        "'message':{'id':'m1','model':'" + OPUS + "','content':[]}")
                    .input("s.jsonl")));

    assertThat(reading.traces().getFirst().calls().getFirst().answer().usage())
        .isEqualTo(Usage.NONE);
    assertThat(reading.health().count(Count.MISSING_USAGE)).isEqualTo(1);
  }

  @Test
  void nothingGivesNothing() {
    ClaudeCode.Reading reading = ClaudeCode.read(List.of(Input.of("empty.jsonl", "")));

    assertThat(reading.traces()).isEmpty();
    assertThat(reading.health().count(Count.INPUTS)).isEqualTo(1);
  }

  @Test
  void noDamageToTheBytesStopsTheReading() {
    byte[] whole =
        Script.of("s")
            .user("u1", "Do it.")
            .answer("a1", "m1", Script.call("t1", "Task", "'prompt':'Look.'"), "tool_use 3 9 0 4")
            .line("b1", "system", "'subtype':'compact_boundary'")
            .result("r1", "t1", "Found.", ",'toolUseResult':{'agentId':'x1'}")
            .answer("a2", "m2", Script.text("Done."), "end_turn 1 5 9 2")
            .from("a1")
            .user("u2", "Else.")
            .answer("a3", "m3", Script.text("Done."), "end_turn 1 5 9 2")
            .text()
            .getBytes(StandardCharsets.UTF_8);
    var random = new Random(41);
    for (int i = 0; i < 5_000; i++) {
      byte[] bytes = damaged(whole, random);
      ClaudeCode.Reading reading =
          ClaudeCode.read(List.of(new Input("s.jsonl", () -> new ByteArrayInputStream(bytes))));
      for (Trace trace : reading.traces()) {
        var text = new StringWriter();
        TraceWriter.write(trace, text);
        assertThat(TraceReader.read(new StringReader(text.toString()), "trace")).isEqualTo(trace);
      }
    }
  }

  private static byte[] damaged(byte[] whole, Random random) {
    byte[] bytes = whole.clone();
    int from = random.nextInt(bytes.length);
    int length = Math.min(bytes.length - from, 1 + random.nextInt(40));
    switch (random.nextInt(4)) {
      case 0 -> bytes[from] = (byte) random.nextInt(256);
      case 1 -> System.arraycopy(whole, random.nextInt(bytes.length - length), bytes, from, length);
      case 2 -> Arrays.fill(bytes, from, from + length, (byte) '9');
      default -> bytes = Arrays.copyOf(bytes, from);
    }
    return bytes;
  }

  @Test
  void deepNestingAndHugeNumbersBreakOnlyTheirLine() {
    String deep = "{'type':'user','message':" + "[".repeat(5_000) + "]".repeat(5_000) + "}";
    ClaudeCode.Reading reading =
        ClaudeCode.read(
            List.of(
                Script.of("s")
                    .raw(deep)
                    .user("u1", "Hello.")
                    .answer("a1", "m1", Script.text("One."), "end_turn 3 9223372036854775807 0 1")
                    .answer("a2", "m2", Script.text("Two."), "end_turn 3 9 0 1")
                    .input("s.jsonl")));

    assertThat(reading.health().count(Count.BROKEN)).isEqualTo(1);
    assertThat(reading.health().count(Count.MISSING_USAGE)).isEqualTo(1);
    assertThat(reading.traces().getFirst().usage()).isEqualTo(Usage.of(3, 9, 0, 0, 1));
  }
}
