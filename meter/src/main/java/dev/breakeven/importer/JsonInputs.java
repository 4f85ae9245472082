package dev.breakeven.importer;

import dev.breakeven.importer.Health.Count;
import java.io.IOException;
import java.io.InputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.Set;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Reads inputs of JSON, and takes down what is wrong with them: a broken line is named and the
/// rest goes on, a last line that breaks off is normal.
public final class JsonInputs {
  /// The most bytes a line may have; a longer one is reported as broken.
  public static final int LONGEST_LINE = 64 << 20;

  /// The most bytes a document may have; a longer one is reported as broken.
  public static final int LONGEST_DOCUMENT = 128 << 20;

  private static final JsonMapper JSON =
      JsonMapper.builder().enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS).build();

  private final HealthLog health;
  private final Set<String> documents = new HashSet<>();

  /// Takes in a line.
  @FunctionalInterface
  public interface Taker {
    /// Takes in `line`, an object.
    ///
    /// @param number its number, from 1
    /// @throws IllegalArgumentException if it is none that can be taken in, with the reason
    void take(JsonNode line, long number);
  }

  /// Reads and takes down in `health`.
  public JsonInputs(HealthLog health) {
    this.health = health;
  }

  /// Hands each line of `input` that is an object to `taker`.
  public void lines(Input input, Taker taker) {
    try (InputStream in = input.source().open()) {
      var lines = new LineSource(in, LONGEST_LINE);
      while (lines.next()) {
        if (lines.length() > 0) {
          line(input, lines, taker);
        }
      }
    } catch (IOException e) {
      unreadable(input, e);
    }
  }

  private void line(Input input, LineSource lines, Taker taker) {
    String where = input.name() + ":" + lines.number();
    health.count(Count.LINES);
    if (lines.tooLong()) {
      health.broken(
          where, "expected a line of at most " + LONGEST_LINE + " bytes, got a longer one");
      return;
    }
    JsonNode json;
    try {
      json = JSON.readTree(lines.bytes(), lines.offset(), lines.length());
    } catch (JacksonException e) {
      if (lines.ended()) {
        health.broken(where, "expected a line of JSON, got " + reason(e));
      } else {
        health.count(Count.CUT);
      }
      return;
    }
    take(
        where,
        () -> {
          if (!json.isObject()) {
            throw new IllegalArgumentException("expected a JSON object, got " + shorten(json));
          }
          taker.take(json, lines.number());
        });
  }

  /// Hands the one JSON value that `input` holds to `taker`, as line 1.
  public void document(Input input, Taker taker) {
    byte[] bytes;
    try (InputStream in = input.source().open()) {
      bytes = in.readNBytes(LONGEST_DOCUMENT + 1);
    } catch (IOException e) {
      unreadable(input, e);
      return;
    }
    document(input.name(), bytes, taker);
  }

  /// Hands the one JSON value in `bytes` to `taker`, as line 1, unless these very bytes were handed
  /// over before.
  ///
  /// @param where what messages call it
  public void document(String where, byte[] bytes, Taker taker) {
    health.count(Count.LINES);
    if (bytes.length > LONGEST_DOCUMENT) {
      health.broken(
          where, "expected a document of at most " + LONGEST_DOCUMENT + " bytes, got a longer one");
      return;
    }
    if (!documents.add(digest(bytes))) {
      health.count(Count.REPEATED);
      return;
    }
    JsonNode json;
    try {
      json = JSON.readTree(bytes);
    } catch (JacksonException e) {
      health.broken(where, "expected a JSON document, got " + reason(e));
      return;
    }
    take(where, () -> taker.take(json, 1));
  }

  /// Runs `action`; what it refuses is named as broken at `where`.
  public void take(String where, Runnable action) {
    try {
      action.run();
    } catch (IllegalArgumentException | ArithmeticException | JacksonException e) {
      health.broken(where, String.valueOf(e.getMessage()));
    }
  }

  private static String digest(byte[] bytes) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("expected a Java that knows SHA-256", e);
    }
  }

  private void unreadable(Input input, IOException e) {
    health.count(Count.UNREADABLE);
    health.broken(input.name(), "could not be read: " + e.getMessage());
  }

  /// The value in `text`; a missing node where it is no JSON.
  public static JsonNode parse(String text) {
    try {
      return JSON.readTree(text);
    } catch (JacksonException e) {
      return JSON.missingNode();
    }
  }

  /// What the parser says, without where it keeps its input.
  private static String reason(JacksonException e) {
    String message = e.getOriginalMessage();
    int end = message.indexOf(" (start marker");
    return end < 0 ? message : message.substring(0, end);
  }

  /// `json` as text of at most some 60 characters, for messages.
  public static String shorten(JsonNode json) {
    String text = json.toString();
    return text.length() <= 60 ? text : text.substring(0, 60) + "…";
  }
}
