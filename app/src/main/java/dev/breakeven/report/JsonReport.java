package dev.breakeven.report;

import dev.breakeven.study.Ledger;
import dev.breakeven.study.Spent;
import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.StreamWriteFeature;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/// Results as one JSON object: what decided the run, then one object a trial.
public final class JsonReport {
  private static final JsonMapper MAPPER =
      JsonMapper.builder()
          .enable(SerializationFeature.INDENT_OUTPUT)
          .enable(StreamWriteFeature.WRITE_BIGDECIMAL_AS_PLAIN)
          .build();

  private final Results results;

  /// A report on `results`.
  public JsonReport(Results results) {
    this.results = results;
  }

  /// The object, ending in a line feed.
  public String text() {
    var columns = new TrialColumns(results);
    var whole = new LinkedHashMap<String, @Nullable Object>();
    whole.put("study", results.study().id());
    whole.put("how", results.known());
    whole.put("seed", results.study().plan().seed());
    whole.put("prices_of", results.pricesOf());
    whole.put("versions", results.versions());
    whole.put("spent_usd", dollars(results.spent()));
    whole.put("calls_unpriced", results.spent().unpriced());
    whole.put("lost", results.lost().stream().map(JsonReport::lost).toList());
    whole.put("unfinished", results.unfinished().stream().map(JsonReport::attempt).toList());
    whole.put("damaged", results.damage());
    whole.put("trials", results.rows().stream().map(columns::of).toList());
    return MAPPER.writeValueAsString(whole) + "\n";
  }

  /// Dollars; null where no call has a price.
  private static @Nullable BigDecimal dollars(Spent spent) {
    boolean none = spent.unpriced() > 0 && spent.usd().picodollars() == 0;
    return none ? null : spent.usd().dollars();
  }

  /// An attempt at a call that brought no answer.
  private static Map<String, @Nullable Object> lost(Ledger.Lost lost) {
    var values = new LinkedHashMap<String, @Nullable Object>();
    values.put("trial", lost.trial().id());
    values.put("role", lost.by().role().key());
    values.put("model", lost.by().model());
    values.put("attempt", lost.attempt().number());
    values.put("kind", lost.attempt().kind().key());
    values.put("reason", lost.attempt().reason());
    values.put("at", lost.attempt().at().toString());
    values.put("spent_usd", dollars(lost.spent()));
    values.put("unanswered_usd_at_most", lost.unanswered().usd().dollars());
    return values;
  }

  /// An attempt without an end.
  private static Map<String, @Nullable Object> attempt(Ledger.Unfinished attempt) {
    var values = new LinkedHashMap<String, @Nullable Object>();
    values.put("trial", attempt.trial().id());
    values.put("calls", attempt.calls());
    values.put("spent_usd", dollars(attempt.spent()));
    values.put("unanswered_usd_at_most", attempt.unanswered().usd().dollars());
    return values;
  }
}
