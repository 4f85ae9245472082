package dev.breakeven.report.audit;

import dev.breakeven.audit.Advice;
import dev.breakeven.audit.Period;
import dev.breakeven.audit.View;
import dev.breakeven.importer.Health;
import dev.breakeven.pricing.Bill;
import dev.breakeven.trace.TokenClass;
import java.io.StringWriter;
import java.time.ZoneId;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.PrettyPrinter;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.core.util.DefaultPrettyPrinter;

/// The audit of a period for programs. Amounts of money are exact decimal numbers as text.
public final class AuditData {
  private static final JsonFactory JSON = new JsonFactory();

  private final Period period;
  private final Health health;
  private final ZoneId zone;

  /// The data of `period`.
  ///
  /// @param health how well its logs could be read
  /// @param zone the time zone whose days it is summed by
  public AuditData(Period period, Health health, ZoneId zone) {
    this.period = period;
    this.health = health;
    this.zone = zone;
  }

  /// One JSON object, ending in a line feed.
  public String json() {
    var text = new StringWriter();
    try (var json = JSON.createGenerator(new Pretty(), text)) {
      json.writeStartObject();
      json.writeNumberProperty("sessions", period.sessions());
      json.writeNumberProperty("calls", period.calls());
      json.writeStringProperty("days_in", zone.toString());
      json.writeStringProperty("usd", period.bill().total().toString());
      tokens(json);
      views(json);
      dearest(json);
      delegating(json);
      json.writeObjectPropertyStart("savings_usd_computed_behaviour_held_constant");
      period
          .savings()
          .forEach((advice, usd) -> json.writeStringProperty(key(advice), usd.toString()));
      json.writeEndObject();
      read(json);
      json.writeEndObject();
    }
    return text + "\n";
  }

  private void tokens(JsonGenerator json) {
    json.writeObjectPropertyStart("tokens");
    for (TokenClass tokenClass : TokenClass.values()) {
      json.writeNumberProperty(tokenClass.key(), period.tokens(tokenClass));
    }
    json.writeEndObject();
    json.writeStringProperty("other_usd", period.bill().other().toString());
    json.writeObjectPropertyStart("at_least");
    new TreeMap<>(
            period.bill().floors().entrySet().stream()
                .collect(Collectors.toMap(floor -> floor.getKey().key(), Map.Entry::getValue)))
        .forEach(json::writeNumberProperty);
    json.writeEndObject();
    json.writeObjectPropertyStart("unpriced_calls");
    new TreeMap<>(period.bill().unpriced().calls()).forEach(json::writeNumberProperty);
    json.writeEndObject();
  }

  private void views(JsonGenerator json) {
    json.writeArrayPropertyStart("split_by_estimated_sizes");
    json.writeString(View.CAUSE.key());
    json.writeString(View.TOOL.key());
    json.writeEndArray();
    for (View view : View.values()) {
      json.writeArrayPropertyStart(view.key());
      period
          .by(view)
          .forEach((name, amount) -> {
            json.writeStartObject();
            json.writeStringProperty("name", name);
            json.writeNumberProperty("tokens", amount.allTokens());
            json.writeStringProperty("usd", amount.total().toString());
            json.writeEndObject();
          });
      json.writeEndArray();
    }
  }

  private void dearest(JsonGenerator json) {
    json.writeArrayPropertyStart("dearest");
    for (var block : period.dearest()) {
      json.writeStartObject();
      json.writeStringProperty("session", block.session());
      json.writeStringProperty("first", block.first());
      json.writeStringProperty("block", block.what());
      json.writeNumberProperty("tokens_estimated", block.tokens());
      json.writeNumberProperty("prompts", block.calls());
      json.writeNumberProperty("reads", block.reads());
      json.writeNumberProperty("losses", block.losses());
      json.writeStringProperty("usd", block.cost().toString());
      json.writeEndObject();
    }
    json.writeEndArray();
  }

  private void delegating(JsonGenerator json) {
    json.writeArrayPropertyStart("delegating");
    for (var session : period.delegating()) {
      json.writeStartObject();
      json.writeStringProperty("session", session.session());
      json.writeNumberProperty("delegations", session.delegations());
      json.writeStringProperty("usd", session.cost().toString());
      json.writeStringProperty(
          "saved_usd_computed_behaviour_held_constant", session.balance().toString());
      json.writeEndObject();
    }
    json.writeEndArray();
  }

  private void read(JsonGenerator json) {
    json.writeObjectPropertyStart("read");
    health.ordered().forEach((count, times) -> json.writeNumberProperty(key(count), times));
    json.writeObjectPropertyStart("unknown_kinds");
    health.unknown().forEach(json::writeNumberProperty);
    json.writeEndObject();
    json.writeArrayPropertyStart("broken_lines");
    health.broken().forEach(json::writeString);
    json.writeEndArray();
    json.writeEndObject();
  }

  /// What makes a generator write line by line.
  private static final class Pretty extends ObjectWriteContext.Base {
    @Override
    public PrettyPrinter getPrettyPrinter() {
      return new DefaultPrettyPrinter();
    }

    @Override
    public boolean hasPrettyPrinter() {
      return true;
    }
  }

  private static String key(Enum<?> name) {
    return name.name().toLowerCase(Locale.ROOT);
  }

  /// One row for each row of each view: `view,name,tokens,usd`.
  public String csv() {
    var text = new StringBuilder("view,name,tokens,usd\n");
    for (View view : View.values()) {
      for (Map.Entry<String, Bill> row : period.by(view).entrySet()) {
        text.append(view.key())
            .append(",\"" + row.getKey().replace("\"", "\"\"") + "\",")
            .append(row.getValue().allTokens() + "," + row.getValue().total() + "\n");
      }
    }
    for (Map.Entry<Advice, ?> saving : period.savings().entrySet()) {
      text.append("saving," + key(saving.getKey()) + ",," + saving.getValue() + "\n");
    }
    health.broken().forEach(line -> text.append("note,\"" + line.replace("\"", "\"\"") + "\",,\n"));
    return text.toString();
  }
}
