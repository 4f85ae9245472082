package dev.breakeven.catalog;

import dev.breakeven.json.PlainJson;
import dev.breakeven.unit.Usd;
import java.time.DateTimeException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;

/// Reads one vendor's catalog file, in the form of docs/formats/catalog.md.
final class CatalogReader {
  /// The newest schema; older ones lack some of its keys.
  private static final int SCHEMA = 2;

  /// The decimals of a price of a million tokens.
  private static final int DECIMALS = 6;

  private final String name;

  CatalogReader(String name) {
    this.name = name;
  }

  /// What a file holds.
  record Contents(List<Rate> rates, @Nullable CacheFacts cache, List<Fee> fees) {}

  Contents read(String text) {
    Fields file = at("file", () -> new Fields(tree(text)));
    long schema = at("schema", () -> file.count("schema"));
    if (schema < 1 || schema > SCHEMA) {
      throw new IllegalArgumentException(
          name + ": expected schema 1 or " + SCHEMA + " of the catalog format, got " + schema);
    }
    String vendor = at("vendor", () -> file.text("vendor"));
    CacheFacts cache =
        file.has("cache")
            ? at("cache", () -> cache(vendor, new Fields(file.value("cache"))))
            : null;
    List<Fee> fees =
        file.has("fees")
            ? at("fees", () -> file.list("fees", json -> fee(vendor, new Fields(json))))
            : List.of();
    List<?> rows = at("rates", () -> file.items("rates"));
    at(
        "file",
        () -> {
          file.end();
          return true;
        });
    var rates = new ArrayList<Rate>();
    for (int i = 0; i < rows.size(); i++) {
      Object row = rows.get(i);
      try {
        rates.add(rate(vendor, new Fields(row)));
      } catch (IllegalArgumentException | ArithmeticException e) {
        throw fault(where(i, row), e);
      }
    }
    rejectOverlaps(rates);
    return new Contents(rates, cache, fees);
  }

  private static @Nullable Object tree(String text) {
    try {
      return PlainJson.strict(text);
    } catch (JacksonException e) {
      throw new IllegalArgumentException(
          "expected JSON, got an error at line %d column %d: %s"
              .formatted(
                  e.getLocation().getLineNr(),
                  e.getLocation().getColumnNr(),
                  e.getOriginalMessage()),
          e);
    }
  }

  private static Rate rate(String vendor, Fields row) {
    var ids = new ArrayList<String>(List.of(row.text("model")));
    if (row.has("also")) {
      ids.addAll(row.texts("also"));
    }
    var rate =
        new Rate(
            ids,
            new Period(row.nullableDay("from"), row.nullableDay("to")),
            prices(new Fields(row.value("usd_per_million"))),
            row.has("tiers") ? tiers(row) : List.of(),
            new Traits(
                vendor,
                row.nullableCount("minimum_cacheable"),
                row.nullableText("tokenizer"),
                row.has("multipliers") ? row.factors("multipliers") : Map.of(),
                row.has("peak") ? peak(new Fields(row.value("peak"))) : null),
            evidence(row));
    row.end();
    return rate;
  }

  private static Peak peak(Fields fields) {
    var peak =
        new Peak(
            Factor.of("factor", fields.text("factor")),
            fields.list("utc", hours -> Peak.Hours.of(Fields.text("utc", hours))),
            fields.flag("weekdays"),
            Set.copyOf(fields.list("except", day -> Fields.day("except", day))));
    fields.end();
    return peak;
  }

  private static Fee fee(String vendor, Fields fields) {
    Usd thousand = perToken("usd_per_thousand", fields.text("usd_per_thousand"));
    var fee =
        new Fee(
            vendor,
            fields.text("tool"),
            new Period(fields.nullableDay("from"), fields.nullableDay("to")),
            thousand.times(1000),
            evidence(fields));
    fields.end();
    return fee;
  }

  private static List<Tier> tiers(Fields row) {
    List<Tier> tiers =
        row.list(
            "tiers",
            json -> {
              var fields = new Fields(json);
              var tier =
                  new Tier(
                      fields.count("above"), prices(new Fields(fields.value("usd_per_million"))));
              fields.end();
              return tier;
            });
    for (int i = 1; i < tiers.size(); i++) {
      if (tiers.get(i).above() <= tiers.get(i - 1).above()) {
        throw new IllegalArgumentException(
            "expected tiers by ascending size, got above %d after above %d"
                .formatted(tiers.get(i).above(), tiers.get(i - 1).above()));
      }
    }
    return tiers;
  }

