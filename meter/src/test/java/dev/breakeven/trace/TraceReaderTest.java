package dev.breakeven.trace;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.StringReader;
import java.io.StringWriter;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TraceReaderTest {
  private static final String HEADER = "{\"type\":\"trace\",\"version\":2,\"labels\":{}}\n";

  @Test
  void whatWasWrittenIsReadBackAndWrittenAgainByteForByte() {
    String text = written(Example.trace());

    Trace trace = TraceReader.read(new StringReader(text), "t.jsonl");

    assertThat(trace).isEqualTo(Example.trace());
    assertThat(written(trace)).isEqualTo(text);
  }

  @Test
  void aTraceThatStillRunsHasNoOutcome() {
    Trace trace = TraceReader.read(new StringReader(HEADER), "t.jsonl");

    assertThat(trace.outcome()).isEmpty();
    assertThat(trace.calls()).isEmpty();
  }

  @Test
  void aFileCutAnywhereAfterItsHeaderGivesItsWholeLinesAndReportsTheRest() {
    String text = written(Example.trace());
    for (int end = text.indexOf('\n') + 1; end < text.length(); end++) {
      String cut = text.substring(0, end);
      String last = cut.substring(cut.lastIndexOf('\n') + 1);
      var reading = TraceReader.scan(new StringReader(cut), "t.jsonl");

      if (reading.cut().isPresent()) {
        assertThat(reading.cut()).contains(last);
      } else {
        assertThat(last.isEmpty() || last.endsWith("}")).isTrue();
      }
    }
  }

  @Test
  void aBrokenLineInTheMiddleIsNamed() {
    assertThatThrownBy(() -> read(HEADER + "{\"type\":\"agent\",\n{}\n"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("t.jsonl:2: expected a line of JSON, got {\"type\":\"agent\",");
  }

  @Test
  void anEmptyFileIsNoTrace() {
    assertThatThrownBy(() -> read(""))
        .hasMessage(
            "t.jsonl: expected a trace that begins with its header line, got an empty file");
  }

  @Test
  void aWayOfBuyingComesBack() {
    var bought = new Purchase(List.of("us", "fast"), Map.of("web_search", 2L));
    Trace plain = Example.trace();
    Call call = plain.calls().getFirst();
    var answer =
        new Call.Answer(
            call.answer().blocks(),
            call.answer().stop(),
            call.answer().usage(),
            call.answer().known(),
            null,
            bought);
    var out = new StringWriter();
    TraceWriter.write(
        new Trace(
            plain.labels(),
            plain.agents(),
            plain.blocks(),
            List.of(
                new Call(
                    call.id(), call.agent(), call.turn(), call.prompt(), answer, call.timing())),
            plain.outcome()),
        out);

    assertThat(out.toString()).contains("\"ways\":[\"fast\",\"us\"],\"tools\":{\"web_search\":2}");
    assertThat(read(out.toString()).calls().getFirst().answer().bought()).isEqualTo(bought);
  }

  @Test
  void aNewerVersionIsRefused() {
    assertThatThrownBy(() -> read("{\"type\":\"trace\",\"version\":4,\"labels\":{}}\n"))
        .hasMessageStartingWith("t.jsonl:1: expected version 3 of the trace format, got 4");
  }

  @Test
  void theFirstVersionIsReadToo() {
    assertThat(read(HEADER.replace("\"version\":2", "\"version\":1")))
        .isEqualTo(read(HEADER))
        .isNotNull();
  }

  @Test
  void theLengthOfAContentThatIsNotHeldIsReadAgain() {
    var blocks =
        List.of(
            new Block(0, Origin.USER, "main", null, null, null, 12),
            new Block(1, Origin.TOOL_CALL, "main", "Read", null, null, 40, 11_355L),
            new Block(2, Origin.SYSTEM, "main", null, "Be kind.", null));
    var trace =
        new Trace(
            Map.of(),
            List.of(new Agent("main", Role.SOLO, "m", null, null)),
            blocks,
            List.of(),
            Map.of());
    var out = new StringWriter();
    TraceWriter.write(trace, out);
    assertThat(out.toString())
        .contains(
            """
            {"type":"block","id":1,"origin":"tool_call","agent":"main","tool":"Read","length":40,"pieces":11355}
            """);
    assertThat(read(out.toString())).isEqualTo(trace);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "[1] | expected a JSON object, got [1]",
        "{\"type\":\"tool\"} | expected type agent, block, call or outcome, got tool",
        "{\"id\":\"main\"} | expected the key type, got none",
        "{\"type\":\"trace\",\"version\":2,\"labels\":{}} | expected one header, got a second one",
        "{\"type\":\"agent\",\"id\":\"a\",\"role\":\"boss\",\"model\":\"m\"}"
            + " | expected a role such as executor, got boss",
        "{\"type\":\"agent\",\"id\":7} | expected a text as id, got 7",
        "{\"type\":\"agent\",\"id\":\"a\",\"role\":\"solo\",\"model\":\"m\",\"x\":1}"
            + " | expected no further keys, got [x]",
        "{\"type\":\"block\",\"id\":1.5} | expected a whole number as id, got 1.5",
        "{\"type\":\"block\",\"id\":1,\"origin\":\"user\",\"agent\":\"main\"}"
            + " | expected an agent named before as agent of block 1, got main",
        "{\"type\":\"outcome\",\"words\":[]} | expected an object as words, got []",
      })
  void whatTheWriterCannotHaveWrittenIsRefused(String line, String message) {
    assertThatThrownBy(() -> read(HEADER + line + "\n"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("t.jsonl:2: " + message);
  }

  @Test
  void anInstructionThatIsNoBlockIsRefusedOnceTheTraceIsComplete() {
    String text = written(Example.trace()).replace("\"instruction\":3", "\"instruction\":33");

    assertThatThrownBy(() -> read(text))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "t.jsonl: expected the instruction of agent main.1 to be a block of the trace, got 33");
    assertThat(read(text.substring(0, text.indexOf("{\"type\":\"outcome\""))).agents()).hasSize(2);
  }

  @Test
  void negativeDurationsAreRefused() {
    String text = written(Example.trace()).replace("\"first_ns\":9", "\"first_ns\":-9");

    assertThatThrownBy(() -> read(text))
        .hasMessageStartingWith("t.jsonl:9: expected durations of 0 or more, got first PT-0.9S");
  }

  @Test
  void unreportedClassesStayUnreported() {
    Usage usage =
        TraceReader.read(new StringReader(written(Example.trace())), "t.jsonl")
            .calls()
            .get(1)
            .answer()
            .usage();

    assertThat(usage.counts()).containsOnlyKeys(TokenClass.UNCACHED);
  }

  @Test
  void labelsMayHoldAnyText() {
    var labels = Map.of("a\"b", "c\n\u2028d");
    var odd = new Trace(labels, List.of(), List.of(), List.of(), Map.of());

    assertThat(TraceReader.read(new StringReader(written(odd)), "t")).isEqualTo(odd);
  }

  private static Trace read(String text) {
    return TraceReader.read(new StringReader(text), "t.jsonl");
  }

  private static String written(Trace trace) {
    var out = new StringWriter();
    TraceWriter.write(trace, out);
    return out.toString();
  }
}
