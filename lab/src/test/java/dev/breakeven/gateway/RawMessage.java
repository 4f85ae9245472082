package dev.breakeven.gateway;

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/// One message of HTTP/1.1 as the bytes that came.
final class RawMessage {
  private final String head;
  private final byte[] body;
  private final boolean whole;

  RawMessage(String head, byte[] body, boolean whole) {
    this.head = head;
    this.body = body;
    this.whole = whole;
  }

  String head() {
    return head;
  }

  byte[] body() {
    return body;
  }

  boolean whole() {
    return whole;
  }

  String text() {
    return new String(body, StandardCharsets.UTF_8);
  }

  String line() {
    return head.substring(0, head.indexOf("\r\n"));
  }

  int status() {
    return Integer.parseInt(head.split(" ", 3)[1]);
  }

  String field(String name) {
    for (String line : head.split("\r\n", -1)) {
      if (line.toLowerCase(Locale.ROOT).startsWith(name.toLowerCase(Locale.ROOT) + ":")) {
        return line.substring(name.length() + 1).strip();
      }
    }
    return "";
  }

  /// The body without its chunks.
  byte[] content() {
    if (!field("transfer-encoding").equals("chunked")) {
      return body;
    }
    var out = new ByteArrayOutputStream();
    int at = 0;
    while (at < body.length) {
      int end = at;
      while (body[end] != '\r') {
        end++;
      }
      int size = Integer.parseInt(new String(body, at, end - at, StandardCharsets.US_ASCII), 16);
      if (size == 0 || end + 2 + size > body.length) {
        break;
      }
      out.write(body, end + 2, size);
      at = end + 2 + size + 2;
    }
    return out.toByteArray();
  }

  /// Reads one message.
  ///
  /// @param bodiless whether it has no body whatever its head says
  static RawMessage read(InputStream in, boolean bodiless) throws IOException {
    var head = new ByteArrayOutputStream();
    String text = "";
    while (!text.endsWith("\r\n\r\n")) {
      int next = in.read();
      if (next < 0) {
        if (head.size() == 0) {
          throw new EOFException("expected a message, got the end of the connection");
        }
        return new RawMessage(text, new byte[0], false);
      }
      head.write(next);
      text = head.toString(StandardCharsets.ISO_8859_1);
    }
    var bare = new RawMessage(text, new byte[0], true);
    if (bodiless || text.startsWith("HTTP/1.1 1")) {
      return bare;
    }
    String length = bare.field("content-length");
    if (!length.isEmpty()) {
      byte[] body = in.readNBytes(Integer.parseInt(length));
      return new RawMessage(text, body, body.length == Integer.parseInt(length));
    }
    if (bare.field("transfer-encoding").equals("chunked")) {
      return chunked(text, in);
    }
    return text.startsWith("HTTP/") ? new RawMessage(text, in.readAllBytes(), true) : bare;
  }

  private static RawMessage chunked(String head, InputStream in) throws IOException {
    var body = new ByteArrayOutputStream();
    while (true) {
      var line = new ByteArrayOutputStream();
      int next;
      do {
        next = in.read();
        if (next < 0) {
          body.writeBytes(line.toByteArray());
          return new RawMessage(head, body.toByteArray(), false);
        }
        line.write(next);
      } while (next != '\n');
      body.writeBytes(line.toByteArray());
      int size = Integer.parseInt(line.toString(StandardCharsets.US_ASCII).strip(), 16);
      byte[] chunk = in.readNBytes(size + 2);
      body.writeBytes(chunk);
      if (size == 0 || chunk.length < size + 2) {
        return new RawMessage(head, body.toByteArray(), size == 0 && chunk.length == 2);
      }
    }
  }
}
