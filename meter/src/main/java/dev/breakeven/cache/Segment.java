package dev.breakeven.cache;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/// One block of a prompt as the cache sees it: a tool definition, a system block, or a block of a
/// message.
///
/// @param key stands for its content: equal content, equal key
/// @param tokens its size
/// @param level the part of the prompt it is in
/// @param variant stands for the request parameters its cached form depends on, 0 for none; see
///   [#under]
public record Segment(long key, long tokens, Level level, long variant) {
  /// Checks the size.
  ///
  /// @throws IllegalArgumentException if `tokens` is negative
  public Segment {
    if (tokens < 0) {
      throw new IllegalArgumentException("expected a segment of 0 tokens or more, got " + tokens);
    }
  }

  /// A segment whose cached form depends on no parameter.
  public Segment(long key, long tokens, Level level) {
    this(key, tokens, level, 0);
  }

  /// A segment with `content`, whose key is the beginning of its SHA-256.
  public static Segment of(String content, long tokens, Level level) {
    return new Segment(hash(content), tokens, level);
  }

  /// This segment as it is cached under `parameters` of the request.
  ///
  /// Some parameters invalidate part of the cache although no content changes. Put those of a level
  /// on the first segment of that level, as one text that differs when they differ: `speed`, web
  /// search and citations on the first system segment; `tool_choice`, parallel tool use, thinking
  /// and effort on the first message segment. A parameter set to its default is not set.
  public Segment under(String parameters) {
    return new Segment(key, tokens, level, hash(parameters));
  }

  private static long hash(String text) {
    try {
      byte[] digest =
          MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
      return ByteBuffer.wrap(digest).getLong();
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}
