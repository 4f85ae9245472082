package dev.breakeven.cli;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

/// Damages files at random, the same way for the same seed: cut, repeated, overwritten, of wrong
/// types, with numbers beyond all bounds, nested without end, and no text at all.
final class Damage {
  private static final List<String> VALUES =
      List.of(
          "null",
          "true",
          "-1",
          "0.5",
          "NaN",
          "-Infinity",
          "1e400",
          "1e-999999999",
          "9223372036854775807",
          "9223372036854775808",
          "4611686018427387904",
          "-9223372036854775808",
          "123456789012345678901234567890",
          "\"\"",
          "\"x\"",
          "\"9999999999999999999999\"",
          "\"\\ud800\"",
          "\"\\u0000\"",
          "[]",
          "{}",
          "[[[[",
          "[1,[2,[3]]]",
          "{\"a\":{\"a\":{}}}",
          "");

  private final Random random;

  Damage(long seed) {
    random = new Random(seed);
  }

  /// `text` with one to three damages.
  byte[] of(String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    for (int left = 1 + random.nextInt(3); left > 0 && bytes.length > 0; left--) {
      bytes = once(bytes);
    }
    return bytes;
  }

  private byte[] once(byte[] bytes) {
    int at = random.nextInt(bytes.length);
    int to = Math.min(bytes.length, at + 1 + random.nextInt(60));
    return switch (random.nextInt(10)) {
      case 0 -> Arrays.copyOf(bytes, at);
      case 1 -> join(bytes, at, new byte[] {(byte) random.nextInt(256)}, at + 1);
      case 2 -> join(bytes, at, new byte[0], to);
      case 3 -> join(bytes, at, Arrays.copyOfRange(bytes, at, to), at);
      case 4 -> join(bytes, at, noise(1 + random.nextInt(200)), to);
      case 5 -> join(bytes, at, new byte[] {(byte) 0xC3, (byte) 0x28, (byte) 0xFF, 0}, at);
      case 6 -> lines(bytes);
      case 7 -> join(bytes, at, bytes("[".repeat(1 + random.nextInt(5_000))), at);
      default -> value(bytes);
    };
  }

  private byte[] noise(int length) {
    var noise = new byte[length];
    random.nextBytes(noise);
    return noise;
  }

  /// Leaves out a line, or tells it twice, or elsewhere.
  private byte[] lines(byte[] bytes) {
    var lines = new ArrayList<>(new String(bytes, StandardCharsets.ISO_8859_1).lines().toList());
    if (lines.isEmpty()) {
      return bytes;
    }
    String line = lines.get(random.nextInt(lines.size()));
    if (random.nextBoolean()) {
      lines.remove(line);
    }
    if (random.nextBoolean()) {
      lines.add(random.nextInt(lines.size() + 1), line);
    }
    return (String.join("\n", lines) + "\n").getBytes(StandardCharsets.ISO_8859_1);
  }

  /// Puts something odd in the place of a value, or of a cell.
  private byte[] value(byte[] bytes) {
    var places = new ArrayList<Integer>();
    for (int i = 0; i + 1 < bytes.length; i++) {
      if (bytes[i] == '"' && bytes[i + 1] == ':') {
        places.add(i + 2);
      } else if (bytes[i] == ',') {
        places.add(i + 1);
      }
    }
    if (places.isEmpty()) {
      return bytes;
    }
    int start = places.get(random.nextInt(places.size()));
    int end = start;
    while (end < bytes.length && ",}]\n".indexOf(bytes[end]) < 0) {
      end++;
    }
    return join(bytes, start, bytes(VALUES.get(random.nextInt(VALUES.size()))), end);
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static byte[] join(byte[] bytes, int upTo, byte[] middle, int from) {
    var joined = new ByteArrayOutputStream();
    joined.write(bytes, 0, upTo);
    joined.writeBytes(middle);
    joined.write(bytes, from, bytes.length - from);
    return joined.toByteArray();
  }
}
