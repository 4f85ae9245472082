package dev.breakeven.judge;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;

/// A proof that lines were written by one who knew a word: a digest of both. It tells nothing about
/// the word, so who reads it cannot seal other lines.
///
/// The word is taken in at once and kept nowhere, and the digest's provider is chosen then: code
/// that is loaded later finds no word and cannot slip in a digest of its own.
final class Seal {
  private final MessageDigest digest;

  /// @param word what only the one who seals and the one who checks know
  Seal(byte[] word) {
    try {
      digest = MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
    digest.update(word);
  }

  /// The proof, in hexadecimal. A seal serves once.
  String on(List<String> lines) {
    for (String line : lines) {
      digest.update((line + "\n").getBytes(StandardCharsets.UTF_8));
    }
    // Twice, as a single SHA-256 of word and lines could be carried on to further lines.
    return HexFormat.of().formatHex(digest.digest(digest.digest()));
  }
}
