package dev.breakeven.importer.usage;

import dev.breakeven.importer.Dialogue;
import dev.breakeven.importer.Dialogue.Reply;
import dev.breakeven.importer.Draft;
import dev.breakeven.importer.Health.Count;
import dev.breakeven.importer.HealthLog;
import dev.breakeven.importer.Input;
import dev.breakeven.importer.JsonInputs;
import dev.breakeven.importer.Values;
import dev.breakeven.trace.Known;
import dev.breakeven.trace.Purchase;
import dev.breakeven.trace.Role;
import dev.breakeven.trace.TokenClass;
import dev.breakeven.trace.Trace;
import dev.breakeven.trace.Usage;
import dev.breakeven.unit.Tokens;
import dev.breakeven.wire.Buying;
import dev.breakeven.wire.LoggedUsage;
import dev.breakeven.wire.WireUsage;
import java.time.Instant;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/// Rows of usage, gathered by session.
final class UsageTable {
  private static final Set<String> COLUMNS =
      Set.of(
          "id",
          "time",
          "session",
          "project",
          "agent",
          "parent",
          "role",
          "model",
          "input_tokens",
          "uncached_tokens",
          "cache_read_tokens",
          "cache_write_tokens",
          "cache_write_5m_tokens",
          "cache_write_1h_tokens",
          "output_tokens",
          "stop",
          "known",
          "cost_usd",
          "speed",
          "service_tier",
          "inference_geo",
          "ways",
          "tools");

  private final HealthLog health;
  private final Map<String, Draft> sessions = new LinkedHashMap<>();
  private final Set<String> ids = new HashSet<>();

  UsageTable(HealthLog health) {
    this.health = health;
  }

  /// Takes in a row.
  ///
  /// @throws IllegalArgumentException if a value is of another kind than its column wants
  void add(JsonNode row, Input input) {
    if (Values.first(row, "model") == null) {
      throw new IllegalArgumentException(
          "expected a row with a model, got " + JsonInputs.shorten(row));
    }
    String id = word(row, "id");
    Usage usage = usage(row);
    Known known = known(row);
    Role role = role(row);
    Instant time = Values.time(row.path("time"));
    if (id != null && !ids.add(id)) {
      health.count(Count.REPEATED);
      return;
    }
    for (String column : row.propertyNames()) {
      if (!COLUMNS.contains(column) && !column.endsWith(Buying.REQUESTS)) {
        health.unknown("column " + column);
      }
    }
    if (time == null) {
      health.count(Count.UNTIMED);
    }
    String named = word(row, "session");
    String session = named == null ? input.name() : named;
    Draft draft =
        sessions.computeIfAbsent(session, key -> new Draft("usage", key, input.name(), health));
    draft.label("project", word(row, "project"));
    Dialogue dialogue = draft.dialogue(or(word(row, "agent"), Draft.MAIN));
    dialogue.as(role == null ? null : role.key());
    String parent = word(row, "parent");
    if (parent != null && !parent.equals(dialogue.id())) {
      if (role == null || role == Role.EXECUTOR) {
        dialogue.under(draft.dialogue(parent), null);
      } else {
        dialogue.beside(draft.dialogue(parent));
      }
    } else if (role == Role.EXECUTOR) {
      dialogue.under(null, null);
    }
    dialogue.answer(
        new Reply(
            Values.model(row, "model"),
            usage,
            known,
            word(row, "stop"),
            Values.cost(row.path("cost_usd")),
            bought(row)),
        Values.orEpoch(time),
        Values.orEpoch(time));
  }

  /// Hands over all sessions.
  void traces(Consumer<Trace> traces) {
    sessions.values().forEach(draft -> draft.trace().ifPresent(traces));
  }

