package dev.breakeven.importer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.breakeven.trace.TokenClass;
import dev.breakeven.trace.Trace;
import dev.breakeven.trace.TraceReader;
import dev.breakeven.trace.TraceWriter;
import dev.breakeven.trace.Usage;
import dev.breakeven.unit.Usd;
import java.io.IOException;
import java.io.InputStream;
import java.io.StringReader;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// What the tests of all importers share: logs that stand beside the project, which not everyone
/// has, and a whole reading.
public final class Samples {
  public static final Path TRACES = Path.of("..", "..", "shared", "data", "traces");
  public static final Path CLIENTS = Path.of("..", "..", "shared", "data", "clients");

  /// Logs of further agents.
  public static final Path AGENTS = Path.of("..", "..", "shared", "data", "logs");

  private Samples() {}

  /// What an importer made of inputs.
  public record Reading(List<Trace> traces, Health health) {
    /// The one trace.
    public Trace only() {
      assertThat(traces).hasSize(1);
      return traces.getFirst();
    }

    /// All calls' usage.
    public Usage usage() {
      return traces.stream().map(Trace::usage).reduce(Usage.NONE, Usage::plus);
    }

    /// How many calls there are.
    public int calls() {
      return traces.stream().mapToInt(trace -> trace.calls().size()).sum();
    }
  }

  /// Skips the test, visibly, where `folder` is not there.
  public static void require(Path folder) {
    assumeThat(Files.isDirectory(folder))
        .as("logs in " + folder + ", which are no part of the project")
        .isTrue();
  }

  /// Reads `inputs`, and sees to it that each trace can be written down and read again.
  public static Reading read(Importer importer, List<Input> inputs) {
    var traces = new ArrayList<Trace>();
    Health health = importer.read(inputs, traces::add);
    traces.forEach(Samples::standsTheFormat);
    return new Reading(traces, health);
  }

  /// Reads `inputs`.
  public static Reading read(Importer importer, Input... inputs) {
    return read(importer, List.of(inputs));
  }

  private static void standsTheFormat(Trace trace) {
    var text = new StringWriter();
    TraceWriter.write(trace, text);
    assertThat(TraceReader.read(new StringReader(text.toString()), "trace")).isEqualTo(trace);
    assertThat(trace.labels()).containsKeys("source", "session", "file");
  }

  /// Those of `inputs` that `importer` takes for its own.
  public static List<Input> own(Importer importer, List<Input> inputs) throws IOException {
    var own = new ArrayList<Input>();
    for (Input input : inputs) {
      try (InputStream in = input.source().open()) {
        if (importer.recognises(input.name(), in.readNBytes(64 << 10))) {
          own.add(input);
        }
      }
    }
    return own;
  }

  /// All files under `folder`, by name.
  public static List<Input> under(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      return files.filter(Files::isRegularFile).sorted().map(file -> input(folder, file)).toList();
    }
  }

  /// The file `file`, named as seen from `root`.
  public static Input input(Path root, Path file) {
    String name = root.relativize(file).toString().replace('\\', '/');
    return new Input(name, () -> Files.newInputStream(file));
  }

  /// All of `input` as text.
  public static String text(Input input) {
    try (var in = input.source().open()) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// The file `name` among the saved traces.
  public static Input trace(String name) {
    return input(TRACES, TRACES.resolve(name));
  }

  /// The file `name` among the logs of further agents.
  public static Input agent(String name) {
    return input(AGENTS, AGENTS.resolve(name));
  }

  /// What the log itself says all calls cost.
  public static Usd recorded(Reading reading) {
    return reading.traces().stream()
        .flatMap(trace -> trace.calls().stream())
        .map(call -> call.answer().recorded())
        .filter(Objects::nonNull)
        .reduce(Usd.ZERO, Usd::plus);
  }

  /// The tokens as uncached, written, read, output.
  public static List<Long> tokens(Usage usage) {
    return List.of(
        usage.count(TokenClass.UNCACHED),
        usage.count(TokenClass.WRITE_5M) + usage.count(TokenClass.WRITE_1H),
        usage.count(TokenClass.READ),
        usage.count(TokenClass.OUTPUT));
  }

  /// Whether `importer` takes the input `name` that begins with `text` for one of its own.
  public static boolean recognises(Importer importer, String name, String text) {
    return importer.recognises(name, text.getBytes(StandardCharsets.UTF_8));
  }

  /// `text` with single quotes as double ones.
  public static String json(String text) {
    return text.replace('\'', '"');
  }

  /// The JSON value in `text`.
  public static JsonNode parse(String text) {
    return JsonMapper.builder().build().readTree(text);
  }
}
