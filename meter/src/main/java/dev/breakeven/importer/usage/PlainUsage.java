package dev.breakeven.importer.usage;

import dev.breakeven.importer.Health;
import dev.breakeven.importer.Health.Count;
import dev.breakeven.importer.HealthLog;
import dev.breakeven.importer.Importer;
import dev.breakeven.importer.Input;
import dev.breakeven.importer.JsonInputs;
import dev.breakeven.importer.LineSource;
import dev.breakeven.trace.Trace;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/// Reads plain usage, a row a call: CSV with a header line, or JSON Lines with the same names as
/// keys. A trace for each session that rows name, or for each file where they name none.
///
/// The columns are in docs/formats/usage.md. A row is one line: a quoted value may hold commas and
/// doubled quotes, and no line ends.
public final class PlainUsage implements Importer {
  private static final String CSV = ".csv";

  /// A reader of plain usage.
  public PlainUsage() {}

  @Override
  public String tool() {
    return "usage";
  }

  /// The first line names a model and output tokens; in JSON it holds nothing but plain values.
  @Override
  public boolean recognises(String name, byte[] head) {
    String first = new String(head, StandardCharsets.UTF_8).lines().findFirst().orElse("");
    if (name.endsWith(CSV)) {
      List<String> names = Csv.fields(first);
      return names.contains("model") && names.contains("output_tokens");
    }
    if (!name.endsWith(".jsonl") || !first.contains("\"output_tokens\"")) {
      return false;
    }
    JsonNode row = JsonInputs.parse(first);
    return row.has("model")
        && row.has("output_tokens")
        && row.properties().stream().noneMatch(entry -> entry.getValue().isContainer());
  }

  @Override
  public Health read(List<Input> inputs, Consumer<Trace> traces) {
    var health = new HealthLog();
    var rows = new UsageTable(health);
    var json = new JsonInputs(health);
    for (Input input : inputs) {
      health.count(Count.INPUTS);
      if (input.name().endsWith(CSV)) {
        csv(input, rows, json, health);
      } else {
        json.lines(input, (line, number) -> rows.add(line, input));
      }
    }
    rows.traces(traces);
    return health.health();
  }

  private static void csv(Input input, UsageTable rows, JsonInputs json, HealthLog health) {
    try (InputStream in = input.source().open()) {
      var lines = new LineSource(in, JsonInputs.LONGEST_LINE);
      List<String> header = null;
      while (lines.next()) {
        String line =
            new String(lines.bytes(), lines.offset(), lines.length(), StandardCharsets.UTF_8)
                .strip();
        if (line.isEmpty() && !lines.tooLong()) {
          continue;
        }
        health.count(Count.LINES);
        if (header == null) {
          header = header(line, input, health);
          continue;
        }
        List<String> names = header;
        boolean whole = !lines.tooLong();
        boolean cut = !lines.ended() && Csv.fields(line).size() < names.size();
        if (cut) {
          health.count(Count.CUT);
        } else {
          json.take(
              input.name() + ":" + lines.number(),
              () -> rows.add(Csv.row(names, whole ? line : null), input));
        }
      }
    } catch (IOException e) {
      health.count(Count.UNREADABLE);
      health.broken(input.name(), "could not be read: " + e.getMessage());
    }
  }

  private static List<String> header(@Nullable String line, Input input, HealthLog health) {
    List<String> names = Csv.fields(line == null ? "" : line);
    if (!names.contains("model") || !names.contains("output_tokens")) {
      health.broken(
          input.name() + ":1",
          "expected a header with model and output_tokens, got "
              + names.subList(0, Math.min(names.size(), 5)));
    }
    return names;
  }
}
