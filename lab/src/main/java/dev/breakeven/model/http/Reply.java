package dev.breakeven.model.http;

import dev.breakeven.trace.Call;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// What came back for one request.
///
/// @param head status and headers
/// @param text the body, as far as it came
/// @param broken why the body ended too early, null if it is complete
/// @param timing when
public record Reply(Head head, String text, @Nullable Break broken, Call.Timing timing) {
  /// The part of an answer that comes first.
  ///
  /// @param status the HTTP status
  /// @param request the provider's name for this request, empty if it gave none
  /// @param retryAfter the wait that is asked for, in seconds or as a date, empty if there is none
  public record Head(int status, String request, String retryAfter) {
    /// What `headers` say, each by its name in lower case.
    public static Head of(int status, Function<String, Optional<String>> headers) {
      var request = headers.apply("request-id").or(() -> headers.apply("x-request-id")).orElse("");
      var milliseconds = headers.apply("retry-after-ms").filter(text -> text.matches("[0-9]{1,9}"));
      return new Head(
          status,
          request,
          milliseconds
              .map(text -> Double.toString(Long.parseLong(text) / 1000.0))
              .or(() -> headers.apply("retry-after"))
              .orElse(""));
    }
  }

  /// Why a body ended too early.
  public enum Break {
    /// The connection ended.
    CUT,
    /// The time was over.
    TIMEOUT,
    /// It had more bytes than any answer is believed to have; the text is its beginning.
    TOO_LARGE
  }
}
