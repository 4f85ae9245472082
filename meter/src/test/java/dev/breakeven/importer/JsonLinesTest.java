package dev.breakeven.importer;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// What is read straight from the bytes is what a JSON library reads.
final class JsonLinesTest {
  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final int LINES = 2_000;

  /// Every value as a list of names and texts, the depth before each.
  private static List<String> flat(JsonCursor json) {
    var all = new ArrayList<String>();
    value(json, 0, all);
    return all;
  }

  private static void value(JsonCursor json, int depth, List<String> all) {
    if (json.object()) {
      for (String name = json.field(); name != null; name = json.field()) {
        all.add(depth + " " + name);
        value(json, depth + 1, all);
      }
    } else if (json.array()) {
      while (json.element()) {
        all.add(depth + " -");
        value(json, depth + 1, all);
      }
    } else if (json.isText()) {
      all.add(depth + " =" + json.word());
    } else {
      all.add(depth + " ~" + json.raw());
    }
  }

  private static void value(JsonNode json, int depth, List<String> all) {
    if (json.isObject()) {
      json.propertyStream()
          .forEach(field -> {
            all.add(depth + " " + field.getKey());
            value(field.getValue(), depth + 1, all);
          });
    } else if (json.isArray()) {
      json.forEach(element -> {
        all.add(depth + " -");
        value(element, depth + 1, all);
      });
    } else if (json.isString()) {
      all.add(depth + " =" + json.asString());
    } else {
      all.add(depth + " ~" + json);
    }
  }

  private static List<List<String>> read(InputStream in, int step) throws IOException {
    var lines = new JsonLines();
    var all = new ArrayList<List<String>>();
    lines.open(in, step);
    while (lines.next(JsonLinesTest::flat, all::add) == JsonLines.Outcome.READ) {
      assertThat(lines.number()).isEqualTo(all.size());
    }
    return all;
  }

  private static InputStream bytes(List<String> lines) {
    return new ByteArrayInputStream(String.join("\n", lines).getBytes(StandardCharsets.UTF_8));
  }

  private static List<List<String>> expected(List<String> lines) {
    var all = new ArrayList<List<String>>();
    for (String line : lines) {
      var one = new ArrayList<String>();
      value(JSON.readTree(line), 0, one);
      all.add(one);
    }
    return all;
  }

  /// Lines of a few shapes that take turns, as logs have them: names of all lengths, some of which
  /// begin alike, values that repeat and values that do not.
  private static List<String> lines(Random random, int count) {
    var names = new ArrayList<List<String>>();
    for (int shape = 0; shape < 5; shape++) {
      var some = new ArrayList<String>();
      for (int i = random.nextInt(12); i >= 0; i--) {
        some.add("cache_creation_input_tokens".substring(random.nextInt(20)) + i % 3);
      }
      names.add(some);
    }
    var lines = new ArrayList<String>();
    for (int i = 0; i < count; i++) {
      lines.add(object(random, names, 0).toString());
    }
    return lines;
  }

  private static Object object(Random random, List<List<String>> shapes, int depth) {
    Map<String, Object> fields = new LinkedHashMap<>();
    for (String name : shapes.get(random.nextInt(shapes.size()))) {
      fields.put(
          random.nextInt(40) == 0 ? name + "é\\n" : name,
          switch (random.nextInt(depth > 2 ? 7 : 9)) {
            case 0 -> JSON.writeValueAsString("usual");
            case 1 -> JSON.writeValueAsString("a usual text of more than sixteen letters");
            case 2 -> JSON.writeValueAsString("text " + random.nextInt());
            case 3 -> JSON.writeValueAsString("é\n\"\\\t€😀".repeat(random.nextInt(9)));
            case 4 -> random.nextBoolean();
            case 5 -> random.nextInt();
            case 6 -> "null";
            case 7 -> List.of(object(random, shapes, depth + 1), 1);
            default -> object(random, shapes, depth + 1);
          });
    }
    return written(random, fields);
  }

  private static String written(Random random, Map<String, Object> fields) {
    String blank = random.nextInt(8) == 0 ? " " : "";
    var text = new StringBuilder("{");
    fields.forEach((name, value) ->
        text.append(text.length() > 1 ? "," + blank : blank)
            .append('"')
            .append(name)
            .append("\":")
            .append(blank)
            .append(value)
            .append(blank));
    return text.append('}').toString();
  }

  @Test
  void linesOfManyShapesAreReadAsALibraryReadsThem() throws IOException {
    List<String> lines = lines(new Random(1), LINES);

    assertThat(read(bytes(lines), 1 << 16)).isEqualTo(expected(lines));
    assertThat(read(bytes(lines), 7)).isEqualTo(expected(lines));
  }

