package dev.breakeven.gateway;

import dev.breakeven.exchange.Wire;
import dev.breakeven.importer.gateway.CallLine.End;
import io.netty.buffer.ByteBuf;
import io.netty.handler.codec.http.HttpHeaders;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/// A copy of one call while it passes. For one event loop, and then for whoever reads it.
final class CallTap {
  /// The most bytes of one body that are copied, and the most that come out of a compressed one.
  static final int MOST = 64 << 20;

  final Wire wire;
  final Instant start;
  private final long startNanos;
  private final Map<String, String> headers = new HashMap<>();
  private final Copies copies;
  private final Body request = new Body();
  private final Body answer = new Body();
  volatile java.util.concurrent.@Nullable Future<CallBook.Asked> asked;
  private int status;
  private @Nullable String requestId;
  private @Nullable Duration first;
  private @Nullable Duration total;

  /// The copies of all calls under way, whose size is bounded.
  static final class Copies {
    private static final long MOST_TOGETHER = 192L << 20;

    private final AtomicLong held = new AtomicLong();

    private boolean take(int bytes) {
      if (held.addAndGet(bytes) <= MOST_TOGETHER) {
        return true;
      }
      held.addAndGet(-bytes);
      return false;
    }
  }

  private final class Body {
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private String coding = "";
    private boolean whole = true;

    void add(ByteBuf content) {
      int length = content.readableBytes();
      if (!whole || length == 0) {
        return;
      }
      if (bytes.size() + length > MOST || !copies.take(length)) {
        whole = false;
        return;
      }
      byte[] copy = new byte[length];
      content.getBytes(content.readerIndex(), copy);
      bytes.writeBytes(copy);
    }

    byte[] read() throws IOException {
      if (!whole) {
        throw new IOException("expected a body of at most " + MOST + " bytes, got a longer one");
      }
      return coding.isEmpty()
          ? bytes.toByteArray()
          : Encodings.decode(bytes.toByteArray(), coding, MOST);
    }
  }

  CallTap(Wire wire, HttpHeaders headers, Copies copies) {
    this.wire = wire;
    this.copies = copies;
    this.start = Instant.now();
    this.startNanos = System.nanoTime();
    headers.forEach(entry ->
        this.headers.putIfAbsent(entry.getKey().toLowerCase(Locale.ROOT), entry.getValue()));
    this.headers.remove("authorization");
    this.headers.remove("x-api-key");
    request.coding = headers.get("content-encoding", "");
  }

  /// The value of a request's header, null for none. Keys are not kept.
  @Nullable String header(String name) {
    return headers.get(name);
  }

  void request(ByteBuf content) {
    request.add(content);
  }

  void answer(int code, HttpHeaders fields) {
    status = code;
    answer.coding = fields.get("content-encoding", "");
    String id = fields.get("request-id");
    requestId = id == null ? fields.get("x-request-id") : id;
  }

  void answer(ByteBuf content) {
    if (first == null) {
      first = Duration.ofNanos(System.nanoTime() - startNanos);
    }
    answer.add(content);
  }

  /// Whether the bytes of the answer are the provider's text as it stands.
  boolean plainAnswer() {
    return answer.coding.isEmpty();
  }

  /// Takes down when it ended, once.
  void end() {
    if (total == null) {
      total = Duration.ofNanos(System.nanoTime() - startNanos);
    }
  }

  byte[] requestBody() throws IOException {
    return request.read();
  }

  byte[] answerBody() throws IOException {
    return answer.read();
  }

  int requestBytes() {
    return request.bytes.size();
  }

  /// Lets go of the copies.
  void release() {
    copies.held.addAndGet(-(long) request.bytes.size() - answer.bytes.size());
    request.bytes.reset();
    answer.bytes.reset();
  }

  int status() {
    return status;
  }

  @Nullable String requestId() {
    return requestId;
  }

  Duration total() {
    return total == null ? Duration.ZERO : total;
  }

  Duration first() {
    return first == null ? total() : first;
  }

  /// How it ended, where the provider's answer came to an end.
  End ended() {
    return status == 0 ? End.UNANSWERED : End.COMPLETE;
  }
}
