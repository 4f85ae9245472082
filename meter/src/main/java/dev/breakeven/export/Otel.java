package dev.breakeven.export;

import dev.breakeven.trace.Agent;
import dev.breakeven.trace.Call;
import dev.breakeven.trace.Known;
import dev.breakeven.trace.Purchase;
import dev.breakeven.trace.TokenClass;
import dev.breakeven.trace.Trace;
import dev.breakeven.trace.Usage;
import java.io.IOException;
import java.io.Writer;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// A trace as OpenTelemetry spans of the GenAI conventions: a span for each agent, in that of the
/// agent that delegated to it, and in it a span for each of its calls. Without contents, which the
/// conventions want only where somebody asked for them, and then whole with every call.
final class Otel {
  private static final int INTERNAL = 1;
  private static final int CLIENT = 3;
  private static final int TRACE_ID = 32;
  private static final int SPAN_ID = 16;
  private static final Pattern UUID = Pattern.compile("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}");

  /// What the conventions call those whose models are named so.
  private static final Map<String, String> PROVIDERS =
      Map.of(
          "claude", "anthropic",
          "gpt", "openai",
          "o1", "openai",
          "o3", "openai",
          "o4", "openai",
          "gemini", "gcp.gemini",
          "deepseek", "deepseek",
          "mistral", "mistral_ai",
          "grok", "x_ai");

  private final Trace trace;
  private final String session;
  private final Callers callers;
  private final String traceId;

  Otel(Trace trace, String session) {
    this.trace = trace;
    this.session = session;
    this.callers = Callers.of(trace);
    this.traceId =
        UUID.matcher(session).matches() ? session.replace("-", "") : hash(session, TRACE_ID);
  }

  void write(Writer out) throws IOException {
    Map<String, Span> spans = agents();
    for (Agent agent : callers.agents().values()) {
      out.write(line(agent(agent, Objects.requireNonNull(spans.get(agent.id())))));
    }
    for (Call call : trace.calls()) {
      out.write(line(call(call)));
    }
  }

  /// From an agent's first call to the end of its last one, those below it among them.
  private record Span(Instant start, Instant end) {
    Span with(Span other) {
      return new Span(
          Stream.of(start, other.start).min(Comparator.naturalOrder()).orElse(start),
          Stream.of(end, other.end).max(Comparator.naturalOrder()).orElse(end));
    }
  }

  private Map<String, Span> agents() {
    var spans = new HashMap<String, Span>();
    for (Call call : trace.calls()) {
      var span = new Span(call.timing().start(), call.timing().end());
      @Nullable String at = call.agent();
      for (int depth = 0; at != null && depth <= callers.agents().size(); depth++) {
        spans.merge(at, span, Span::with);
        at = Objects.requireNonNull(callers.agents().get(at)).parent();
      }
    }
    return spans;
  }

  private ObjectNode agent(Agent agent, Span span) {
    var attributes = new Attributes();
    attributes.put("gen_ai.operation.name", "invoke_agent");
    attributes.put("gen_ai.agent.name", agent.id());
    attributes.put("gen_ai.conversation.id", session);
    attributes.put("breakeven.agent.id", agent.id());
    attributes.put("breakeven.agent.role", agent.role().key());
    attributes.put("breakeven.project", trace.labels().getOrDefault("project", ""));
    ObjectNode json = span(spanId(agent.id()), agent.parent(), "invoke_agent " + agent.id());
    return times(json.put("kind", INTERNAL), span).set("attributes", attributes.list);
  }

  private ObjectNode call(Call call) {
    String model = Objects.requireNonNull(callers.agents().get(call.agent())).model();
    var attributes = new Attributes();
    attributes.put("gen_ai.operation.name", "chat");
    provider(model).ifPresent(name -> attributes.put("gen_ai.provider.name", name));
    attributes.put("gen_ai.request.model", model);
    attributes.put("gen_ai.response.model", model);
    attributes.put("gen_ai.conversation.id", session);
    usage(call.answer().usage(), attributes);
    if (call.answer().stop() != null) {
      attributes.list("gen_ai.response.finish_reasons", call.answer().stop());
    }
    if (call.answer().known() != Known.BILLED) {
      attributes.put("breakeven.usage.known", call.answer().known().key());
    }
    Purchase bought = call.answer().bought();
    if (!bought.ways().isEmpty()) {
      attributes.put("breakeven.buying.ways", String.join(" ", bought.ways()));
    }
    new TreeMap<>(bought.tools())
        .forEach((tool, uses) ->
            attributes.put("gen_ai.usage.server_tool_use." + tool + "_requests", uses));
    if (call.answer().recorded() != null) {
      attributes.put("breakeven.cost.recorded_usd", call.answer().recorded().toString());
    }
    ObjectNode json = span(spanId("call " + call.id()), call.agent(), "chat " + model);
    var span = new Span(call.timing().start(), call.timing().end());
    return times(json.put("kind", CLIENT), span).set("attributes", attributes.list);
  }