  /// How it was bought: `ways` are words with spaces between, `tools` are uses as `web_search=3`
  /// with spaces between; a column of uses is named as the provider's count, `web_search_requests`.
  private static Purchase bought(JsonNode row) {
    Purchase bought =
        Buying.of(word(row, "speed"), word(row, "service_tier"), word(row, "inference_geo"));
    String ways = word(row, "ways");
    if (ways != null) {
      bought = bought.plus(Buying.of(ways.strip().split(" +")));
    }
    for (String column : row.propertyNames()) {
      if (column.endsWith(Buying.REQUESTS)) {
        JsonNode count = row.path(column);
        Long times = count.isNull() ? null : LoggedUsage.count(count, column);
        if (times != null && times > 0) {
          bought = bought.plus(new Purchase(List.of(), Map.of(Buying.tool(column), times)));
        }
      }
    }
    String tools = word(row, "tools");
    if (tools != null) {
      for (String use : tools.strip().split(" +")) {
        bought = bought.plus(use(use));
      }
    }
    return bought;
  }

  private static Purchase use(String text) {
    int sign = text.indexOf('=');
    try {
      return new Purchase(
          List.of(), Map.of(text.substring(0, sign), Long.parseLong(text.substring(sign + 1))));
    } catch (IndexOutOfBoundsException | IllegalArgumentException e) {
      throw new IllegalArgumentException(
          "expected tools as web_search=3 with spaces between, got " + text, e);
    }
  }

  private static Known known(JsonNode row) {
    String known = word(row, "known");
    return known == null ? Known.BILLED : Known.ofKey(known);
  }

  private static @Nullable Role role(JsonNode row) {
    String role = word(row, "role");
    return role == null ? null : Role.ofKey(role);
  }

  private static String or(@Nullable String text, String other) {
    return text == null ? other : text;
  }

  /// A word, which may look like a number.
  private static @Nullable String word(JsonNode row, String column) {
    JsonNode value = row.path(column);
    return value.isIntegralNumber() ? value.toString() : Values.text(value);
  }

  private Usage usage(JsonNode row) {
    JsonNode unsplit = row.path("cache_write_tokens");
    JsonNode minutes = row.path("cache_write_5m_tokens");
    JsonNode hour = row.path("cache_write_1h_tokens");
    boolean whole = row.has("input_tokens");
    if (whole && row.has("uncached_tokens")) {
      throw new IllegalArgumentException(
          "expected input_tokens, which include cached ones, or uncached_tokens, got both");
    }
    if (row.has("cache_write_tokens") && (!minutes.isMissingNode() || !hour.isMissingNode())) {
      throw new IllegalArgumentException(
          "expected cache_write_tokens or their split by life, got both");
    }
    JsonNode written = unsplit.isMissingNode() ? minutes : unsplit;
    JsonNode prompt = row.path(whole ? "input_tokens" : "uncached_tokens");
    var logged =
        new LoggedUsage(prompt, written, row.path("cache_read_tokens"), row.path("output_tokens"));
    WireUsage usage = whole ? logged.whole() : logged.apart();
    if (usage.lifeAssumed() && !unsplit.isMissingNode()) {
      health.count(Count.LIFE_ASSUMED);
    }
    return hour.isMissingNode() ? usage.usage() : withHour(usage.usage(), hour, whole);
  }

  private static Usage withHour(Usage usage, JsonNode hour, boolean whole) {
    Usage one = new LoggedUsage(hour.path(""), hour, hour.path(""), hour.path("")).apart().usage();
    Tokens tokens = new Tokens(one.count(TokenClass.WRITE_5M));
    var counts = new EnumMap<TokenClass, Tokens>(TokenClass.class);
    counts.putAll(usage.counts());
    counts.put(TokenClass.WRITE_1H, tokens);
    if (whole) {
      long rest = usage.count(TokenClass.UNCACHED) - tokens.count();
      if (rest < 0) {
        throw new IllegalArgumentException(
            "expected input_tokens to include what was cached, got " + -rest + " too few");
      }
      counts.put(TokenClass.UNCACHED, new Tokens(rest));
    }
    return new Usage(counts);
  }
}
