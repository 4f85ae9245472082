package dev.breakeven.importer;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import tools.jackson.databind.JsonNode;

/// What the first lines of a log of JSON Lines tell before it is read.
public final class FirstLines {
  private static final int ENOUGH = 16 << 10;

  private FirstLines() {}

  /// The JSON objects among the first lines in `head`; what breaks off or is no object is left out.
  ///
  /// @param most how many to give at most
  public static List<JsonNode> objects(byte[] head, int most) {
    var objects = new ArrayList<JsonNode>();
    int start = 0;
    while (start < head.length && objects.size() < most) {
      int end = start;
      while (end < head.length && head[end] != '\n') {
        end++;
      }
      String line = new String(head, start, end - start, StandardCharsets.UTF_8).strip();
      JsonNode json = line.startsWith("{") ? JsonInputs.parse(line) : null;
      if (json != null && json.isObject()) {
        objects.add(json);
      }
      start = end + 1;
    }
    return objects;
  }

  /// The JSON value that `head` is; a missing node where it breaks off or is none.
  public static JsonNode document(byte[] head) {
    return JsonInputs.parse(new String(head, StandardCharsets.UTF_8));
  }

  /// `inputs`, those that began first in front, as the first time in their lines says: a copy of a
  /// log is younger than the log. Those without a time come last.
  ///
  /// @param name the field of the time
  public static List<Input> byBegin(List<Input> inputs, String name) {
    record Begun(Input input, Instant time) {}
    return inputs.stream()
        .map(input -> new Begun(input, begin(input, name)))
        .sorted(Comparator.comparing(Begun::time))
        .map(Begun::input)
        .toList();
  }

  private static Instant begin(Input input, String name) {
    try (InputStream in = input.source().open()) {
      for (JsonNode line : objects(in.readNBytes(ENOUGH), Integer.MAX_VALUE)) {
        Instant time = Values.time(line.path(name));
        if (time != null) {
          return time;
        }
      }
      return Instant.MAX;
    } catch (IOException | IllegalArgumentException e) {
      return Instant.MAX; // reading the whole will tell what is wrong
    }
  }
}
