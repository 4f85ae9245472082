package dev.breakeven.importer.usage;

import static dev.breakeven.importer.Samples.json;
import static org.assertj.core.api.Assertions.assertThat;

import dev.breakeven.importer.Health.Count;
import dev.breakeven.importer.Input;
import dev.breakeven.importer.Mutations;
import dev.breakeven.importer.Samples;
import dev.breakeven.importer.Samples.Reading;
import dev.breakeven.trace.Agent;
import dev.breakeven.trace.Role;
import dev.breakeven.trace.TokenClass;
import dev.breakeven.trace.Usage;
import dev.breakeven.unit.Usd;
import org.junit.jupiter.api.Test;

final class PlainUsageTest {
  private static final String HEADER =
      "id,time,session,agent,parent,model,input_tokens,cache_read_tokens,cache_write_5m_tokens,"
          + "cache_write_1h_tokens,output_tokens,cost_usd\n";

  private static final Input CSV =
      Input.of(
          "usage.csv",
          HEADER
              + "1,2026-01-01T00:00:00Z,s1,,,claude,100,60,10,5,7,0.25\n"
              + "2,2026-01-01T00:00:01Z,s1,child,main,\"a,\"\"b\"\"\",50,,,,3,\n"
              + "2,2026-01-01T00:00:01Z,s1,child,main,\"a,\"\"b\"\"\",50,,,,3,\n"
              + "3,1767225602,s2,,,openai/m,10,0,0,0,1,1e-3\n");

  @Test
  void aRowOfCsvIsACallWithoutContent() {
    Reading reading = Samples.read(new PlainUsage(), CSV);
    assertThat(reading.traces()).hasSize(2);
    Usage first = reading.traces().getFirst().calls().getFirst().answer().usage();
    assertThat(first).isEqualTo(Usage.of(25, 10, 5, 60, 7));
    assertThat(reading.traces().getFirst().calls().getFirst().answer().recorded())
        .isEqualTo(Usd.of("0.25"));
    assertThat(reading.traces().getFirst().agents())
        .containsExactly(
            new Agent("main", Role.ORCHESTRATOR, "claude", null, null),
            new Agent("child", Role.EXECUTOR, "a,\"b\"", "main", null));
    Usage second = reading.traces().getFirst().calls().get(1).answer().usage();
    assertThat(second.reported(TokenClass.READ)).isEmpty();
    assertThat(reading.traces().get(1).calls().getFirst().timing().start())
        .isEqualTo("2026-01-01T00:00:02Z");
    assertThat(reading.health().count(Count.REPEATED)).isEqualTo(1);
  }

  @Test
  void jsonLinesHaveTheSameNames() {
    Reading reading =
        Samples.read(
            new PlainUsage(),
            Input.of(
                "u.jsonl",
                json(
                    """
                    {'model':'m','uncached_tokens':5,'cache_read_tokens':60,'cache_write_tokens':2,'output_tokens':7,'project':'p'}
                    {'model':'m','output_tokens':1,'mood':'good'}
                    """)));
    assertThat(Samples.tokens(reading.usage())).containsExactly(5L, 2L, 60L, 8L);
    assertThat(reading.only().labels())
        .containsEntry("session", "u.jsonl")
        .containsEntry("project", "p");
    assertThat(reading.health().unknown()).containsEntry("column mood", 1L);
    assertThat(reading.health().count(Count.LIFE_ASSUMED)).isEqualTo(1);
    assertThat(reading.health().count(Count.UNTIMED)).isEqualTo(2);
  }

  @Test
  void rowsThatContradictThemselvesAreNamed() {
    Reading reading =
        Samples.read(
            new PlainUsage(),
            Input.of(
                "u.csv",
                """
                model,input_tokens,uncached_tokens,cache_read_tokens,output_tokens
                m,1,1,,1
                m,10,,20,1
                ,10,,,1
                m,-1,,,1
                m,x,,,1
                m,1,1
                m,10,,,1
                m,1\
                """));
    assertThat(reading.calls()).isEqualTo(1);
    assertThat(reading.health().broken()).hasSize(6).first().asString().startsWith("u.csv:2: ");
    assertThat(reading.health().count(Count.CUT)).isEqualTo(1);
  }

  @Test
  void enduresDamage() {
    Input whole = Input.of("w.csv", "model,output_tokens\nm,5\n");
    Mutations.endure(new PlainUsage(), whole, CSV, 2000);
    Mutations.endure(
        new PlainUsage(),
        whole,
        Input.of(
            "u.jsonl", json("{'model':'m','time':17,'uncached_tokens':5,'output_tokens':7}\n")),
        2000);
  }

  @Test
  void usageIsKnownByItsColumns() {
    var usage = new PlainUsage();
    assertThat(Samples.recognises(usage, "u.csv", HEADER)).isTrue();
    assertThat(Samples.recognises(usage, "u.csv", "a,b\n")).isFalse();
    assertThat(Samples.recognises(usage, "u.jsonl", json("{'model':'m','output_tokens':1}")))
        .isTrue();
    assertThat(
            Samples.recognises(usage, "u.jsonl", json("{'model':'m','usage':{'output_tokens':1}}")))
        .isFalse();
  }
}