  /// The input includes what was read and written, as the conventions want. They do not tell lives
  /// of cache writes apart.
  private static void usage(Usage usage, Attributes attributes) {
    Optional<Long> minutes = reported(usage, TokenClass.WRITE_5M);
    Optional<Long> hour = reported(usage, TokenClass.WRITE_1H);
    reported(usage, TokenClass.UNCACHED)
        .ifPresent(_ -> attributes.put("gen_ai.usage.input_tokens", usage.prompt()));
    reported(usage, TokenClass.READ)
        .ifPresent(count -> attributes.put("gen_ai.usage.cache_read.input_tokens", count));
    if (minutes.isPresent() || hour.isPresent()) {
      attributes.put(
          "gen_ai.usage.cache_write.input_tokens",
          Math.addExact(minutes.orElse(0L), hour.orElse(0L)));
    }
    minutes.ifPresent(count -> attributes.put("breakeven.usage.cache_write_5m_tokens", count));
    hour.ifPresent(count -> attributes.put("breakeven.usage.cache_write_1h_tokens", count));
    reported(usage, TokenClass.OUTPUT)
        .ifPresent(count -> attributes.put("gen_ai.usage.output_tokens", count));
  }

  private static Optional<Long> reported(Usage usage, TokenClass tokenClass) {
    return usage.reported(tokenClass).map(tokens -> tokens.count());
  }

  private static Optional<String> provider(String model) {
    return PROVIDERS.entrySet().stream()
        .filter(entry -> model.startsWith(entry.getKey()))
        .map(Map.Entry::getValue)
        .findFirst();
  }

  private ObjectNode span(String id, @Nullable String parent, String name) {
    ObjectNode span =
        JsonNodeFactory.instance.objectNode().put("traceId", traceId).put("spanId", id);
    if (parent != null) {
      span.put("parentSpanId", spanId(parent));
    }
    return span.put("name", name);
  }

  private static ObjectNode times(ObjectNode json, Span span) {
    return json.put("startTimeUnixNano", nanoseconds(span.start()))
        .put("endTimeUnixNano", nanoseconds(span.end()));
  }

  private static String nanoseconds(Instant time) {
    return BigInteger.valueOf(time.getEpochSecond())
        .multiply(BigInteger.valueOf(1_000_000_000))
        .add(BigInteger.valueOf(time.getNano()))
        .toString();
  }

  /// One export of one span.
  private String line(ObjectNode span) {
    ObjectNode root = JsonNodeFactory.instance.objectNode();
    ObjectNode resource = root.putArray("resourceSpans").addObject();
    var about = new Attributes();
    about.put("service.name", trace.labels().getOrDefault("source", "breakeven"));
    resource.putObject("resource").set("attributes", about.list);
    ObjectNode scope = resource.putArray("scopeSpans").addObject();
    scope.putObject("scope").put("name", "breakeven");
    scope.putArray("spans").add(span);
    return root + "\n";
  }

  private String spanId(String name) {
    return hash(session + "\n" + name, SPAN_ID);
  }

  private static String hash(String text, int digits) {
    try {
      byte[] hash =
          MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(hash).substring(0, digits);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("expected a Java that knows SHA-256", e);
    }
  }

  /// Attributes as OTLP wraps them; 64-bit numbers are texts there.
  private static final class Attributes {
    private final ArrayNode list = JsonNodeFactory.instance.arrayNode();

    private ObjectNode add(String key) {
      return list.addObject().put("key", key).putObject("value");
    }

    void put(String key, String value) {
      if (!value.isEmpty()) {
        add(key).put("stringValue", value);
      }
    }

    void put(String key, long value) {
      add(key).put("intValue", Long.toString(value));
    }

    void list(String key, String only) {
      add(key).putObject("arrayValue").putArray("values").addObject().put("stringValue", only);
    }
  }
}
