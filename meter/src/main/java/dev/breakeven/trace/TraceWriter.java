package dev.breakeven.trace;

import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;

/// Writes a [Trace] as it happens: one line of JSON an event, handed on and flushed line by line,
/// so that a crash loses at most the line it fell into. The form is docs/formats/trace.md.
///
/// Equal traces give equal bytes: keys stand in a fixed order, labels and outcome are sorted. A
/// line may name only what stands above it; the methods refuse anything else with
/// [IllegalArgumentException], before a byte is written. Secrets are covered on the way. Failures
/// of the underlying writer come out as [UncheckedIOException]. Safe for use by several threads.
public final class TraceWriter implements AutoCloseable {
  /// The version of the form that is written, and the newest that is read.
  static final int VERSION = 3;

  private static final JsonFactory JSON = new JsonFactory();

  private final Writer out;
  private final Secrets secrets;
  private final References references = new References();
  private boolean begun;
  private boolean ended;

  /// Writes to `out`, which [#close] closes; covers what is a secret by its form.
  public TraceWriter(Writer out) {
    this(out, Secrets.BY_FORM);
  }

  /// Writes to `out`, which [#close] closes.
  ///
  /// @param secrets what is covered in texts, labels and outcome
  public TraceWriter(Writer out, Secrets secrets) {
    this.out = out;
    this.secrets = secrets;
  }

  /// Writes all of `trace` to `out`: header, agents, blocks, calls and, if there is one, outcome.
  public static void write(Trace trace, Writer out) {
    try (var writer = new TraceWriter(out)) {
      writer.header(trace.labels());
      trace.agents().forEach(writer::agent);
      trace.blocks().forEach(writer::block);
      trace.calls().forEach(writer::call);
      if (!trace.outcome().isEmpty()) {
        writer.outcome(trace.outcome());
      }
    }
  }

  /// Writes the header: first, and once.
  public synchronized void header(Map<String, String> labels) {
    if (begun) {
      throw new IllegalStateException("expected one header, got a second one with " + labels);
    }
    begun = true;
    line(
        "trace",
        json -> {
          json.writeNumberProperty("version", VERSION);
          words(json, "labels", labels);
        });
  }

  /// Writes an agent, before the blocks and calls that name it.
  public synchronized void agent(Agent agent) {
    requireOpen();
    references.add(agent);
    line(
        "agent",
        json -> {
          json.writeStringProperty("id", agent.id());
          json.writeStringProperty("role", agent.role().key());
          json.writeStringProperty("model", agent.model());
          optional(json, "parent", agent.parent());
          if (agent.instruction() != null) {
            json.writeNumberProperty("instruction", agent.instruction());
          }
          unlogged(json, agent.unlogged());
        });
  }

  /// Writes a block, before the calls that name it.
  public synchronized void block(Block block) {
    requireOpen();
    references.add(block);
    line(
        "block",
        json -> {
          json.writeNumberProperty("id", block.id());
          json.writeStringProperty("origin", block.origin().key());
          json.writeStringProperty("agent", block.agent());
          optional(json, "tool", block.tool());
          if (block.tokens() != null) {
            json.writeNumberProperty("tokens", block.tokens());
          }
          if (block.length() != null) {
            json.writeNumberProperty("length", block.length());
          }
          if (block.pieces() != null) {
            json.writeNumberProperty("pieces", block.pieces());
          }
          if (block.text() != null) {
            json.writeStringProperty("text", secrets.hide(block.text()));
          }
        });
  }

  /// Writes a call, after the blocks of its prompt and of its answer.
  public synchronized void call(Call call) {
    requireOpen();
    references.add(call);
    line(
        "call",
        json -> {
          json.writeStringProperty("id", call.id());
          json.writeStringProperty("agent", call.agent());
          json.writeNumberProperty("turn", call.turn());
          json.writeStringProperty("start", call.timing().start().toString());
          json.writeNumberProperty("first_ns", call.timing().first().toNanos());
          json.writeNumberProperty("total_ns", call.timing().total().toNanos());
          json.writeNumberProperty("kept", call.prompt().kept());
          numbers(json, "added", call.prompt().added());
          numbers(json, "marks", call.prompt().marks());
          numbers(json, "answer", call.answer().blocks());
          optional(json, "stop", call.answer().stop());
          json.writeStringProperty("known", call.answer().known().key());
          usage(json, call.answer().usage());
          if (call.answer().recorded() != null) {
            json.writeStringProperty("recorded_usd", call.answer().recorded().toString());
          }
          bought(json, call.answer().bought());
        });
  }

  /// Writes how it ended: last, and once.
  public synchronized void outcome(Map<String, String> outcome) {
    requireOpen();
    ended = true;
    line("outcome", json -> words(json, "words", outcome));
  }

  @Override
  public void close() {
    try {
      out.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void requireOpen() {
    if (!begun || ended) {
      throw new IllegalStateException(
          ended
              ? "expected nothing after the outcome of a trace"
              : "expected the header of a trace first");
    }
  }

  private void line(String type, Consumer<JsonGenerator> properties) {
    var line = new StringWriter();
    try (JsonGenerator json = JSON.createGenerator(ObjectWriteContext.empty(), line)) {
      json.writeStartObject();
      json.writeStringProperty("type", type);
      properties.accept(json);
      json.writeEndObject();
    }
    try {
      out.write(Surrogates.escaped(line.append('\n').toString()));
      out.flush();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void unlogged(JsonGenerator json, Agent.@Nullable Unlogged unlogged) {
    if (unlogged == null) {
      return;
    }
    json.writeNumberProperty("calls", 0);
    if (unlogged.toolUses() != null) {
      json.writeNumberProperty("tool_uses", unlogged.toolUses());
    }
    if (unlogged.took() != null) {
      json.writeNumberProperty("total_ns", unlogged.took().toNanos());
    }
  }

  private static void optional(JsonGenerator json, String key, @Nullable String value) {
    if (value != null) {
      json.writeStringProperty(key, value);
    }
  }

  private void words(JsonGenerator json, String key, Map<String, String> words) {
    json.writeObjectPropertyStart(key);
    new TreeMap<>(words)
        .forEach((name, value) -> json.writeStringProperty(name, secrets.hide(value)));
    json.writeEndObject();
  }

  private static void numbers(JsonGenerator json, String key, List<Integer> numbers) {
    json.writeArrayPropertyStart(key);
    numbers.forEach(json::writeNumber);
    json.writeEndArray();
  }

  private static void bought(JsonGenerator json, Purchase bought) {
    if (!bought.ways().isEmpty()) {
      json.writeArrayPropertyStart("ways");
      bought.ways().forEach(json::writeString);
      json.writeEndArray();
    }
    if (!bought.tools().isEmpty()) {
      json.writeObjectPropertyStart("tools");
      new TreeMap<>(bought.tools()).forEach(json::writeNumberProperty);
      json.writeEndObject();
    }
  }

  private static void usage(JsonGenerator json, Usage usage) {
    json.writeObjectPropertyStart("usage");
    for (TokenClass tokenClass : TokenClass.values()) {
      usage
          .reported(tokenClass)
          .ifPresent(tokens -> json.writeNumberProperty(tokenClass.key(), tokens.count()));
    }
    json.writeEndObject();
  }
}
