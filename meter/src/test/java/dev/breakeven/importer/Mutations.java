package dev.breakeven.importer;

import static org.assertj.core.api.Assertions.assertThat;

import dev.breakeven.importer.Health.Count;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

/// Damages logs at random, always the same way for the same seed.
public final class Mutations {
  private static final List<String> ODD =
      List.of(
          "null",
          "true",
          "-1",
          "1e400",
          "9223372036854775808",
          "1e-999999999",
          "\"x\"",
          "[]",
          "{}",
          "NaN",
          "[[[[",
          "\"\\ud800\"",
          "0.5",
          "{\"a\":{\"a\":{}}}",
          "");

  private final Random random;

  /// Damages by `seed`.
  public Mutations(long seed) {
    random = new Random(seed);
  }

  /// `text` with one damage.
  public byte[] damage(String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    int at = random.nextInt(bytes.length);
    return switch (random.nextInt(6)) {
      case 0 -> Arrays.copyOf(bytes, at);
      case 1 -> {
        bytes[at] = (byte) random.nextInt(256);
        yield bytes;
      }
      case 2 -> join(bytes, at, ODD.get(random.nextInt(ODD.size())), at);
      case 3 -> join(bytes, at, "", Math.min(bytes.length, at + 1 + random.nextInt(40)));
      case 4 -> join(bytes, at, text.substring(0, Math.min(text.length(), 50)), at);
      default -> value(text);
    };
  }

  /// Puts something odd in the place of a value.
  private byte[] value(String text) {
    var places = new ArrayList<Integer>();
    for (int i = text.indexOf("\":"); i >= 0; i = text.indexOf("\":", i + 1)) {
      places.add(i + 2);
    }
    if (places.isEmpty()) {
      return text.getBytes(StandardCharsets.UTF_8);
    }
    int from = places.get(random.nextInt(places.size()));
    int to = from;
    while (to < text.length() && ",}]\n".indexOf(text.charAt(to)) < 0) {
      to++;
    }
    String odd = ODD.get(random.nextInt(ODD.size()));
    return (text.substring(0, from) + odd + text.substring(to)).getBytes(StandardCharsets.UTF_8);
  }

  private static byte[] join(byte[] bytes, int upTo, String middle, int from) {
    byte[] between = middle.getBytes(StandardCharsets.UTF_8);
    byte[] joined = new byte[upTo + between.length + bytes.length - from];
    System.arraycopy(bytes, 0, joined, 0, upTo);
    System.arraycopy(between, 0, joined, upTo, between.length);
    System.arraycopy(bytes, from, joined, upTo + between.length, bytes.length - from);
    return joined;
  }

  /// Reads `count` damaged versions of `damaged` together with `whole`, whose calls must all be
  /// there each time, and in a trace that stands the format.
  public static void endure(Importer importer, Input whole, Input damaged, int count) {
    var mutations = new Mutations(count);
    int calls = Samples.read(importer, whole).calls();
    assertThat(calls).as("calls of the whole input").isPositive();
    String text = Samples.text(damaged);
    for (int i = 0; i < count; i++) {
      byte[] bytes = mutations.damage(text);
      var input = new Input(damaged.name(), () -> new ByteArrayInputStream(bytes));
      importer.recognises(damaged.name(), bytes);
      Samples.Reading reading = Samples.read(importer, whole, input);
      assertThat(reading.health().count(Count.CALLS))
          .as(() -> new String(bytes, StandardCharsets.UTF_8))
          .isEqualTo(reading.calls())
          .isGreaterThanOrEqualTo(calls);
    }
  }
}
