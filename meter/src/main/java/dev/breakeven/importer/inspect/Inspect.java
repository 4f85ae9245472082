package dev.breakeven.importer.inspect;

import dev.breakeven.importer.Health;
import dev.breakeven.importer.Health.Count;
import dev.breakeven.importer.HealthLog;
import dev.breakeven.importer.Importer;
import dev.breakeven.importer.Input;
import dev.breakeven.importer.JsonInputs;
import dev.breakeven.importer.Values;
import dev.breakeven.trace.Trace;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import tools.jackson.databind.JsonNode;

/// Reads Inspect's logs, JSON or `.eval`: a trace for each epoch of each sample.
///
/// A `.eval` is a zip with one JSON document a sample. A sample that a retried evaluation took over
/// from an earlier log is billed once.
public final class Inspect implements Importer {
  private static final String ZIP = ".eval";

  /// A reader of Inspect's logs.
  public Inspect() {}

  @Override
  public String tool() {
    return "inspect";
  }

  /// A `.eval` is a zip; a JSON log begins with its version, status and evaluation.
  @Override
  public boolean recognises(String name, byte[] head) {
    if (name.endsWith(ZIP)) {
      return head.length > 1 && head[0] == 'P' && head[1] == 'K';
    }
    String text = new String(head, StandardCharsets.UTF_8);
    return name.endsWith(".json")
        && ((text.contains("\"eval\"") && text.contains("\"eval_id\""))
            || (text.contains("\"events\"") && text.contains("\"event\"")));
  }

  @Override
  public Health read(List<Input> inputs, Consumer<Trace> traces) {
    var health = new HealthLog();
    var json = new JsonInputs(health);
    var reading = new Reading(health, json, new HashSet<>(), traces);
    for (Input input : inputs) {
      health.count(Count.INPUTS);
      if (input.name().endsWith(ZIP)) {
        zip(input, json, reading);
      } else {
        json.document(input, (document, number) -> reading.log(document, input));
      }
    }
    return health.health();
  }

  private static void zip(Input input, JsonInputs json, Reading reading) {
    try (var zip = new ZipInputStream(input.source().open())) {
      for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
        if (entry.getName().startsWith("samples/") && entry.getName().endsWith(".json")) {
          json.document(
              input.name() + "!" + entry.getName(),
              whole(zip),
              (document, number) -> reading.sample(document, input.name(), input));
        }
      }
    } catch (IOException | IllegalArgumentException e) {
      reading.health().count(Count.UNREADABLE);
      reading.health().broken(input.name(), "could not be read: " + e.getMessage());
    }
  }

  private static byte[] whole(InputStream in) throws IOException {
    return in.readNBytes(JsonInputs.LONGEST_DOCUMENT + 1);
  }

  /// What is shared by all inputs.
  ///
  /// @param samples the ids of samples that were read
  private record Reading(
      HealthLog health, JsonInputs json, Set<String> samples, Consumer<Trace> traces) {
    private void log(JsonNode log, Input input) {
      if (log.path("samples").isArray()) {
        String id = log.path("eval").path("eval_id").asString(input.name());
        log.path("samples")
            .forEach(sample -> json.take(input.name(), () -> sample(sample, id, input)));
      } else if (log.path("events").isArray()) {
        sample(log, input.name(), input);
      } else {
        throw new IllegalArgumentException(
            "expected a log with samples or events, got " + JsonInputs.shorten(log));
      }
    }

    private void sample(JsonNode sample, String evaluation, Input input) {
      String unique = Values.first(sample, "uuid");
      JsonNode id = sample.path("id");
      String named =
          "%s %s %d"
              .formatted(
                  evaluation,
                  id.isMissingNode() ? "" : id.asString(id.toString()),
                  sample.path("epoch").asLong(1));
      if (!samples.add(unique == null ? named : unique)) {
        health.count(Count.REPEATED);
        return;
      }
      new InspectSample(sample, unique == null ? named : unique, input, health, json)
          .trace()
          .ifPresent(traces);
    }
  }
}
