package dev.breakeven.model.rehearsal;

import com.knuddels.jtokkit.Encodings;
import com.knuddels.jtokkit.api.Encoding;
import com.knuddels.jtokkit.api.EncodingType;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/// Counts the tokens of a text in o200k_base, a public byte-pair encoding. Providers do not publish
/// theirs; a profile says by which factor its model's counts differ.
///
/// Building one takes a good part of a second, so share it; it is safe for use by many threads.
public final class TokenCounter {
  private static final int MOST_KEPT = 20_000;

  private final Encoding encoding =
      Encodings.newLazyEncodingRegistry().getEncoding(EncodingType.O200K_BASE);
  private final Map<String, Integer> kept = new ConcurrentHashMap<>();

  /// Loads the encoding.
  public TokenCounter() {}

  /// How many tokens `text` has.
  public int count(String text) {
    if (kept.size() > MOST_KEPT) {
      kept.clear();
    }
    return kept.computeIfAbsent(text, encoding::countTokensOrdinary);
  }
}
