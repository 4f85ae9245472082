package dev.breakeven.model.http;

import dev.breakeven.model.AttemptCharge;
import dev.breakeven.model.ModelFailure;
import dev.breakeven.model.ModelFailure.Kind;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// What a provider means by a status that is not 200.
public final class Statuses {
  private static final int MOST_SHOWN = 600;

  /// How Anthropic, OpenAI, vLLM, llama.cpp and Ollama say that a prompt does not fit.
  private static final Pattern TOO_LONG =
      Pattern.compile(
          "prompt is too long|context_length_exceeded|maximum context length"
              + "|exceed_context_size|exceeds? the (available |maximum )?context|context window",
          Pattern.CASE_INSENSITIVE);

  private Statuses() {}

  /// Checks that `reply` says 200.
  ///
  /// @throws ModelFailure if it does not; nothing was billed then
  public static void check(Endpoint endpoint, Reply reply) throws ModelFailure {
    int status = reply.head().status();
    if (status == 200) {
      return;
    }
    var request =
        reply.head().request().isEmpty() ? "" : " (request " + reply.head().request() + ")";
    throw new ModelFailure(
        kind(status, reply.text()),
        "%s answered %d%s: %s"
            .formatted(endpoint.base(), status, request, shown(endpoint, reply.text())),
        new AttemptCharge.Nothing(),
        wait(reply.head().retryAfter(), reply.timing().end()));
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
      case 400, 413 -> TOO_LONG.matcher(body).find() ? Kind.TOO_LONG : Kind.BAD_REQUEST;
      default -> status >= 500 ? Kind.SERVER_FAILED : Kind.BAD_REQUEST;
    };
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
    var line = endpoint.hideKey(text.strip().replaceAll("\\s+", " "));
    if (line.isEmpty()) {
      return "nothing";
    }
    return line.length() <= MOST_SHOWN ? line : line.substring(0, MOST_SHOWN) + "…";
  }
}
