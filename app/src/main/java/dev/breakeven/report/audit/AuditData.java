package dev.breakeven.report.audit;

import dev.breakeven.audit.Advice;
import dev.breakeven.audit.Family;
import dev.breakeven.audit.Finding;
import dev.breakeven.audit.Period;
import dev.breakeven.audit.SessionRow;
import dev.breakeven.audit.View;
import dev.breakeven.importer.Health;
import dev.breakeven.pricing.Bill;
import dev.breakeven.trace.TokenClass;
import dev.breakeven.unit.Usd;
import dev.breakeven.whatif.Crossover;
import dev.breakeven.whatif.DelegatingThreshold;
import java.io.StringWriter;
import java.time.Duration;
import java.time.ZoneId;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
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
  private final boolean titles;

  /// The data of `period`.
  ///
  /// @param health how well its logs could be read
  /// @param zone the time zone whose days it is summed by
  /// @param titles whether sessions are told with what they are called
  public AuditData(Period period, Health health, ZoneId zone, boolean titles) {
    this.titles = titles;
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
      usd(json, "usd", period.bill());
      tokens(json);
      views(json);
      dearest(json);
      delegating(json);
      json.writeObjectPropertyStart("savings_usd_computed_behaviour_held_constant");
      period
          .savings()
          .forEach((advice, usd) -> json.writeStringProperty(key(advice), usd.toString()));
      json.writeEndObject();
      families(json);
      findings(json);
      sessions(json);
      read(json);
      json.writeEndObject();
    }
    return text + "\n";
  }

  /// An amount; null where no part of it is known.
  private static void usd(JsonGenerator json, String name, Bill bill) {
    if (bill.known()) {
      json.writeStringProperty(name, bill.total().toString());
    } else {
      json.writeNullProperty(name);
    }
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
            usd(json, "usd", amount);
            if (amount.unpriced().tokens() > 0) {
              json.writeNumberProperty("tokens_unpriced", amount.unpriced().tokens());
            }
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
      threshold(json, session.threshold());
      usd(json, "session_usd", session.cost());
      json.writeEndObject();
    }
    json.writeEndArray();
  }

  private void families(JsonGenerator json) {
    json.writeArrayPropertyStart("families");
    for (Family family : Family.values()) {
      json.writeStartObject();
      json.writeStringProperty("name", family.key());
      Usd part = period.family(family);
      if (family.unknown(part, period.bill())) {
        json.writeNullProperty("usd");
      } else {
        json.writeStringProperty("usd", part.toString());
      }
      json.writeBooleanProperty("at_least", family.least(period.bill()));
      json.writeEndObject();
    }
    json.writeEndArray();
  }

  private void findings(JsonGenerator json) {
    json.writeArrayPropertyStart("findings");
    for (Finding finding : period.findings()) {
      var version = period.version(finding.source());
      Remedy remedy = Remedies.of(finding, version);
      json.writeStartObject();
      json.writeStringProperty("kind", finding.kind().key());
      json.writeStringProperty("source", finding.source());
      json.writeStringProperty("subject", finding.subject());
      if (version.isPresent()) {
        json.writeStringProperty("client_version", version.get().toString());
      } else {
        json.writeNullProperty("client_version");
      }
      json.writeStringProperty("usd_at_stake", finding.stake().toString());
      json.writeStringProperty("known", finding.kind().level().words());
      json.writeStringProperty("what", FindingText.what(finding));
      json.writeStringProperty("todo", remedy.todo());
      if (remedy.setting().isPresent()) {
        json.writeStringProperty("setting", remedy.setting().get());
      } else {
        json.writeNullProperty("setting");
      }
      json.writeStringProperty("check", remedy.check());
      json.writeNumberProperty("times", finding.times());
      json.writeNumberProperty("tokens_estimated", finding.tokens());
      json.writeStringProperty("session", finding.worst().session());
      json.writeStringProperty("file", finding.worst().file());
      json.writeStringProperty("call", finding.worst().call());
      json.writeEndObject();
    }
    json.writeEndArray();
  }

  private void sessions(JsonGenerator json) {
    json.writeArrayPropertyStart("session_list");
    for (SessionRow row : period.rows()) {
      json.writeStartObject();
      json.writeStringProperty("id", row.id());
      json.writeStringProperty("source", row.about().source());
      json.writeStringProperty("project", row.about().project());
      if (titles && !row.about().title().isEmpty()) {
        json.writeStringProperty("title", row.about().title());
      }
      json.writeStringProperty("file", row.about().file());
      json.writeStringProperty("model", row.about().model());
      json.writeNumberProperty("calls", row.calls());
      json.writeNumberProperty("minutes", row.worked().toMinutes());
      usd(json, "usd", row.bill());
      json.writeBooleanProperty("at_least", !row.bill().exact());
      if (row.subAgentsUnknown()) {
        json.writeNullProperty("sub_agents_usd");
      } else {
        json.writeStringProperty("sub_agents_usd", row.subAgents().toString());
      }
      json.writeEndObject();
    }
    json.writeEndArray();
  }

  /// From where on delegations have paid; null where that is not known.
  private static void threshold(JsonGenerator json, DelegatingThreshold threshold) {
    json.writeNumberProperty("delegations", threshold.delegations());
    json.writeNumberProperty("executors_not_in_log", threshold.unlogged().agents());
    json.writeNumberProperty("delegations_not_in_log", threshold.unlogged().delegations());
    number(json, "tool_uses_not_in_log", threshold.unlogged().told().toolUses());
    Duration took = threshold.unlogged().told().took();
    number(json, "seconds_not_in_log", took == null ? null : Long.valueOf(took.toSeconds()));
    number(
        json,
        "executor_calls",
        threshold.weighed().map(DelegatingThreshold.Weighed::executorCalls).orElse(null));
    number(
        json,
        "paid_from_calls_alone_modelled",
        threshold.weighed().flatMap(weighed -> least(weighed.calls())).orElse(null));
  }

  private static Optional<Long> least(Crossover calls) {
    return switch (calls) {
      case Crossover.Always _, Crossover.UpTo _ -> Optional.of(1L);
      case Crossover.From(long least) -> Optional.of(least);
      case Crossover.Between(long least, long _) -> Optional.of(least);
      case Crossover.Never _ -> Optional.empty();
    };
  }

  private static void number(JsonGenerator json, String name, @Nullable Long number) {
    if (number == null) {
      json.writeNullProperty(name);
    } else {
      json.writeNumberProperty(name, number);
    }
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

  private static String usd(Bill bill) {
    return bill.known() ? bill.total().toString() : "";
  }

  /// One row for each row of each view: `view,name,tokens,usd`; without dollars where no part of
  /// the amount is known.
  public String csv() {
    var text = new StringBuilder("view,name,tokens,usd\n");
    for (View view : View.values()) {
      for (Map.Entry<String, Bill> row : period.by(view).entrySet()) {
        text.append(view.key())
            .append(",\"" + row.getKey().replace("\"", "\"\"") + "\",")
            .append(row.getValue().allTokens() + "," + usd(row.getValue()) + "\n");
      }
    }
    for (Map.Entry<Advice, ?> saving : period.savings().entrySet()) {
      text.append("saving," + key(saving.getKey()) + ",," + saving.getValue() + "\n");
    }
    health.broken().forEach(line -> text.append("note,\"" + line.replace("\"", "\"\"") + "\",,\n"));
    return text.toString();
  }
}
