package dev.breakeven.export;

import static org.assertj.core.api.Assertions.assertThat;

import dev.breakeven.attribution.TraceDice;
import dev.breakeven.importer.Contents;
import dev.breakeven.importer.Health.Count;
import dev.breakeven.importer.Importer;
import dev.breakeven.importer.Input;
import dev.breakeven.importer.Mutations;
import dev.breakeven.importer.Samples;
import dev.breakeven.importer.aider.Aider;
import dev.breakeven.importer.atif.Atif;
import dev.breakeven.importer.breakeven.OwnTraces;
import dev.breakeven.importer.claudecode.ClaudeCode;
import dev.breakeven.importer.codex.Codex;
import dev.breakeven.importer.inspect.Inspect;
import dev.breakeven.importer.openhands.OpenHands;
import dev.breakeven.importer.otel.OpenTelemetry;
import dev.breakeven.importer.sweagent.SweAgent;
import dev.breakeven.importer.usage.PlainUsage;
import dev.breakeven.trace.Agent;
import dev.breakeven.trace.Block;
import dev.breakeven.trace.Call;
import dev.breakeven.trace.Known;
import dev.breakeven.trace.Origin;
import dev.breakeven.trace.Role;
import dev.breakeven.trace.Secrets;
import dev.breakeven.trace.Trace;
import dev.breakeven.trace.Usage;
import dev.breakeven.unit.Usd;
import java.io.IOException;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// What is exported and read again is what it was.
class RoundTripTest {
  private static final Map<Format, Importer> READERS =
      new EnumMap<>(
          Map.of(
              Format.ATIF, new Atif(),
              Format.OTEL, new OpenTelemetry(),
              Format.CSV, new PlainUsage(),
              Format.JSON, new OwnTraces()));

  /// All that every format holds of a call.
  private record Told(
      String agent,
      String model,
      Instant start,
      Usage usage,
      Known known,
      @Nullable Usd recorded,
      @Nullable String stop) {
    static Told of(Call call, Map<String, Agent> agents) {
      var answer = call.answer();
      return new Told(
          call.agent(),
          Objects.requireNonNull(agents.get(call.agent())).model(),
          call.timing().start(),
          answer.usage(),
          answer.known(),
          answer.recorded(),
          answer.stop());
    }
  }

  private static Map<String, Agent> agents(Trace trace) {
    return Callers.of(trace).agents();
  }

  private static List<Told> calls(Trace trace) {
    return trace.calls().stream()
        .map(call -> Told.of(call, agents(trace)))
        .sorted(Comparator.comparing(Told::start).thenComparing(Told::agent))
        .toList();
  }

  /// Who delegated to whom, and in what role each was. A trajectory tells of the conversation that
  /// delegated, not which of the models that answer in it.
  private static Map<String, String> parents(Trace trace, Format format) {
    var parents = new TreeMap<String, String>();
    agents(trace)
        .forEach((id, agent) -> parents.put(id, parent(agent, format) + " " + agent.role().key()));
    return parents;
  }

  private static String parent(Agent agent, Format format) {
    String parent = String.valueOf(agent.parent());
    return format == Format.ATIF ? parent.replaceFirst("@.*", "") : parent;
  }

  private static List<Trace> again(List<Trace> traces, Format format) throws IOException {
    var inputs = new ArrayList<Input>();
    var names = new HashSet<String>();
    for (Trace trace : traces) {
      String label = Objects.requireNonNull(trace.labels().get("session"));
      String session = names.add(label) ? label : label + " " + inputs.size();
      var text = new StringWriter();
      format.write(trace, session, text);
      var input = Input.of("out/" + inputs.size() + format.suffix(), text.toString());
      READERS.forEach((other, reader) ->
          assertThat(reader.recognises(input.name(), head(text.toString())))
              .as(other + " takes " + format)
              .isEqualTo(other == format));
      inputs.add(input);
    }
    var reading = Samples.read(Objects.requireNonNull(READERS.get(format)), inputs);
    assertThat(reading.health().broken()).isEmpty();
    assertThat(reading.health().unknown()).isEmpty();
    assertThat(reading.health().count(Count.REPEATED)).isZero();
    return reading.traces();
  }

  private static byte[] head(String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    return Arrays.copyOf(bytes, Math.min(bytes.length, 64 << 10));
  }

  private static void comesBack(List<Trace> traces, Format format) throws IOException {
    List<Trace> back = again(traces, format);
    assertThat(back).hasSameSizeAs(traces);
    var wanted = new ArrayList<List<Told>>();
    traces.forEach(trace -> wanted.add(calls(trace)));
    var got = new ArrayList<List<Told>>();
    back.forEach(trace -> got.add(calls(trace)));
    assertThat(got).containsExactlyInAnyOrderElementsOf(wanted);
    assertThat(back.stream().map(trace -> parents(trace, format)))
        .containsExactlyInAnyOrderElementsOf(
            traces.stream().map(trace -> parents(trace, format)).toList());
  }

