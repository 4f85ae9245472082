package dev.breakeven.importer.claudecode;

import dev.breakeven.trace.Call;
import dev.breakeven.trace.TokenClass;
import dev.breakeven.trace.Trace;
import dev.breakeven.trace.Usage;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Predicate;
import tools.jackson.databind.JsonNode;

/// What was billed.
///
/// @param requests how many requests
/// @param input tokens at the full price
/// @param output tokens of answers
/// @param written tokens put into the cache
/// @param read tokens read from it
record Billed(long requests, long input, long output, long written, long read) {
  static final Billed NONE = new Billed(0, 0, 0, 0, 0);

  Billed plus(Billed other) {
    return new Billed(
        requests + other.requests,
        input + other.input,
        output + other.output,
        written + other.written,
        read + other.read);
  }

  Billed minus(Billed other) {
    return plus(
        new Billed(-other.requests, -other.input, -other.output, -other.written, -other.read));
  }

  static Billed of(JsonNode truth) {
    return new Billed(
        truth.path("requests").asLong(),
        truth.path("input").asLong(),
        truth.path("output").asLong(),
        truth.path("cache_write").asLong(),
        truth.path("cache_read").asLong());
  }

  static Billed of(Trace trace, Predicate<Call> calls) {
    Billed sum = NONE;
    for (Call call : trace.calls()) {
      if (calls.test(call)) {
        Usage usage = call.answer().usage();
        sum =
            sum.plus(
                new Billed(
                    1,
                    usage.count(TokenClass.UNCACHED),
                    usage.count(TokenClass.OUTPUT),
                    usage.count(TokenClass.WRITE_5M) + usage.count(TokenClass.WRITE_1H),
                    usage.count(TokenClass.READ)));
      }
    }
    return sum;
  }

  /// One request with the usage that was answered to it.
  static Billed one(JsonNode usage) {
    return new Billed(
        1,
        usage.path("input_tokens").asLong(),
        usage.path("output_tokens").asLong(),
        usage.path("cache_creation_input_tokens").asLong(),
        usage.path("cache_read_input_tokens").asLong());
  }

  /// By model, what a session's truth names as billed but never written down.
  static Map<String, Billed> absent(JsonNode session) {
    var sums = new HashMap<String, Billed>();
    for (JsonNode request : session.path("not_in_transcript")) {
      sums.merge(request.path("model").asString(), one(request.path("usage")), Billed::plus);
    }
    return sums;
  }
}
