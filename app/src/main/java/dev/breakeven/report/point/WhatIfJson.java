package dev.breakeven.report.point;

import dev.breakeven.whatif.Crossover;
import dev.breakeven.whatif.SessionWhatIf;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/// What sessions answered, as a JSON object. Dollars are decimal strings, exact; what is not known
/// is null.
public final class WhatIfJson {
  private static final JsonMapper MAPPER =
      JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

  private final List<SessionWhatIf> sessions;

  /// The object of `sessions`.
  public WhatIfJson(List<SessionWhatIf> sessions) {
    this.sessions = List.copyOf(sessions);
  }

  /// The object, ending in a line feed.
  public String text() {
    return MAPPER.writeValueAsString(
            Map.of("sessions", sessions.stream().map(WhatIfJson::session).toList()))
        + "\n";
  }

  private static Map<String, @Nullable Object> session(SessionWhatIf session) {
    var object = new LinkedHashMap<String, @Nullable Object>();
    object.put("session", session.session());
    object.put("calls", session.replayed().calls());
    object.put("calls_left_out", session.replayed().leftOut());
    object.put("billed", session.replayed().billed().toString());
    var rules = new LinkedHashMap<String, @Nullable Object>();
    session
        .replayed()
        .outcomes()
        .forEach((rule, outcome) ->
            rules.put(
                RuleWords.key(rule), outcome.unpriced() > 0 ? null : outcome.usd().toString()));
    object.put("replayed", rules);
    object.put("looked_modelled", session.looked().stream().map(WhatIfJson::looked).toList());
    object.put(
        "delegated_modelled", session.delegated().stream().map(WhatIfJson::delegated).toList());
    return object;
  }

  private static Map<String, @Nullable Object> looked(SessionWhatIf.Looked looked) {
    var object = new LinkedHashMap<String, @Nullable Object>();
    object.put("from_call", looked.stretch().first().id());
    object.put("calls", looked.stretch().stretch().calls());
    object.put("context", looked.stretch().context());
    object.put("growth", looked.stretch().stretch().growth());
    object.put("calls_left", looked.stretch().callsLeft());
    object.put("alone", looked.point().map(point -> point.aloneTotal().toString()).orElse(null));
    object.put(
        "delegated", looked.point().map(point -> point.delegatedTotal().toString()).orElse(null));
    object.put("gain", looked.point().map(point -> point.gain().toString()).orElse(null));
    return object;
  }

  private static Map<String, @Nullable Object> delegated(SessionWhatIf.Delegated one) {
    var object = new LinkedHashMap<String, @Nullable Object>();
    object.put("by_call", one.recorded().handedOver().id());
    object.put(
        "executor_calls", one.recorded().work().map(work -> (Object) work.calls()).orElse(null));
    object.put(
        "delegated", one.point().map(point -> point.delegatedTotal().toString()).orElse(null));
    object.put(
        "pays_from_calls",
        one.calls()
            .map(crossover ->
                switch (crossover) {
                  case Crossover.Always _, Crossover.UpTo _ -> (Object) 1L;
                  case Crossover.Never _ -> "never";
                  case Crossover.From(long least) -> least;
                  case Crossover.Between(long least, long _) -> least;
                })
            .orElse(null));
    return object;
  }
}