  @ParameterizedTest
  @EnumSource(Format.class)
  void randomTracesComeBack(Format format) throws IOException {
    for (long seed = 0; seed < 80; seed++) {
      Trace rolled = TraceDice.roll(seed, seed % 2 == 0);
      Trace trace = dressed(rolled, new Random(seed));
      if (!trace.calls().isEmpty()) {
        comesBack(List.of(trace), format);
      }
    }
  }

  @ParameterizedTest
  @EnumSource(Format.class)
  void damagedExportsAreEndured(Format format) throws IOException {
    var texts = new ArrayList<String>();
    for (long seed = 0; texts.size() < 2; seed++) {
      Trace trace = dressed(TraceDice.roll(seed, false), new Random(seed));
      boolean several = Callers.of(trace).agents().size() > 1 && trace.calls().size() < 30;
      if (several) {
        var text = new StringWriter();
        format.write(trace, "s" + seed, text);
        texts.add(text.toString());
      }
    }
    Mutations.endure(
        Objects.requireNonNull(READERS.get(format)),
        Input.of("whole" + format.suffix(), texts.get(0)),
        Input.of("damaged" + format.suffix(), texts.get(1)),
        150);
  }

  /// A rolled trace with what the dice leave out: sessions, recorded costs, stop reasons, calls of
  /// rehearsals, and delegated agents for executors.
  private static Trace dressed(Trace trace, Random random) {
    var calls = new ArrayList<Call>();
    List<Known> ways = List.of(Known.BILLED, Known.REHEARSED, Known.ESTIMATED);
    for (Call call : trace.calls()) {
      Usd cost = random.nextBoolean() ? new Usd(random.nextLong(2_000_000_000_000L)) : null;
      String stop = random.nextBoolean() ? "end, \"turn\"" : null;
      Known known = ways.get(random.nextInt(ways.size()));
      calls.add(
          new Call(
              call.id(),
              call.agent(),
              call.turn(),
              call.prompt(),
              new Call.Answer(call.answer().blocks(), stop, call.answer().usage(), known, cost),
              call.timing()));
    }
    var labels = Map.of("session", "a,b \"c\"", "project", "/home/ann/shop, old", "source", "dice");
    return new Trace(labels, trace.agents(), trace.blocks(), calls, trace.outcome());
  }

  private static final List<Trace> SAVED = new ArrayList<>();

  /// All saved traces, read once.
  private static List<Trace> saved() throws IOException {
    if (!SAVED.isEmpty()) {
      return SAVED;
    }
    var traces = SAVED;
    for (Importer importer :
        List.of(
            new ClaudeCode(Contents.KEPT),
            new Codex(),
            new OpenTelemetry(),
            new Atif(),
            new Inspect(),
            new OpenHands(),
            new Aider(),
            new SweAgent())) {
      var inputs = new ArrayList<Input>();
      for (Input input : Samples.under(Samples.TRACES)) {
        try (var in = input.source().open()) {
          if (importer.recognises(input.name(), in.readNBytes(64 << 10))) {
            inputs.add(input);
          }
        }
      }
      List<Trace> read = Samples.read(importer, inputs).traces();
      assertThat(read).as(importer.tool()).isNotEmpty();
      traces.addAll(read);
    }
    return traces;
  }

  @ParameterizedTest
  @EnumSource(Format.class)
  void everySavedTraceComesBack(Format format) throws IOException {
    Samples.require(Samples.TRACES);
    List<Trace> traces = saved();
    assertThat(traces.stream().mapToInt(trace -> trace.calls().size()).sum()).isGreaterThan(700);
    assertThat(traces.stream().flatMap(trace -> trace.calls().stream()))
        .anyMatch(call -> call.answer().recorded() != null);
    comesBack(traces, format);
  }

  @Test
  void trajectoriesKeepEveryTextAndEveryLink() throws IOException {
    Samples.require(Samples.TRACES);
    for (Trace trace : saved()) {
      Trace back = again(List.of(trace), Format.ATIF).getFirst();
      assertThat(links(back)).as(trace.labels().toString()).isEqualTo(links(trace));
      String all =
          back.blocks().stream()
              .map(block -> String.valueOf(block.text()))
              .collect(Collectors.joining("\n"));
      var billed = new HashSet<Integer>();
      trace
          .calls()
          .forEach(call -> {
            billed.addAll(call.prompt().added());
            billed.addAll(call.answer().blocks());
          });
      for (Block block : trace.blocks()) {
        boolean plain = block.origin() != Origin.TOOL_CALL && block.origin() != Origin.INSTRUCTION;
        if (plain
            && block.origin() != Origin.TOOLS
            && billed.contains(block.id())
            && block.text() != null) {
          assertThat(all.contains(Secrets.BY_FORM.hide(block.text())))
              .as("%s block %s of %s: %s", trace.labels(), block.id(), block.origin(), block.text())
              .isTrue();
        }
      }
    }
  }

  /// The agents whose delegation is known.
  private static Set<String> links(Trace trace) {
    var links = new TreeSet<String>();
    agents(trace).values().stream()
        .filter(agent -> agent.instruction() != null && agent.role() == Role.EXECUTOR)
        .forEach(agent -> links.add(agent.id() + " by " + parent(agent, Format.ATIF)));
    return links;
  }
}
