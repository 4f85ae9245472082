package dev.breakeven.model.http;

import dev.breakeven.trace.Call;
import java.nio.charset.StandardCharsets;
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
  /// @param retryAfter the `retry-after` header, empty if there is none
  public record Head(int status, String request, String retryAfter) {}

  /// Why a body ended too early.
  public enum Break {
    /// The connection ended.
    CUT,
    /// The time was over.
    TIMEOUT
  }

  static String text(byte[] bytes) {
    return new String(bytes, StandardCharsets.UTF_8);
  }
}
