package dev.breakeven.model.http;

import dev.breakeven.model.AttemptCharge;
import dev.breakeven.model.ModelFailure;
import dev.breakeven.model.ModelFailure.Kind;
import dev.breakeven.trace.Surrogates;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/// What a provider means by a status that is not 200.
public final class Statuses {
  private static final int MOST_SHOWN = 600;
  private static final int MOST_OF_NAME = 80;

  /// What is looked at of a text that may be very long.
  private static final int MOST_READ = 1 << 16;

  /// How Anthropic, OpenAI, vLLM, llama.cpp, LM Studio and Ollama say that a prompt does not fit.
  private static final Pattern TOO_LONG =
      Pattern.compile(
          "prompt is too long|context_length_exceeded|maximum context length"
              + "|exceed_context_size|exceeds? the (available |maximum )?context|context window"
              + "|context the overflows|context length of only|context size has been exceeded"
              + "|context overflow|exceeds the context length",
          Pattern.CASE_INSENSITIVE);

  private Statuses() {}

  /// Checks that `reply` says 200.
  ///
  /// @throws ModelFailure if it does not; nothing was billed then, except where another status says
  ///   that it went well
  public static void check(Endpoint endpoint, Reply reply) throws ModelFailure {
    int status = reply.head().status();
    if (status == 200) {
      return;
    }
    throw new ModelFailure(
        kind(status, reply.text()),
        "%s answered %d%s%s: %s"
            .formatted(
                endpoint.base(),
                status,
                status / 100 == 3 ? ", a redirect, which is not followed: set its base URL" : "",
                request(endpoint, reply),
                shown(endpoint, reply.text())),
        status / 100 == 2 ? new AttemptCharge.Unknown() : new AttemptCharge.Nothing(),
        wait(reply.head().retryAfter(), reply.timing().end()));
  }

  /// The provider's name for the request, for messages; empty if it gave none.
  static String request(Endpoint endpoint, Reply reply) {
    var name = reply.head().request();
    return name.isEmpty() ? "" : " (request " + shown(endpoint, name, MOST_OF_NAME) + ")";
  }

  /// What `status` with `body` stands for.
  static Kind kind(int status, String body) {
    return switch (status) {
      case 401, 403 -> Kind.UNAUTHORIZED;
      case 402 -> Kind.NO_CREDIT;
      case 404 -> Kind.NOT_FOUND;
      case 408, 504 -> Kind.TIMEOUT;
      case 429 -> body.contains("insufficient_quota") ? Kind.NO_CREDIT : Kind.BUSY;
      case 503, 529 -> Kind.OVERLOADED;
      default ->
          tooLong(body) ? Kind.TOO_LONG : status >= 500 ? Kind.SERVER_FAILED : Kind.BAD_REQUEST;
    };
  }

  /// What an error object, or its text, stands for that came with a status of 200.
  public static Kind told(JsonNode error) {
    var body = error.toString();
    if (tooLong(body)) {
      return Kind.TOO_LONG;
    }
    int code = error.path("code").asInt(0);
    if (code >= 400 && code < 600) {
      return kind(code, body);
    }
    var type = error.path("type").asString("");
    return type.isEmpty() ? Kind.SERVER_FAILED : told(type);
  }

  /// What the type of an error stands for, in Anthropic's words and those who borrow them.
  public static Kind told(String type) {
    return switch (type) {
      case "overloaded_error" -> Kind.OVERLOADED;
      case "rate_limit_error" -> Kind.BUSY;
      case "invalid_request_error" -> Kind.BAD_REQUEST;
      case "authentication_error", "permission_error" -> Kind.UNAUTHORIZED;
      case "not_found_error" -> Kind.NOT_FOUND;
      case "billing_error" -> Kind.NO_CREDIT;
      case "timeout_error" -> Kind.TIMEOUT;
      default -> Kind.SERVER_FAILED;
    };
  }

  /// Whether `body` says that a prompt does not fit the model's context.
  static boolean tooLong(String body) {
    return TOO_LONG.matcher(beginning(body)).find();
  }

  private static String beginning(String text) {
    return text.length() <= MOST_READ ? text : text.substring(0, MOST_READ);
  }

  /// The wait that a `retry-after` header asks for: seconds, or a date to be compared with `now`;
  /// null if it asks for none that can be read.
  static @Nullable Duration wait(String header, Instant now) {
    if (header.matches("[0-9]{1,6}(\\.[0-9]{1,6})?")) {
      return Duration.ofMillis((long) Math.ceil(Double.parseDouble(header) * 1000));
    }
    try {
      var until = ZonedDateTime.parse(header, DateTimeFormatter.RFC_1123_DATE_TIME).toInstant();
      return until.isAfter(now) ? Duration.between(now, until) : null;
    } catch (DateTimeParseException e) {
      return null;
    }
  }

  /// The beginning of what a provider said, in one line and without our key.
  public static String shown(Endpoint endpoint, String text) {
    return shown(endpoint, text, MOST_SHOWN);
  }

  private static String shown(Endpoint endpoint, String text, int most) {
    var line =
        Surrogates.replaced(
            endpoint.hideKey(beginning(text)).strip().replaceAll("[\\s\\p{Cntrl}\\x{FEFF}]+", " "));
    if (line.isBlank()) {
      return "nothing";
    }
    return line.length() <= most ? line : Surrogates.replaced(line.substring(0, most)) + "…";
  }
}
