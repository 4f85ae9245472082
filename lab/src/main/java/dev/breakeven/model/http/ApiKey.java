package dev.breakeven.model.http;

/// A secret that a provider knows us by. It shows itself only to who asks for [#secret()].
public final class ApiKey {
  private final String secret;

  /// Keeps `secret`.
  ///
  /// @throws IllegalArgumentException if it is blank or could not stand in a header
  public ApiKey(String secret) {
    if (secret.isBlank() || !secret.chars().allMatch(c -> c > ' ' && c < 127)) {
      throw new IllegalArgumentException(
          "expected an API key of visible ASCII characters, got one of %d characters with others"
              .formatted(secret.length()));
    }
    this.secret = secret;
  }

  /// The secret itself, for a request's header and nothing else.
  public String secret() {
    return secret;
  }

  /// `text` without the secret, as providers quote keys in their complaints.
  String hide(String text) {
    return text.replace(secret, "[key]");
  }

  @Override
  public String toString() {
    return "[key]";
  }
}
