package dev.breakeven.importer;

import static org.assertj.core.api.Assertions.assertThat;

import dev.breakeven.importer.Health.Count;
import dev.breakeven.importer.Samples.Reading;
import dev.breakeven.importer.aider.Aider;
import dev.breakeven.importer.atif.Atif;
import dev.breakeven.importer.claudecode.ClaudeCode;
import dev.breakeven.importer.codex.Codex;
import dev.breakeven.importer.inspect.Inspect;
import dev.breakeven.importer.openhands.OpenHands;
import dev.breakeven.importer.otel.OpenTelemetry;
import dev.breakeven.importer.sweagent.SweAgent;
import dev.breakeven.importer.usage.PlainUsage;
import dev.breakeven.trace.Agent;
import dev.breakeven.trace.Call;
import dev.breakeven.trace.Trace;
import dev.breakeven.unit.Usd;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import tools.jackson.databind.JsonNode;

/// Holds every importer against every row of the table of saved logs, and against a plain count of
/// the log's own usage fields. A row that no check knows fails, and so does a file without a row.
///
/// Tokens of Claude Code's sessions are in a table of their own, which the importer's own test
/// reads.
final class SourcesTest {
  private static final Path SOURCES = Samples.TRACES.resolve("SOURCES.md");

  /// A row of a table: its cells by the name of their column.
  private record Row(String file, Map<String, String> cells) {
    String cell(String column) {
      return cells.getOrDefault(column, "");
    }

    long calls() {
      return Long.parseLong(cell("calls"));
    }

    /// The first match of `pattern` in the row's notes.
    MatchResult note(String pattern) {
      Matcher found = Pattern.compile(pattern).matcher(cell("content") + " " + cell("notes"));
      assertThat(found.find()).as("%s in the notes on %s", pattern, file).isTrue();
      return found.toMatchResult();
    }

    JsonNode json() {
      return Samples.parse(text());
    }

    Stream<JsonNode> lines() {
      return text().lines().map(Samples::parse);
    }

    private String text() {
      try {
        return Files.readString(Samples.TRACES.resolve(file));
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }

    Reading read(Importer importer) {
      return Samples.read(importer, Samples.trace(file));
    }
  }

  /// Uncached, read and output tokens; none of these logs tells written ones.
  private static List<Long> tokens(long prompt, long read, long output) {
    return List.of(prompt - read, 0L, read, output);
  }

  private static List<Long> plus(List<Long> one, List<Long> other) {
    return IntStream.range(0, one.size()).mapToObj(i -> one.get(i) + other.get(i)).toList();
  }

  private static List<Row> rows() throws IOException {
    var rows = new ArrayList<Row>();
    List<String> header = List.of();
    for (String line : Files.readAllLines(SOURCES)) {
      List<String> cells =
          Pattern.compile("\\|").splitAsStream(line).skip(1).map(String::strip).toList();
      if (line.startsWith("| file | repo |")) {
        header = cells;
      } else if (line.startsWith("## Checks")) {
        break;
      } else if (line.startsWith("| ") && !header.isEmpty()) {
        var named = new HashMap<String, String>();
        for (int i = 0; i < header.size(); i++) {
          named.put(header.get(i), cells.get(i));
        }
        rows.add(new Row(cells.getFirst(), named));
      }
    }
    return rows;
  }

  @Test
  void everySavedFileHasARow() throws IOException {
    Samples.require(Samples.TRACES);
    assertThat(rows())
        .extracting(Row::file)
        .containsExactlyInAnyOrderElementsOf(
            Samples.under(Samples.TRACES).stream()
                .map(Input::name)
                .filter(name -> !name.equals("SOURCES.md"))
                .toList());
  }

  @TestFactory
  Stream<DynamicTest> everyRowIsHeld() throws IOException {
    Samples.require(Samples.TRACES);
    return rows().stream().map(row -> DynamicTest.dynamicTest(row.file(), () -> hold(row)));
  }

  private static void hold(Row row) {
    String folder = row.file().replaceFirst("/.*", "");
    switch (folder) {
      case "claude-code" -> claudeCode(row);
      case "codex" -> codex(row);
      case "atif" -> atif(row);
      case "mini-swe-agent", "swe-agent" -> sweAgent(row);
      case "openhands" -> openHands(row);
      case "otel-genai" -> openTelemetry(row);
      case "inspect" -> inspect(row);
      case "aider", "tables" -> tables(row);
      default -> throw new AssertionError("expected a check of " + row.file() + ", there is none");
    }
  }

