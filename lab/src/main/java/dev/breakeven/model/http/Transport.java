package dev.breakeven.model.http;

import dev.breakeven.model.AttemptCharge;
import dev.breakeven.model.ModelFailure;
import dev.breakeven.trace.Call;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.ConnectException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.net.http.HttpConnectTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/// Carries one request and keeps what came back, even if the answer is cut or comes too slowly.
///
/// The exchange runs on a virtual thread, whose sockets give way to an interrupt; so whatever
/// library talks, an interrupted caller does not wait for it.
public final class Transport {
  /// The most bytes of an answer that are read: far more than the longest answer of any model, even
  /// streamed token by token.
  static final int MOST = 32 << 20;

  /// What is kept of an answer that has more.
  private static final int KEPT = 1 << 20;

  private static final int PIECE = 8192;

  private Transport() {}

  /// Talks to a provider.
  @FunctionalInterface
  public interface Exchange {
    /// Sends the request and gives the answer to `taker`.
    ///
    /// @throws IOException if none comes, or not to its end
    /// @throws InterruptedException if this thread is interrupted
    void make(Taker taker) throws IOException, InterruptedException;
  }

  /// Takes an answer as it comes.
  @FunctionalInterface
  public interface Taker {
    /// Reads `body` to its end; who gave it closes it.
    ///
    /// @throws IOException if it breaks off
    void take(Reply.Head head, InputStream body) throws IOException;
  }

  /// Makes `exchange` with `endpoint` and reads the whole answer.
  ///
  /// @throws ModelFailure if nothing came back
  /// @throws InterruptedException if this thread is interrupted; the connection is closed
  public static Reply carry(Endpoint endpoint, Exchange exchange)
      throws ModelFailure, InterruptedException {
    var reading = new Reading();
    var task =
        new FutureTask<Boolean>(() -> {
          exchange.make(reading);
          return true;
        });
    Thread.ofVirtual().name("ask " + endpoint.base().getHost()).start(task);
    try {
      task.get(endpoint.timeout().toNanos(), TimeUnit.NANOSECONDS);
      return reading.reply(null);
    } catch (TimeoutException late) {
      task.cancel(true);
      return reading.begun()
          ? reading.reply(Reply.Break.TIMEOUT)
          : fail(endpoint, ModelFailure.Kind.TIMEOUT, "no answer within " + endpoint.timeout());
    } catch (InterruptedException e) {
      task.cancel(true);
      throw e;
    } catch (ExecutionException e) {
      if (!(e.getCause() instanceof IOException io)) {
        throw new IllegalStateException("the exchange failed by a fault of ours", e.getCause());
      }
      var kind = kind(io);
      return reading.begun()
          ? reading.reply(kind == ModelFailure.Kind.TIMEOUT ? Reply.Break.TIMEOUT : Reply.Break.CUT)
          : fail(endpoint, kind, endpoint.hideKey(io.toString()));
    }
  }

  private static Reply fail(Endpoint endpoint, ModelFailure.Kind kind, String what)
      throws ModelFailure {
    var sent = kind != ModelFailure.Kind.UNREACHABLE;
    throw new ModelFailure(
        kind,
        "%s %s: %s".formatted(endpoint.base(), sent ? "did not answer" : "cannot be reached", what),
        sent ? new AttemptCharge.Unknown() : new AttemptCharge.Nothing());
  }

  private static ModelFailure.Kind kind(IOException e) {
    for (Throwable cause = e; cause != null; cause = cause.getCause()) {
      if (cause instanceof ConnectException
          || cause instanceof UnknownHostException
          || cause instanceof HttpConnectTimeoutException) {
        return ModelFailure.Kind.UNREACHABLE;
      }
      if (cause instanceof SocketTimeoutException) {
        return ModelFailure.Kind.TIMEOUT;
      }
    }
    return ModelFailure.Kind.CUT;
  }

  /// What has come so far: written by the exchange's thread, read by the caller.
  private static final class Reading implements Taker {
    private final Instant start = Instant.now();
    private final long origin = System.nanoTime();
    private final AtomicReference<Beginning> beginning = new AtomicReference<>();
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private volatile boolean tooLarge;

    private record Beginning(Reply.Head head, Duration first) {}

    @Override
    public void take(Reply.Head head, InputStream body) throws IOException {
      beginning.set(new Beginning(head, passed()));
      var piece = new byte[PIECE];
      for (int n = body.read(piece); n >= 0; n = body.read(piece)) {
        if (bytes.size() + n > MOST) {
          tooLarge = true;
          return;
        }
        bytes.write(piece, 0, n);
      }
    }

    boolean begun() {
      return beginning.get() != null;
    }

    Reply reply(Reply.@Nullable Break broken) {
      var begun = beginning.get();
      if (begun == null) {
        throw new IllegalStateException("expected an answer that has begun");
      }
      return new Reply(
          begun.head(),
          text(),
          tooLarge ? Reply.Break.TOO_LARGE : broken,
          new Call.Timing(start, begun.first(), passed()));
    }

    private String text() {
      var all = bytes.toString(StandardCharsets.UTF_8);
      return tooLarge ? all.substring(0, Math.min(KEPT, all.length())) : all;
    }

    private Duration passed() {
      return Duration.ofNanos(System.nanoTime() - origin);
    }
  }
}
