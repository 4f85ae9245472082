package dev.breakeven.model;

import dev.breakeven.model.ModelFailure.Kind;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;

/// Asks again when a failure may pass, and reports every attempt that was lost.
///
/// Waits grow with each failure and vary by a seed. A wait that the provider asks for is kept, and
/// ends the asking if it would go beyond the overall limit.
public final class Retrying implements ModelClient {
  private final ModelClient client;
  private final Backoff backoff;
  private final Attempts attempts;
  private final Waiting waiting;
  private final SplittableRandom chance;

  /// How time passes between attempts.
  public interface Waiting extends InstantSource {
    /// Lets `wait` pass.
    ///
    /// @throws InterruptedException if this thread is interrupted
    void pause(Duration wait) throws InterruptedException;

    /// Real time.
    static Waiting real() {
      return new Waiting() {
        @Override
        public Instant instant() {
          return Instant.now();
        }

        @Override
        public void pause(Duration wait) throws InterruptedException {
          Thread.sleep(wait);
        }
      };
    }
  }

  /// Asks through `client`.
  ///
  /// @param client makes one attempt
  /// @param backoff how long to keep trying
  /// @param attempts is told of each attempt that was lost
  /// @param waiting passes the time between attempts
  /// @param seed varies the waits
  public Retrying(
      ModelClient client, Backoff backoff, Attempts attempts, Waiting waiting, long seed) {
    this.client = client;
    this.backoff = backoff;
    this.attempts = attempts;
    this.waiting = waiting;
    this.chance = new SplittableRandom(seed);
  }

  @Override
  public ModelAnswer ask(Request request) throws ModelFailure, InterruptedException {
    var begun = waiting.instant();
    int useless = 0;
    for (int number = 1; ; number++) {
      try {
        return client.ask(request);
      } catch (ModelFailure failure) {
        report(request, number, failure);
        useless += useless(failure) ? 1 : 0;
        var wait =
            useless < backoff.paid()
                ? next(failure, number, Duration.between(begun, waiting.instant()))
                : null;
        if (wait == null) {
          throw last(failure, number);
        }
        waiting.pause(wait);
        attempts.again();
      } catch (InterruptedException stopped) {
        report(
            request,
            number,
            new ModelFailure(Kind.CANCELLED, "stopped while asking", new AttemptCharge.Unknown()));
        throw stopped;
      }
    }
  }

  /// Whether an answer came that may be billed; one that broke off or came too late may yet come.
  private static boolean useless(ModelFailure failure) {
    return failure.charge().spent() && failure.kind() != Kind.CUT && failure.kind() != Kind.TIMEOUT;
  }

  private void report(Request request, int number, ModelFailure failure) {
    attempts.lost(
        new LostAttempt(
            request.model(),
            number,
            failure.kind(),
            String.valueOf(failure.getMessage()),
            failure.charge(),
            waiting.instant()));
  }

  /// How long to wait before the next attempt, null if there is to be none.
  private @Nullable Duration next(ModelFailure failure, int number, Duration passed) {
    if (!failure.kind().passing() || number >= backoff.attempts()) {
      return null;
    }
    var own = backoff.wait(number, draw());
    var asked = failure.retryAfter().orElse(Duration.ZERO);
    var wait = asked.compareTo(own) > 0 ? asked : own;
    return passed.plus(wait).compareTo(backoff.overall()) > 0 ? null : wait;
  }

  private synchronized double draw() {
    return chance.nextDouble();
  }

  private static ModelFailure last(ModelFailure failure, int number) {
    var message = failure.getMessage() + (number == 1 ? "" : " (attempt " + number + ", the last)");
    var last = new ModelFailure(failure.kind(), message, new AttemptCharge.Nothing());
    last.initCause(failure);
    return last;
  }
}