  /// The file's own calls and those of sub-agents that it holds, and all models.
  private static void claudeCode(Row row) {
    Reading reading = row.read(new ClaudeCode(Contents.KEPT));
    Matcher sub = Pattern.compile("(\\d+) / (\\d+)").matcher(row.cell("sub"));
    long others = sub.matches() ? Long.parseLong(sub.group(1)) : 0;
    assertThat(reading.calls()).isEqualTo((int) (row.calls() + others));
    String models = row.cell("models");
    assertThat(
            reading.only().agents().stream()
                .filter(agent -> agent.unlogged() == null)
                .map(Agent::model)
                .distinct()
                .sorted()
                .toList())
        .isEqualTo(List.of(models.split(",")).stream().sorted().toList());
  }

  /// The table counts all events with totals, the repeated ones too. The last totals of the log are
  /// the session's.
  private static void codex(Row row) {
    Reading reading = row.read(new Codex());
    assertThat(reading.calls() + reading.health().count(Count.REPEATED)).isEqualTo(row.calls());
    JsonNode totals =
        row.lines()
            .map(line -> line.path("payload").path("info").path("total_token_usage"))
            .filter(JsonNode::isObject)
            .reduce((_, last) -> last)
            .orElseThrow();
    assertThat(Samples.tokens(reading.usage()))
        .isEqualTo(
            tokens(
                totals.path("input_tokens").asLong(),
                totals.path("cached_input_tokens").asLong(),
                totals.path("output_tokens").asLong()));
  }

  private static void atif(Row row) {
    Reading reading = row.read(new Atif());
    List<JsonNode> metrics =
        row.json().path("steps").valueStream().map(step -> step.path("metrics")).toList();
    assertThat(metrics.stream().filter(JsonNode::isObject)).hasSize((int) row.calls());
    counted(
        row,
        reading,
        metrics,
        metric ->
            tokens(
                metric.path("prompt_tokens").asLong(),
                metric.path("cached_tokens").asLong(),
                metric.path("completion_tokens").asLong()));
    assertThat(recorded(reading))
        .isEqualTo(
            metrics.stream()
                .map(metric -> usd(metric.path("cost_usd")))
                .reduce(Usd.ZERO, Usd::plus));
  }

  /// Sees to it that the importer found the table's calls, and the tokens that `entries` hold.
  private static void counted(
      Row row, Reading reading, List<JsonNode> entries, Function<JsonNode, List<Long>> tokens) {
    if (!row.cell("calls").isEmpty()) {
      assertThat(reading.calls()).isEqualTo((int) row.calls());
    }
    assertThat(Samples.tokens(reading.usage()))
        .isEqualTo(entries.stream().map(tokens).reduce(tokens(0, 0, 0), SourcesTest::plus));
    assertThat(reading.health().count(Count.MISSING_USAGE)).isZero();
    assertThat(reading.health().broken()).isEmpty();
  }

  private static void sweAgent(Row row) {
    Reading reading = row.read(new SweAgent());
    if (row.cell("content").equals("full, no usage")) {
      long answers =
          row.json()
              .valueStream()
              .filter(message -> message.path("role").asString("").equals("assistant"))
              .count();
      assertThat(reading.calls()).isPositive().isEqualTo((int) answers);
      assertThat(reading.health().count(Count.MISSING_USAGE)).isEqualTo(answers);
      assertThat(reading.usage().counts()).isEmpty();
      return;
    }
    MatchResult totals =
        row.note(
            "'total_cost': ([\\d.]+).*'tokens_sent': (\\d+), 'tokens_received': (\\d+),"
                + " 'api_calls': (\\d+)");
    assertThat(reading.calls()).isEqualTo((int) row.calls()).isEqualTo(number(totals, 4));
    assertThat(Samples.tokens(reading.usage()))
        .isEqualTo(tokens(number(totals, 2), 0, number(totals, 3)));
    assertThat(reading.only().labels()).containsEntry("recorded_usd", totals.group(1));
  }

  private static int number(MatchResult found, int group) {
    return Integer.parseInt(found.group(group));
  }

