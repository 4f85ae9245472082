package dev.breakeven.exchange;

import dev.breakeven.trace.Origin;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// A piece of a prompt or an answer: the same content is the same part in an answer and in the
/// prompts after it.
///
/// @param origin where it came from
/// @param tool the tool it belongs to, null for none
/// @param hash stands for its content
/// @param length how long the content is, in UTF-16 units; 0 where it is no text, such as an image
/// @param text the content, null where it is not kept
/// @param handsOver the hash of the prompt by which a tool call starts another agent, null for
///   other parts
public record Part(
    Origin origin,
    @Nullable String tool,
    String hash,
    int length,
    @Nullable String text,
    @Nullable String handsOver) {
  private static final int BYTES = 12;

  /// A part that holds `text`.
  public static Part of(Origin origin, @Nullable String tool, String text) {
    return new Part(origin, tool, hash(text), text.length(), text, null);
  }

  /// Whether `other` is the same content at the same place of a conversation.
  public boolean is(Part other) {
    return origin == other.origin
        && hash.equals(other.hash)
        && length == other.length
        && Objects.equals(tool, other.tool);
  }

  /// Without its text.
  public Part withoutText() {
    return text == null ? this : new Part(origin, tool, hash, length, null, handsOver);
  }

  /// What stands for `text`: the first 96 bits of its SHA-256.
  public static String hash(String text) {
    try {
      byte[] digest =
          MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(digest, 0, BYTES);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}
