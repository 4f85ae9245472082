package dev.breakeven.trace;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;

/// Reads what [TraceWriter] wrote, and refuses what it cannot have written.
///
/// A file whose last line breaks off is normal: the process that wrote it was stopped. That line is
/// left out and reported. Anything else that is wrong throws [IllegalArgumentException] with the
/// file's name, the line's number, what was expected and what came.
public final class TraceReader {
  private static final JsonMapper JSON =
      JsonMapper.builder().enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS).build();

  private final String name;
  private final References references = new References();
  private final List<Agent> agents = new ArrayList<>();
  private final List<Block> blocks = new ArrayList<>();
  private final List<Call> calls = new ArrayList<>();
  private @Nullable Map<String, String> labels;
  private @Nullable Map<String, String> outcome;

  private TraceReader(String name) {
    this.name = name;
  }

  /// A trace and what was lost of it.
  ///
  /// @param trace all whole lines
  /// @param cut the last line as far as it goes, where it breaks off
  public record Reading(Trace trace, Optional<String> cut) {}

  /// The trace in `in`, without a last line that breaks off.
  ///
  /// @param in the file's text; the caller closes it
  /// @param name the file's name, for messages
  public static Trace read(Reader in, String name) {
    return scan(in, name).trace();
  }

  /// The trace in `in`, and the last line if it breaks off.
  ///
  /// @param in the file's text; the caller closes it
  /// @param name the file's name, for messages
  public static Reading scan(Reader in, String name) {
    try {
      return new TraceReader(name).all(new Lines(new BufferedReader(in)));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private Reading all(Lines lines) throws IOException {
    Optional<String> cut = Optional.empty();
    int number = 0;
    for (String text = lines.next(); text != null; text = lines.next()) {
      number++;
      try {
        one(new Line(JSON.readTree(text)));
      } catch (JacksonException e) {
        if (!lines.ended() && labels != null) {
          cut = Optional.of(text);
          break;
        }
        throw broken(number, "expected a line of JSON, got " + shorten(text), e);
      } catch (IllegalArgumentException | ArithmeticException e) {
        throw broken(number, String.valueOf(e.getMessage()), e);
      }
    }
    if (labels == null) {
      throw new IllegalArgumentException(
          name + ": expected a trace that begins with its header line, got an empty file");
    }
    if (outcome != null) {
      agents.forEach(this::requireInstruction);
    }
    blocks.sort(Comparator.comparingInt(Block::id));
    return new Reading(
        new Trace(labels, agents, blocks, calls, outcome == null ? Map.of() : outcome), cut);
  }

  private void requireInstruction(Agent agent) {
    if (agent.instruction() != null && !references.hasBlock(agent.instruction())) {
      throw new IllegalArgumentException(
          "%s: expected the instruction of agent %s to be a block of the trace, got %d"
              .formatted(name, agent.id(), agent.instruction()));
    }
  }

  private void one(Line line) {
    String type = line.text("type");
    if (labels == null && !type.equals("trace")) {
      throw new IllegalArgumentException(
          "expected a trace's header line of type trace first, got type " + type);
    }
    if (outcome != null) {
      throw new IllegalArgumentException("expected nothing after the outcome, got type " + type);
    }
    switch (type) {
      case "trace" -> labels = header(line);
      case "agent" -> agents.add(agent(line));
      case "block" -> blocks.add(block(line));
      case "call" -> calls.add(call(line));
      case "outcome" -> outcome = line.words("words");
      default ->
          throw new IllegalArgumentException(
              "expected type agent, block, call or outcome, got " + type);
    }
    line.end();
  }

  private Map<String, String> header(Line line) {
    if (labels != null) {
      throw new IllegalArgumentException("expected one header, got a second one");
    }
    long version = line.number("version");
    if (version < 1 || version > TraceWriter.VERSION) {
      throw new IllegalArgumentException(
          "expected version %d of the trace format, got %d; a newer Breakeven reads newer versions"
              .formatted(TraceWriter.VERSION, version));
    }
    return line.words("labels");
  }

  private Agent agent(Line line) {
    Long instruction = line.optionalNumber("instruction");
    var agent =
        new Agent(
            line.text("id"),
            Role.ofKey(line.text("role")),
            line.text("model"),
            line.optionalText("parent"),
            instruction == null ? null : Math.toIntExact(instruction),
            unlogged(line));
    references.add(agent);
    return agent;
  }

  private static Agent.@Nullable Unlogged unlogged(Line line) {
    Long calls = line.optionalNumber("calls");
    if (calls == null) {
      return null;
    }
    if (calls != 0) {
      throw new IllegalArgumentException("expected 0 as calls, or no such key, got " + calls);
    }
    Long took = line.optionalNumber("total_ns");
    return new Agent.Unlogged(
        line.optionalNumber("tool_uses"), took == null ? null : Duration.ofNanos(took));
  }

  private Block block(Line line) {
    Long length = line.optionalNumber("length");
    var block =
        new Block(
            line.small("id"),
            Origin.ofKey(line.text("origin")),
            line.text("agent"),
            line.optionalText("tool"),
            line.optionalText("text"),
            line.optionalNumber("tokens"),
            length == null ? null : Math.toIntExact(length),
            line.optionalNumber("pieces"));
    references.add(block);
    return block;
  }

  private Call call(Line line) {
    var prompt = new Prompt(line.small("kept"), line.numbers("added"), line.numbers("marks"));
    var answer =
        new Call.Answer(
            line.numbers("answer"),
            line.optionalText("stop"),
            line.usage("usage"),
            Known.ofKey(line.text("known")),
            line.optionalUsd("recorded_usd"),
            line.purchase("ways", "tools"));
    var timing =
        new Call.Timing(
            line.instant("start"), line.nanoseconds("first_ns"), line.nanoseconds("total_ns"));
    var call =
        new Call(line.text("id"), line.text("agent"), line.small("turn"), prompt, answer, timing);
    references.add(call);
    return call;
  }

  private IllegalArgumentException broken(int line, String message, Exception cause) {
    return new IllegalArgumentException(name + ":" + line + ": " + message, cause);
  }

  private static String shorten(String text) {
    return text.length() <= 60 ? text : text.substring(0, 60) + "…";
  }
}
