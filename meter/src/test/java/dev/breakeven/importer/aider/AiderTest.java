package dev.breakeven.importer.aider;

import static dev.breakeven.importer.Samples.json;
import static org.assertj.core.api.Assertions.assertThat;

import dev.breakeven.importer.Health.Count;
import dev.breakeven.importer.Input;
import dev.breakeven.importer.Mutations;
import dev.breakeven.importer.Rates;
import dev.breakeven.importer.Samples;
import dev.breakeven.importer.Samples.Reading;
import dev.breakeven.trace.Call;
import dev.breakeven.trace.Trace;
import dev.breakeven.unit.Usd;
import java.util.List;
import org.junit.jupiter.api.Test;

final class AiderTest {
  private static String line(String event, int time, String properties) {
    return json(
        "{'event':'%s','properties':{%s},'user_id':'u','time':%d}\n"
            .formatted(event, properties, 1755100000 + time));
  }

  private static String sent(int time, long prompt, long completion) {
    return line(
        "message_send",
        time,
        "'main_model':'gemini/gemini-2.5-pro','prompt_tokens':%d,'completion_tokens':%d,'cost':0.5"
            .formatted(prompt, completion));
  }

  private static final Input TWO_STARTS =
      Input.of(
          "analytics.jsonl",
          line("launched", 0, "")
              + line("message_send_starting", 1, "")
              + sent(5, 100, 10)
              + line("exit", 6, "")
              + line("launched", 7, "")
              + line("exit", 8, "")
              + line("launched", 9, "")
              + sent(12, 200, 20)
              + sent(15, 300, 30));

  @Test
  void eachStartThatSentAnythingIsATrace() {
    Reading reading = Samples.read(new Aider(), TWO_STARTS);
    assertThat(reading.traces()).hasSize(2);
    assertThat(Samples.tokens(reading.usage())).containsExactly(600L, 0L, 0L, 60L);
    Call first = reading.traces().getFirst().calls().getFirst();
    assertThat(first.answer().recorded()).isEqualTo(Usd.of("0.5"));
    assertThat(first.timing().start().getEpochSecond()).isEqualTo(1755100001);
    assertThat(first.timing().total()).hasSeconds(4);
    assertThat(reading.traces().getFirst().agents().getFirst().model()).isEqualTo("gemini-2.5-pro");
  }

  @Test
  void brokenLinesAreNamedAndACutOneIsNormal() {
    Reading reading =
        Samples.read(
            new Aider(),
            Input.of(
                "analytics.jsonl",
                sent(5, 100, 10) + "{}\n" + "nonsense\n" + sent(6, -1, 1) + "{\"event\": \"mess"));
    assertThat(reading.calls()).isEqualTo(1);
    assertThat(reading.health().broken()).hasSize(3).allMatch(line -> line.contains("jsonl:"));
    assertThat(reading.health().count(Count.CUT)).isEqualTo(1);
  }

  @Test
  void enduresDamage() {
    Mutations.endure(new Aider(), Input.of("a.jsonl", sent(5, 100, 10)), TWO_STARTS, 3000);
  }

  @Test
  void savedAnalyticsHoldTheCallsOfTheTableAndGeminisCosts() {
    Samples.require(Samples.TRACES.resolve("aider"));
    Input input = Samples.trace("aider/sample-analytics.jsonl");
    Reading reading = Samples.read(new Aider(), input);
    assertThat(reading.calls()).isEqualTo(107);
    assertThat(reading.health().broken()).isEmpty();
    int gemini = 0;
    for (Trace trace : reading.traces()) {
      List<String> models = trace.agents().stream().map(agent -> agent.model()).toList();
      for (Call call : trace.calls()) {
        if (models.equals(List.of("gemini-2.5-pro"))) {
          Rates.GEMINI.reproduce(call);
          gemini++;
        }
      }
    }
    assertThat(gemini).isEqualTo(5);
  }

  @Test
  void analyticsAreKnownByTheirFirstLine() {
    assertThat(Samples.recognises(new Aider(), "x.jsonl", sent(1, 1, 1))).isTrue();
    assertThat(Samples.recognises(new Aider(), "x.jsonl", json("{'type':'user'}"))).isFalse();
  }
}