  private static Prices prices(Fields fields) {
    Usd input = perToken("input", fields.text("input"));
    var prices =
        new Prices(
            input,
            optional("write_5m", fields, input),
            optional("write_1h", fields, input),
            optional("read", fields, input),
            perToken("output", fields.text("output")));
    fields.end();
    return prices;
  }

  private static @Nullable Usd optional(String key, Fields fields, Usd input) {
    String text = fields.nullableText(key);
    if (text == null) {
      return null;
    }
    return text.equals("as input") ? input : perToken(key, text);
  }

  /// One token costs as many picodollars as a million costs millionths of a dollar.
  private static Usd perToken(String key, String perMillion) {
    String price = Fields.decimal(key, perMillion);
    int point = price.indexOf('.');
    String whole = point < 0 ? price : price.substring(0, point);
    String parts = (point < 0 ? "" : price.substring(point + 1)) + "0".repeat(DECIMALS);
    for (int i = DECIMALS; i < parts.length(); i++) {
      if (parts.charAt(i) != '0') {
        throw new IllegalArgumentException(
            "expected a price of at most 9,000,000 USD a million tokens with at most 6 decimals,"
                + " so that one token costs whole picodollars, as "
                + key
                + ", got "
                + perMillion);
      }
    }
    return new Usd(Long.parseLong(whole + parts.substring(0, DECIMALS)));
  }

  private static Evidence evidence(Fields fields) {
    List<String> sources = fields.texts("sources");
    if (sources.isEmpty()) {
      throw new IllegalArgumentException("expected at least one source, got none");
    }
    return new Evidence(
        sources,
        fields.day("checked"),
        sureness(fields.text("sureness")),
        fields.optionalText("note"));
  }

  private static Sureness sureness(String key) {
    return Sureness.of(key)
        .orElseThrow(() ->
            new IllegalArgumentException(
                "expected official, excerpt, agreeing or single as sureness, got " + key));
  }

  private static CacheFacts cache(String vendor, Fields fields) {
    var facts =
        new CacheFacts(
            vendor,
            fields.list("lives", life -> life(Fields.text("lives", life))),
            small(fields.nullableCount("lookback")),
            small(fields.nullableCount("breakpoints")),
            small(fields.nullableCount("tail")),
            evidence(fields));
    fields.end();
    return facts;
  }

  private static Duration life(String text) {
    int end = text.length() - 1;
    boolean usual = text.startsWith("PT") && end > 2 && end < 8 && Fields.digits(text, 2, end);
    if (usual && text.endsWith("M")) {
      return Duration.ofMinutes(Integer.parseInt(text, 2, end, 10));
    }
    if (usual && text.endsWith("H")) {
      return Duration.ofHours(Integer.parseInt(text, 2, end, 10));
    }
    try {
      return Duration.parse(text);
    } catch (DateTimeException e) {
      throw new IllegalArgumentException(
          "expected durations such as PT5M as lives, got " + text, e);
    }
  }

  private static @Nullable Integer small(@Nullable Long number) {
    return number == null ? null : Math.toIntExact(number);
  }

  private void rejectOverlaps(List<Rate> rates) {
    var ids = new HashSet<String>();
    for (int i = 0; i < rates.size(); i++) {
      boolean seen = false;
      for (String id : rates.get(i).ids()) {
        seen |= !ids.add(id);
      }
      if (seen) {
        rejectOverlaps(rates, i);
      }
    }
  }

  private void rejectOverlaps(List<Rate> rates, int last) {
    Rate other = rates.get(last);
    for (int j = 0; j < last; j++) {
      Rate one = rates.get(j);
      if (one.valid().overlaps(other.valid()) && !Collections.disjoint(one.ids(), other.ids())) {
        throw new IllegalArgumentException(
            "%s: rates[%d] (%s): expected one price a day, but %s overlaps rates[%d], %s"
                .formatted(name, last, other.model(), other.valid(), j, one.valid()));
      }
    }
  }

  private static String where(int index, @Nullable Object row) {
    String place = "rates[" + index + "]";
    return row instanceof Map<?, ?> fields && fields.get("model") instanceof String model
        ? place + " (" + model + ")"
        : place;
  }

  private <T> T at(String where, Supplier<T> reading) {
    try {
      return reading.get();
    } catch (IllegalArgumentException | ArithmeticException e) {
      throw fault(where, e);
    }
  }

  private IllegalArgumentException fault(String where, RuntimeException e) {
    return new IllegalArgumentException(name + ": " + where + ": " + e.getMessage(), e);
  }
}
