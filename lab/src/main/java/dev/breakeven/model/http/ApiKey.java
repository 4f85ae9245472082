package dev.breakeven.model.http;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// A secret that a provider knows us by. It shows itself only to who asks for [#secret()].
public final class ApiKey {
  /// Fewer characters of Base64 could be anything.
  private static final int LEAST = 8;

  private final String secret;
  private final Pattern forms;

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
    this.forms = forms(secret);
  }

  /// The secret itself, for a request's header and nothing else.
  public String secret() {
    return secret;
  }

  /// `text` without the secret, as providers quote keys in their complaints: plain, escaped as in
  /// JSON, in addresses or on pages, or in Base64 at any place of a longer text.
  String hide(String text) {
    return forms.matcher(text).replaceAll("[key]");
  }

  private static Pattern forms(String secret) {
    var forms = new ArrayList<String>();
    forms.add(secret.chars().mapToObj(ApiKey::anyForm).collect(Collectors.joining()));
    var bytes = secret.getBytes(StandardCharsets.US_ASCII);
    for (int before = 0; before < 3; before++) {
      var shifted = new byte[before + bytes.length];
      System.arraycopy(bytes, 0, shifted, before, bytes.length);
      var coded = Base64.getEncoder().withoutPadding().encodeToString(shifted);
      // The first and the last characters also hold bits of what stands around.
      int first = before == 0 ? 0 : before + 1;
      int last = shifted.length % 3 == 0 ? coded.length() : coded.length() - 1;
      if (last - first >= LEAST) {
        var core = coded.substring(first, last);
        forms.add(core.chars().mapToObj(ApiKey::eitherAlphabet).collect(Collectors.joining()));
      }
    }
    return Pattern.compile(String.join("|", forms));
  }

  private static String anyForm(int character) {
    var hex = "(?i:%02x)".formatted(character);
    return "(?:\\\\?%s|\\\\u00%s|\\\\x%s|%%%s|&#0*%d;|&#[xX]0*%s;)"
        .formatted(Pattern.quote(Character.toString(character)), hex, hex, hex, character, hex);
  }

  private static String eitherAlphabet(int character) {
    return switch (character) {
      case '+', '-' -> "[+-]";
      case '/', '_' -> "(?:\\\\?/|_)";
      default -> Character.toString(character);
    };
  }

  @Override
  public String toString() {
    return "[key]";
  }
}
