package dev.breakeven.importer.gateway;

import dev.breakeven.exchange.Caller;
import dev.breakeven.exchange.Part;
import dev.breakeven.exchange.Reply;
import dev.breakeven.exchange.Wire;
import dev.breakeven.importer.gateway.CallLine.Answer;
import dev.breakeven.importer.gateway.CallLine.Change;
import dev.breakeven.importer.gateway.CallLine.End;
import dev.breakeven.importer.gateway.CallLine.Request;
import dev.breakeven.importer.gateway.CallLine.Times;
import dev.breakeven.trace.Origin;
import dev.breakeven.trace.Secrets;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// The form of a ledger's lines: JSON, in which what is not known is left out.
public final class CallLines {
  /// The version of the form that is written, and the newest that is read.
  static final int VERSION = 1;

  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

  private CallLines() {}

  /// The first line of a ledger, without its end.
  public static String header(String run, Instant started) {
    return NODES
        .objectNode()
        .put("type", "gateway")
        .put("version", VERSION)
        .put("run", run)
        .put("started", started.toString())
        .toString();
  }

  /// `line` as text, without its end. Secrets are covered.
  public static String write(CallLine line) {
    ObjectNode json = NODES.objectNode().put("type", "call").put("id", line.id());
    Caller caller = line.caller();
    text(json, "source", caller.source());
    text(json, "session", caller.session());
    text(json, "agent", caller.agent());
    text(json, "parent", caller.parent());
    json.put("kind", caller.kind().key());
    json.put("start", line.times().start().toString());
    json.put("first_ns", line.times().first().toNanos());
    json.put("total_ns", line.times().total().toNanos());
    Request request = line.request();
    json.put("wire", request.wire().key());
    text(json, "asked", request.model());
    json.put("request", request.hash());
    if (request.hour()) {
      json.put("hour", true);
    }
    answer(json, line.answer());
    Change prompt = request.prompt();
    text(json, "base", prompt.base());
    json.put("kept", prompt.kept());
    json.set("added", parts(prompt.added()));
    ArrayNode marks = json.putArray("marks");
    prompt.marks().forEach(marks::add);
    json.set("answer", parts(line.answer().reply().parts()));
    return json.toString();
  }

  private static void answer(ObjectNode json, Answer answer) {
    json.put("status", answer.status()).put("end", answer.end().key());
    Reply reply = answer.reply();
    text(json, "request_id", answer.requestId());
    text(json, "answer_id", reply.id());
    text(json, "model", reply.model());
    text(json, "stop", reply.stop());
    text(json, "tier", reply.tier());
    if (reply.usage() != null) {
      json.set("usage", reply.usage());
    }
  }

  private static ArrayNode parts(List<Part> parts) {
    ArrayNode all = NODES.arrayNode();
    for (Part part : parts) {
      ArrayNode one = all.addArray().add(part.origin().key());
      one.add(part.tool() == null ? null : Secrets.BY_FORM.hide(part.tool()));
      one.add(part.hash()).add(part.length());
      if (part.handsOver() != null) {
        one.add(part.handsOver());
      }
    }
    return all;
  }

  private static void text(ObjectNode json, String name, @Nullable String value) {
    if (value != null) {
      json.put(name, Secrets.BY_FORM.hide(value));
    }
  }

  /// The call in `json`.
  ///
  /// @throws IllegalArgumentException if it is none
  public static CallLine read(JsonNode json) {
    var caller =
        new Caller(
            required(json, "source"),
            optional(json, "session"),
            optional(json, "agent"),
            optional(json, "parent"),
            Caller.Kind.ofKey(required(json, "kind")));
    var request =
        new Request(
            Wire.ofKey(required(json, "wire")),
            required(json, "asked"),
            required(json, "request"),
            json.path("hour").asBoolean(false),
            change(json));
    JsonNode usage = json.path("usage");
    var reply =
        new Reply(
            optional(json, "answer_id"),
            optional(json, "model"),
            optional(json, "stop"),
            optional(json, "tier"),
            usage.isObject() ? usage : null,
            parts(json.path("answer")));
    var answer =
        new Answer(
            (int) number(json, "status"),
            End.ofKey(required(json, "end")),
            optional(json, "request_id"),
            reply);
    return new CallLine(required(json, "id"), caller, request, answer, times(json));
  }

  private static Times times(JsonNode json) {
    try {
      return new Times(
          Instant.parse(required(json, "start")),
          Duration.ofNanos(number(json, "first_ns")),
          Duration.ofNanos(number(json, "total_ns")));
    } catch (DateTimeException e) {
      throw new IllegalArgumentException(
          "expected a start such as 2026-11-24T06:00:00Z, got " + json.path("start"), e);
    }
  }

  private static Change change(JsonNode json) {
    var marks = new ArrayList<Integer>();
    json.path("marks").forEach(mark -> marks.add(mark.asInt(0)));
    int kept = (int) number(json, "kept");
    return new Change(optional(json, "base"), kept, parts(json.path("added")), marks);
  }

  private static List<Part> parts(JsonNode json) {
    var parts = new ArrayList<Part>(json.size());
    for (JsonNode one : json) {
      if (!one.path(2).isString() || !one.path(3).isInt()) {
        throw new IllegalArgumentException(
            "expected a part as [origin, tool, hash, length], got " + one);
      }
      parts.add(
          new Part(
              Origin.ofKey(one.path(0).asString("")),
              one.path(1).isString() ? one.path(1).stringValue() : null,
              one.path(2).stringValue(),
              one.path(3).intValue(),
              null,
              one.path(4).isString() ? one.path(4).stringValue() : null));
    }
    return parts;
  }

  private static String required(JsonNode json, String name) {
    String value = optional(json, name);
    if (value == null) {
      throw new IllegalArgumentException("expected a text as " + name + ", got none");
    }
    return value;
  }

  private static @Nullable String optional(JsonNode json, String name) {
    JsonNode value = json.path(name);
    return value.isString() ? value.stringValue() : null;
  }

  private static long number(JsonNode json, String name) {
    JsonNode value = json.path(name);
    if (!value.isIntegralNumber() || !value.canConvertToLong() || value.longValue() < 0) {
      throw new IllegalArgumentException(
          "expected a whole number of 0 or more as " + name + ", got " + value);
    }
    return value.longValue();
  }
}
