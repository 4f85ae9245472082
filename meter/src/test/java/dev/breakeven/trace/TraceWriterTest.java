package dev.breakeven.trace;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class TraceWriterTest {
  @Test
  void everyEventIsOneLineInAFixedOrder() {
    var out = new StringWriter();
    TraceWriter.write(Example.trace(), out);

    assertThat(out.toString().lines())
        .hasSize(11)
        .startsWith(
            """
            {"type":"trace","version":3,"labels":{"arm":"B","study":"demo","task":"T1"}}\
            """,
            """
            {"type":"agent","id":"main","role":"orchestrator","model":"claude-opus-4-7"}\
            """,
            """
            {"type":"agent","id":"main.1","role":"executor","model":"qwen3.5:9b","parent":"main","instruction":3}\
            """,
            """
            {"type":"block","id":0,"origin":"tools","agent":"main","tokens":700}\
            """)
        .contains(
            """
            {"type":"call","id":"main#1","agent":"main","turn":1,"start":"2026-11-24T06:00:00Z","first_ns":900000000,"total_ns":2500000001,"kept":0,"added":[0,1,2],"marks":[0,1,2],"answer":[3],"stop":"tool_use","known":"billed","usage":{"uncached":2033,"write_5m":0,"write_1h":0,"read":0,"output":55}}\
            """)
        .endsWith(
            """
            {"type":"outcome","words":{"ending":"solved","verdict":"green"}}\
            """);
  }

  @Test
  void eachLineIsHandedOnWhole() {
    var out = new Pieces();
    TraceWriter.write(Example.trace(), out);

    assertThat(out.pieces).hasSize(11).allMatch(piece -> piece.endsWith("}\n"));
    assertThat(out.flushes).isEqualTo(11);
  }

  @Test
  void theHeaderComesFirstAndOnce() {
    var writer = new TraceWriter(new StringWriter());
    var agent = new Agent("main", Role.SOLO, "m", null, null);

    assertThatThrownBy(() -> writer.agent(agent)).isInstanceOf(IllegalStateException.class);
    writer.header(Map.of());
    assertThatThrownBy(() -> writer.header(Map.of())).isInstanceOf(IllegalStateException.class);
  }

  @Test
  void nothingFollowsTheOutcome() {
    var writer = new TraceWriter(new StringWriter());
    writer.header(Map.of());
    writer.outcome(Map.of("ending", "solved"));

    assertThatThrownBy(() -> writer.outcome(Map.of())).isInstanceOf(IllegalStateException.class);
  }

  @Test
  void aLineMayNameOnlyWhatStandsAbove() {
    var out = new StringWriter();
    var writer = new TraceWriter(out);
    writer.header(Map.of());
    Call call = Example.trace().calls().getFirst();

    assertThatThrownBy(() -> writer.call(call))
        .hasMessage("expected an agent named before as agent of call main#1, got main");
    writer.agent(Example.trace().agents().getFirst());
    assertThatThrownBy(() -> writer.call(call))
        .hasMessage("expected blocks named before in the prompt of call main#1, got 0");
    assertThat(out.toString().lines()).hasSize(2);
  }

  @Test
  void aPromptCannotKeepMoreThanThereWas() {
    var writer = new TraceWriter(new StringWriter());
    writer.header(Map.of());
    writer.agent(new Agent("main", Role.SOLO, "m", null, null));
    Call first = Example.trace().calls().getFirst();
    var keeping =
        new Call(
            "main#1",
            "main",
            1,
            new Prompt(2, List.of(), List.of()),
            new Call.Answer(List.of(), null, Usage.NONE, Known.BILLED),
            first.timing());

    assertThatThrownBy(() -> writer.call(keeping))
        .hasMessage(
            "expected call main#1 to keep at most the 0 blocks of the prompt before it, got 2");
  }

  @Test
  void aFailingDiskIsReported() {
    var writer = new TraceWriter(new Full());

    assertThatThrownBy(() -> writer.header(Map.of()))
        .isInstanceOf(UncheckedIOException.class)
        .hasMessageContaining("no space left");
  }

  private static final class Pieces extends Writer {
    private final List<String> pieces = new ArrayList<>();
    private int flushes;

    @Override
    public void write(char[] text, int from, int length) {
      pieces.add(new String(text, from, length));
    }

    @Override
    public void flush() {
      flushes++;
    }

    @Override
    public void close() {}
  }

  private static final class Full extends Writer {
    @Override
    public void write(char[] text, int from, int length) throws IOException {
      throw new IOException("no space left on device");
    }

    @Override
    public void flush() {}

    @Override
    public void close() {}
  }
}