  private static void openHands(Row row) {
    Reading reading = row.read(new OpenHands());
    if (row.file().contains("llm-logs/")) {
      MatchResult noted = row.note("cost (\\S+) prompt (\\d+) completion (\\d+)");
      assertThat(reading.calls()).isEqualTo((int) row.calls());
      Call call = reading.only().calls().getFirst();
      assertThat(call.answer().usage().prompt()).isEqualTo(number(noted, 2));
      assertThat(Samples.tokens(call.answer().usage()).getLast()).isEqualTo(number(noted, 3));
      assertThat(call.answer().recorded()).isEqualTo(rounded(noted.group(1)));
      (row.file().contains("deepseek") ? Rates.DEEPSEEK_CHAT : Rates.SONNET_4).reproduce(call);
      return;
    }
    List<JsonNode> uses = row.file().endsWith(".jsonl") ? lastUses(row.lines()) : List.of();
    counted(
        row,
        reading,
        uses,
        use ->
            tokens(
                use.path("prompt_tokens").asLong(),
                use.path("cache_read_tokens").asLong(),
                use.path("completion_tokens").asLong()));
    assertThat(reading.calls() > 0).isEqualTo(row.file().endsWith(".jsonl"));
  }

  /// What each use of a model has come to, as the last snapshot of an event log says.
  private static List<JsonNode> lastUses(Stream<JsonNode> events) {
    return events
        .map(event -> event.path("value").path("usage_to_metrics"))
        .filter(JsonNode::isObject)
        .reduce((_, last) -> last)
        .orElseThrow()
        .valueStream()
        .map(metrics -> metrics.path("accumulated_token_usage"))
        .toList();
  }

  private static void openTelemetry(Row row) {
    Reading reading = row.read(new OpenTelemetry());
    List<JsonNode> generations =
        row.json()
            .path("observations")
            .valueStream()
            .filter(span -> span.path("type").asString("").equals("GENERATION"))
            .map(span -> span.path("usageDetails"))
            .toList();
    counted(
        row,
        reading,
        generations,
        usage -> tokens(usage.path("input").asLong(), 0, usage.path("output").asLong()));
  }

  private static void inspect(Row row) {
    Reading reading = row.read(new Inspect());
    if (row.file().endsWith("browser.json")) {
      MatchResult noted = row.note("in (\\d+) \\(cache (\\d+)\\) out (\\d+)");
      assertThat(reading.calls()).isEqualTo((int) row.calls());
      assertThat(Samples.tokens(reading.usage()))
          .isEqualTo(tokens(number(noted, 1), number(noted, 2), number(noted, 3)));
      return;
    }
    List<JsonNode> calls =
        row.json()
            .path("events")
            .valueStream()
            .filter(event -> event.path("event").asString("").equals("model"))
            .map(event -> event.path("output").path("usage"))
            .toList();
    assertThat(reading.calls()).isPositive().isEqualTo(calls.size());
    counted(
        row,
        reading,
        calls,
        usage ->
            tokens(usage.path("input_tokens").asLong(), 0, usage.path("output_tokens").asLong()));
    assertThat(reading.only().agents()).hasSizeGreaterThan(1);
  }

  /// Aider's analytics are a log; its table of benchmarks and the arena's of trials hold sums over
  /// several calls with nothing of each, so no importer takes them.
  private static void tables(Row row) {
    if (!row.file().endsWith("analytics.jsonl")) {
      byte[] head = row.text().getBytes(StandardCharsets.UTF_8);
      assertThat(List.of(new Aider(), new PlainUsage(), new ClaudeCode(Contents.MEASURED)))
          .noneMatch(importer -> importer.recognises(row.file(), head));
      return;
    }
    Reading reading = row.read(new Aider());
    List<JsonNode> sent =
        row.lines()
            .filter(line -> line.path("event").asString("").equals("message_send"))
            .map(line -> line.path("properties"))
            .toList();
    counted(
        row,
        reading,
        sent,
        message ->
            tokens(
                message.path("prompt_tokens").asLong(),
                0,
                message.path("completion_tokens").asLong()));
    assertThat(recorded(reading))
        .isGreaterThan(Usd.ZERO)
        .isEqualTo(
            sent.stream().map(message -> usd(message.path("cost"))).reduce(Usd.ZERO, Usd::plus));
  }

  /// What the log itself says all its calls cost.
  private static Usd recorded(Reading reading) {
    return reading.traces().stream()
        .map(Trace::calls)
        .flatMap(List::stream)
        .map(call -> call.answer().recorded())
        .filter(Objects::nonNull)
        .reduce(Usd.ZERO, Usd::plus);
  }

  /// A cost as a log writes it, which is a sum of binary fractions, to the picodollar.
  private static Usd usd(JsonNode cost) {
    return cost.isNumber() ? rounded(cost.asString()) : Usd.ZERO;
  }

  private static Usd rounded(String dollars) {
    return Usd.of(
        new BigDecimal(dollars)
            .setScale(12, RoundingMode.HALF_EVEN)
            .stripTrailingZeros()
            .toPlainString());
  }
}
