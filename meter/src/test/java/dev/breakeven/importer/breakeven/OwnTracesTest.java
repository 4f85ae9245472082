package dev.breakeven.importer.breakeven;

import static org.assertj.core.api.Assertions.assertThat;

import dev.breakeven.importer.Health.Count;
import dev.breakeven.importer.Input;
import dev.breakeven.importer.Mutations;
import dev.breakeven.importer.Samples;
import dev.breakeven.trace.Known;
import java.util.List;
import org.junit.jupiter.api.Test;

class OwnTracesTest {
  private static final String TRACE =
      """
      {"type":"trace","version":1,"labels":{"arm":"A","trial":"A-T1-1"}}
      {"type":"agent","id":"main","role":"solo","model":"claude-opus-4-7"}
      {"type":"block","id":0,"origin":"user","agent":"main","text":"Fix the build."}
      {"type":"call","id":"main#1","agent":"main","turn":1,"start":"2026-11-24T06:00:00Z","first_ns":0,"total_ns":1,"kept":0,"added":[0],"marks":[],"answer":[],"known":"rehearsed","usage":{"uncached":1000,"output":10}}
      """;

  @Test
  void aTrialsTraceIsASessionOfItsTrial() {
    var reading = Samples.read(new OwnTraces(), Input.of("run/traces/A-T1-1.jsonl", TRACE));
    assertThat(reading.only().labels())
        .containsEntry("source", "breakeven")
        .containsEntry("session", "A-T1-1")
        .containsEntry("file", "run/traces/A-T1-1.jsonl")
        .containsEntry("arm", "A");
    assertThat(reading.only().calls().getFirst().answer().known()).isEqualTo(Known.REHEARSED);
    assertThat(reading.health().count(Count.REHEARSED)).isEqualTo(1);
    assertThat(reading.health().count(Count.CALLS)).isEqualTo(1);
  }

  @Test
  void anExportedTraceKeepsTheLabelsOfItsLog() {
    var exported = TRACE.replace("\"arm\":\"A\"", "\"session\":\"s1\",\"source\":\"codex\"");
    assertThat(Samples.read(new OwnTraces(), Input.of("s1.jsonl", exported)).only().labels())
        .containsEntry("source", "codex")
        .containsEntry("session", "s1");
  }

  @Test
  void theSameBytesAreReadOnce() {
    var reading =
        Samples.read(new OwnTraces(), Input.of("a.jsonl", TRACE), Input.of("b.jsonl", TRACE));
    assertThat(reading.calls()).isEqualTo(1);
    assertThat(reading.health().count(Count.REPEATED)).isEqualTo(1);
    assertThat(reading.health().count(Count.CALLS)).isEqualTo(1);
  }

  @Test
  void aCutLineIsNormalAndABrokenOneIsNamed() {
    var reading =
        Samples.read(
            new OwnTraces(),
            Input.of("cut.jsonl", TRACE + "{\"type\":\"ag"),
            Input.of("broken.jsonl", TRACE.replace("\"turn\":1", "\"turn\":\"x\"")));
    assertThat(reading.traces()).hasSize(1);
    assertThat(reading.health().count(Count.CUT)).isEqualTo(1);
    assertThat(reading.health().broken())
        .singleElement()
        .asString()
        .startsWith("broken.jsonl:4: expected")
        .contains("turn");
  }

  @Test
  void enduresDamage() {
    Mutations.endure(new OwnTraces(), Input.of("w.jsonl", TRACE), Input.of("m.jsonl", TRACE), 2000);
  }

  @Test
  void isKnownByItsFirstLine() {
    assertThat(Samples.recognises(new OwnTraces(), "t.jsonl", TRACE)).isTrue();
    for (String other : List.of("{\"type\":\"user\"}", " " + TRACE, "")) {
      assertThat(Samples.recognises(new OwnTraces(), "t.jsonl", other)).isFalse();
    }
  }
}
