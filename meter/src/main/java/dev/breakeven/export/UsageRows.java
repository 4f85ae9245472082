package dev.breakeven.export;

import dev.breakeven.trace.Agent;
import dev.breakeven.trace.Call;
import dev.breakeven.trace.TokenClass;
import dev.breakeven.trace.Trace;
import dev.breakeven.trace.Usage;
import dev.breakeven.unit.Usd;
import java.io.IOException;
import java.io.Writer;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// A trace as rows of usage, in the columns of docs/formats/usage.md.
final class UsageRows {
  private static final Pattern LINE_ENDS = Pattern.compile("[\\r\\n\\u0085\\u2028\\u2029]+");
  private static final String HEADER =
      "id,time,session,project,agent,parent,role,model,uncached_tokens,cache_read_tokens,cache_write_5m_tokens,cache_write_1h_tokens,output_tokens,stop,known,cost_usd,ways,tools\n";

  private final Trace trace;
  private final String session;
  private final Callers callers;

  UsageRows(Trace trace, String session) {
    this.trace = trace;
    this.session = session;
    this.callers = Callers.of(trace);
  }

  void write(Writer out) throws IOException {
    out.write(HEADER);
    for (Call call : trace.calls()) {
      out.write(row(call).stream().map(UsageRows::quoted).collect(Collectors.joining(",")) + "\n");
    }
  }

  private List<String> row(Call call) {
    Agent agent = Objects.requireNonNull(callers.agents().get(call.agent()));
    Usage usage = call.answer().usage();
    Instant start = call.timing().start();
    Usd recorded = call.answer().recorded();
    return List.of(
        session + "/" + call.id(),
        start.equals(Instant.EPOCH) ? "" : start.toString(),
        session,
        trace.labels().getOrDefault("project", ""),
        agent.id(),
        orEmpty(agent.parent()),
        agent.role().key(),
        agent.model(),
        count(usage, TokenClass.UNCACHED),
        count(usage, TokenClass.READ),
        count(usage, TokenClass.WRITE_5M),
        count(usage, TokenClass.WRITE_1H),
        count(usage, TokenClass.OUTPUT),
        orEmpty(call.answer().stop()),
        call.answer().known().key(),
        recorded == null ? "" : recorded.dollars().toPlainString(),
        String.join(" ", call.answer().bought().ways()),
        new TreeMap<>(call.answer().bought().tools())
            .entrySet().stream()
                .map(use -> use.getKey() + "=" + use.getValue())
                .collect(Collectors.joining(" ")));
  }

  private static String count(Usage usage, TokenClass tokenClass) {
    return usage.reported(tokenClass).map(tokens -> Long.toString(tokens.count())).orElse("");
  }

  private static String orEmpty(@Nullable String text) {
    return text == null ? "" : text;
  }

  /// A field on one line, in quotes where it needs them.
  private static String quoted(String field) {
    String line = LINE_ENDS.matcher(field).replaceAll(" ");
    return line.indexOf(',') < 0 && line.indexOf('"') < 0
        ? line
        : "\"" + line.replace("\"", "\"\"") + "\"";
  }
}
