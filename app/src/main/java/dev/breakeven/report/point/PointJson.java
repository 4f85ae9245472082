package dev.breakeven.report.point;

import dev.breakeven.unit.Usd;
import dev.breakeven.whatif.BreakEven;
import dev.breakeven.whatif.Crossover;
import dev.breakeven.whatif.PricedModel;
import dev.breakeven.whatif.Situation.Executor;
import dev.breakeven.whatif.Variable;
import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/// The break-even point of one situation as a JSON object. Dollars are decimal strings, exact.
public final class PointJson {
  private static final JsonMapper MAPPER =
      JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

  private final BreakEven point;
  private final List<String> notes;

  /// The object of `point`.
  ///
  /// @param notes where its numbers come from, as sentences
  public PointJson(BreakEven point, List<String> notes) {
    this.point = point;
    this.notes = List.copyOf(notes);
  }

  /// The object, ending in a line feed.
  public String text() {
    var whole = new LinkedHashMap<String, @Nullable Object>();
    whole.put("evidence", "modelled");
    whole.put("alone", point.aloneTotal().toString());
    whole.put("delegated", point.delegatedTotal().toString());
    whole.put("gain", point.gain().toString());
    whole.put(
        "parts", Map.of("alone", parts(point.alone()), "delegated", parts(point.delegated())));
    whole.put("crossovers", crossovers());
    whole.put("situation", situation());
    whole.put("notes", notes);
    return MAPPER.writeValueAsString(whole) + "\n";
  }

  private static Map<String, String> parts(Map<BreakEven.Part, Usd> parts) {
    var object = new LinkedHashMap<String, String>();
    parts.forEach((part, usd) -> object.put(part.name().toLowerCase(Locale.ROOT), usd.toString()));
    return object;
  }

  private Map<String, Object> crossovers() {
    var object = new LinkedHashMap<String, Object>();
    point
        .crossovers()
        .forEach((variable, at) -> object.put(variable.key(), crossover(variable, at)));
    return object;
  }

  private static Map<String, @Nullable Object> crossover(Variable variable, Crossover crossover) {
    var object = new LinkedHashMap<String, @Nullable Object>();
    switch (crossover) {
      case Crossover.Always _ -> object.put("pays", "always");
      case Crossover.Never _ -> object.put("pays", "never");
      case Crossover.From(long least) -> object.put("from", value(variable, least));
      case Crossover.UpTo(long most) -> object.put("up_to", value(variable, most));
      case Crossover.Between(long least, long most) -> {
        object.put("from", value(variable, least));
        object.put("up_to", value(variable, most));
      }
    }
    return object;
  }

  /// Money as a string, all else as a number.
  private static Object value(Variable variable, long value) {
    return switch (variable.unit()) {
      case PICODOLLARS -> new Usd(value).toString();
      case THOUSANDTHS -> BigDecimal.valueOf(value, 3);
      case CALLS, TOKENS, SECONDS -> value;
    };
  }

  private Map<String, @Nullable Object> situation() {
    var situation = point.situation();
    var object = new LinkedHashMap<String, @Nullable Object>();
    object.put("model", model(situation.parent().model()));
    object.put(
        "executor",
        switch (situation.executor()) {
          case Executor.Given _ -> null;
          case Executor.Billed(PricedModel model, long _) -> model(model);
        });
    for (Variable variable : Variable.values()) {
      boolean given = variable != Variable.SECONDS || !situation.handover().times().isEmpty();
      if (given && variable != Variable.EXECUTOR_PRICE) {
        object.put(variable.key(), value(variable, variable.of(situation)));
      }
    }
    return object;
  }

  private static Map<String, @Nullable Object> model(PricedModel model) {
    var object = new LinkedHashMap<String, @Nullable Object>();
    object.put("id", model.id());
    object.put("prices_of", model.day().toString());
    object.put("cache_life", model.life() == null ? null : String.valueOf(model.life()));
    object.put("minimum_cacheable", model.minimum().orElse(null));
    object.put("sureness", model.rate().evidence().sureness().key());
    object.put("sources", model.rate().evidence().sources());
    return object;
  }
}
