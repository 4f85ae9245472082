package dev.breakeven.model.http;

import java.net.URI;
import java.time.Duration;
import java.util.Optional;

/// Where a provider answers.
///
/// @param base the address that paths are added to, without a slash at its end:
///   `https://api.openai.com/v1`
/// @param key what the provider knows us by, empty where none is needed
/// @param timeout the longest time from a request to its complete answer
public record Endpoint(URI base, Optional<ApiKey> key, Duration timeout) {
  /// Checks the address.
  ///
  /// @throws IllegalArgumentException if it is no plain `http` or `https` address, or the timeout
  ///   is not positive
  public Endpoint {
    if (base.getHost() == null
        || !("http".equals(base.getScheme()) || "https".equals(base.getScheme()))
        || base.getRawUserInfo() != null
        || base.getRawQuery() != null
        || base.getRawFragment() != null) {
      throw new IllegalArgumentException(
          "expected a base URL like http://127.0.0.1:8080/v1 without user, query or fragment, got a"
              + " URL with host "
              + base.getHost());
    }
    if (!timeout.isPositive()) {
      throw new IllegalArgumentException("expected a timeout above 0, got " + timeout);
    }
    if (base.getRawPath().endsWith("/")) {
      var text = base.toString();
      base = URI.create(text.substring(0, text.length() - 1));
    }
  }

  /// The address of `path`, which begins with a slash.
  public URI at(String path) {
    return URI.create(base + path);
  }

  /// `text` without the key.
  public String hideKey(String text) {
    return key.map(secret -> secret.hide(text)).orElse(text);
  }
}
