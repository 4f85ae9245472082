package dev.breakeven.study.records;

import dev.breakeven.study.records.TrialRecord.Measures;
import dev.breakeven.study.records.TrialRecord.ModelUse;
import dev.breakeven.study.records.TrialRecord.Outcome;
import dev.breakeven.unit.Usd;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.regex.Pattern;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Reads records as JSON Lines, in the published study's own form; docs/formats/records.md.
final class JsonRecords {
  private static final JsonMapper JSON =
      JsonMapper.builder()
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
          .build();

  /// `mypy errors=15`, `passed=1356`: the last word before `=` with what stands before it.
  private static final Pattern COUNT = Pattern.compile("([A-Za-z_][A-Za-z_ ]*)=(\\d+)");

  private JsonRecords() {}

  static void read(
      String file, List<String> lines, List<TrialRecord> trials, List<String> malformed) {
    for (int i = 0; i < lines.size(); i++) {
      if (lines.get(i).isBlank()) {
        continue;
      }
      var place = file + ":" + (i + 1);
      try {
        trials.add(record(place, JSON.readTree(lines.get(i))));
      } catch (JacksonException e) {
        malformed.add(place + ": expected a JSON object, got " + e.getOriginalMessage());
      } catch (IllegalArgumentException e) {
        malformed.add(place + ": " + e.getMessage());
      }
    }
  }

  private static TrialRecord record(String place, JsonNode line) {
    if (!line.isObject()) {
      throw new IllegalArgumentException("expected a JSON object, got " + shown(line));
    }
    return new TrialRecord(
        place,
        Values.label(text(line, "arm"), text(line, "task"), text(line, "trial")),
        outcome(line),
        new Measures(
            Values.seconds("wall_sec", number(line, "wall_sec")),
            Values.count("iterations", number(line, "iterations")),
            money(line, "total_cost_usd")),
        models(line));
  }

  private static Outcome outcome(JsonNode line) {
    var verify = line.path("verify_final");
    var counts = new LinkedHashMap<String, Long>();
    COUNT
        .matcher(verify.path("summary").asString(""))
        .results()
        .filter(count -> !count.group(1).equals("exit_code"))
        .forEach(count ->
            counts.put(count.group(1).strip().replace(' ', '_'), Long.valueOf(count.group(2))));
    return new Outcome(
        flag(line, "success"),
        line.has("blocked") && flag(line, "blocked"),
        line.path("error").isString()
            ? Optional.of(line.path("error").stringValue())
            : Optional.empty(),
        verify.path("exit_code").isInt()
            ? OptionalInt.of(verify.path("exit_code").intValue())
            : OptionalInt.empty(),
        counts);
  }

  private static List<ModelUse> models(JsonNode line) {
    var usages = line.path("usage_by_role");
    if (!usages.isObject()) {
      throw new IllegalArgumentException(
          "expected usage_by_role to be an object of usages by model, got " + shown(usages));
    }
    var models = new ArrayList<ModelUse>();
    for (Map.Entry<String, JsonNode> entry : usages.properties()) {
      var usage = entry.getValue();
      models.add(
          new ModelUse(
              entry.getKey(),
              Values.usage(
                  tokens(usage, "input_tokens"),
                  tokens(usage, "cache_creation_input_tokens"),
                  tokens(usage, "cache_read_input_tokens"),
                  tokens(usage, "output_tokens")),
              money(line.path("cost_usd_by_role"), entry.getKey())));
    }
    return models;
  }

  private static long tokens(JsonNode usage, String key) {
    return Values.count(key, number(usage, key));
  }

  private static Optional<Usd> money(JsonNode object, String key) {
    return object.path(key).isNumber()
        ? Optional.of(Values.money(key, object.path(key).decimalValue()))
        : Optional.empty();
  }

  private static BigDecimal number(JsonNode object, String key) {
    var value = object.path(key);
    if (!value.isNumber()) {
      throw new IllegalArgumentException("expected a number as " + key + ", got " + shown(value));
    }
    return value.decimalValue();
  }

  private static boolean flag(JsonNode object, String key) {
    var value = object.path(key);
    if (!value.isBoolean()) {
      throw new IllegalArgumentException(
          "expected true or false as " + key + ", got " + shown(value));
    }
    return value.booleanValue();
  }

  private static String text(JsonNode object, String key) {
    var value = object.path(key);
    if (!value.isString() && !value.isIntegralNumber()) {
      throw new IllegalArgumentException(
          "expected a name or number as " + key + ", got " + shown(value));
    }
    return value.asString();
  }

  private static String shown(JsonNode value) {
    return value.isMissingNode() ? "nothing" : value.toString();
  }
}