  /// Characters of one to four bytes and escapes, at every distance from the beginning.
  @Test
  void aLengthIsThatOfTheText() throws IOException {
    var random = new Random(2);
    String[] some = {"a", "words of plain text, ", "é", "€", "😀", "\"", "\\", "\n", "\u0001"};
    for (int i = 0; i < LINES; i++) {
      var text = new StringBuilder();
      for (int left = random.nextInt(60); left > 0; left--) {
        text.append(some[random.nextInt(some.length)]);
      }
      var got = new ArrayList<Integer>();
      var lines = new JsonLines();
      lines.open(bytes(List.of(JSON.writeValueAsString(text.toString()))), 1 << 16);
      lines.next(JsonCursor::length, got::add);
      assertThat(got).containsExactly(text.length());
    }
  }

  @Test
  void namesWithoutEndAreReadToo() throws IOException {
    var lines = new ArrayList<String>();
    for (int i = 0; i < 5_000; i++) {
      lines.add("{\"always\":1,\"n" + i + "\":\"" + i % 2 + "\",\"then\":{\"n" + i / 2 + "\":2}}");
    }

    assertThat(read(bytes(lines), 1 << 16)).isEqualTo(expected(lines));
  }

  /// A line that breaks off anywhere is cut, however much of it was expected.
  @Test
  void noPartOfALineIsTakenForALine() throws IOException {
    String line =
        "{\"sessionId\":\"a usual text of more than sixteen\",\"n\":{\"input_tokens\":null}}";
    var usual = new ArrayList<>(List.of(line, line, line));
    for (int length = 1; length < line.length(); length++) {
      var lines = new JsonLines();
      usual.set(2, line.substring(0, length));
      lines.open(bytes(usual), 1 << 16);
      for (int i = 0; i < 2; i++) {
        assertThat(lines.next(JsonLinesTest::flat, _ -> {})).isEqualTo(JsonLines.Outcome.READ);
      }
      assertThat(lines.next(JsonLinesTest::flat, _ -> {}))
          .as(usual.get(2))
          .isEqualTo(JsonLines.Outcome.CUT);
    }
  }

  /// A byte that is changed is either told, or changes what is read as it does for a library.
  @Test
  void noChangedByteGoesUnnoticed() throws IOException {
    String line =
        "{\"sessionId\":\"a usual text of more than sixteen\",\"n\":{\"input_tokens\":true}}";
    for (int at = 0; at < line.length(); at++) {
      for (char other : "x\"\\,:{}1 ".toCharArray()) {
        String changed = line.substring(0, at) + other + line.substring(at + 1);
        var got = new ArrayList<List<String>>();
        var lines = new JsonLines();
        lines.open(bytes(List.of(line, line, changed, line)), 1 << 16);
        JsonLines.Outcome outcome;
        do {
          outcome = lines.next(JsonLinesTest::flat, got::add);
        } while (outcome != JsonLines.Outcome.END);
        List<String> kept =
            valid(changed) ? List.of(line, line, changed, line) : List.of(line, line, line);
        assertThat(got).as(changed).isEqualTo(expected(kept));
      }
    }
  }

  private static boolean valid(String line) {
    try {
      JSON.readTree(line);
      return true;
    } catch (tools.jackson.core.JacksonException e) {
      return false;
    }
  }

  @Test
  void everyDayOfACenturyIsReadAsTheCalendarHasIt() {
    var timestamp = new Timestamp();
    for (int day = 0; day < 50_000; day++) {
      Instant time = Instant.ofEpochSecond(day * 86_400L + day, 7_000_000);
      Instant later = Instant.ofEpochSecond(day * 86_400L + 86_399, 123_000_000);
      assertThat(milliseconds(timestamp, time.toString())).isEqualTo(time.toEpochMilli());
      assertThat(milliseconds(timestamp, later.toString())).isEqualTo(later.toEpochMilli());
    }
  }

  @Test
  void timesThatDoNotExistAreNone() {
    assertThat(
            List.of(
                "2026-02-29T06:00:00.000Z",
                "2100-02-29T06:00:00.000Z",
                "2026-04-31T06:00:00.000Z",
                "2026-00-10T06:00:00.000Z",
                "2026-13-10T06:00:00.000Z",
                "2026-01-00T06:00:00.000Z",
                "2026-01-10T24:00:00.000Z",
                "2026-01-10T06:60:00.000Z",
                "2026-01-10T06:00:60.000Z",
                "2026-01-10T06:00:00.00xZ",
                "2026-01-1/T06:00:00.000Z",
                "2026-01-10 06:00:00.000Z",
                "1969-12-31T23:59:59.999Z"))
        .allSatisfy(text -> {
          var timestamp = new Timestamp();
          assertThat(milliseconds(timestamp, text)).isEqualTo(-1);
          assertThat(milliseconds(timestamp, text)).isEqualTo(-1);
          assertThat(milliseconds(timestamp, "2026-01-10T06:00:00.000Z")).isPositive();
          assertThat(milliseconds(timestamp, text)).isEqualTo(-1);
        });
  }

  private static long milliseconds(Timestamp timestamp, String text) {
    return timestamp.milliseconds(text.getBytes(StandardCharsets.US_ASCII), 0);
  }
}
