package dev.breakeven.cache;

import java.time.Instant;
import java.util.List;

/// A request as the cache sees it.
///
/// A request that only warms the cache (`max_tokens` 0) is a request like any other.
///
/// @param model the model's exact id; models share nothing
/// @param scope whose cache it is: a workspace on Anthropic's own API, an organisation on Bedrock
///   and Google Cloud; scopes share nothing
/// @param segments the prompt's blocks: tools, then system, then messages
/// @param breakpoints its marks, by ascending position
/// @param start when it was sent; lives count from here
/// @param usable when its answer began; what it writes can be read from here on
public record CacheRequest(
    String model,
    String scope,
    List<Segment> segments,
    List<Breakpoint> breakpoints,
    Instant start,
    Instant usable) {
  /// Takes immutable copies and checks the orders.
  ///
  /// @throws IllegalArgumentException if segments are not ordered by level, a breakpoint lies
  ///   outside the prompt or not behind the one before it, or the answer began before the request
  public CacheRequest {
    segments = List.copyOf(segments);
    breakpoints = List.copyOf(breakpoints);
    for (int i = 1; i < segments.size(); i++) {
      if (segments.get(i).level().compareTo(segments.get(i - 1).level()) < 0) {
        throw new IllegalArgumentException(
            "expected tools, then system, then messages, got %s behind %s at segment %d"
                .formatted(segments.get(i).level(), segments.get(i - 1).level(), i));
      }
    }
    int last = -1;
    for (Breakpoint breakpoint : breakpoints) {
      if (breakpoint.position() <= last || breakpoint.position() >= segments.size()) {
        throw new IllegalArgumentException(
            "expected breakpoints by ascending position within %d segments, got %d after %d"
                .formatted(segments.size(), breakpoint.position(), last));
      }
      last = breakpoint.position();
    }
    if (usable.isBefore(start)) {
      throw new IllegalArgumentException(
          "expected an answer that begins after its request, got " + usable + " before " + start);
    }
  }
}
