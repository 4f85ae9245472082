package dev.breakeven.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.breakeven.model.ModelFailure.Kind;
import dev.breakeven.trace.Call;
import dev.breakeven.trace.Known;
import dev.breakeven.trace.Usage;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

final class RetryingTest {
  private static final Instant NOON = Instant.parse("2026-11-24T12:00:00Z");
  private static final ModelAnswer ANSWER =
      new ModelAnswer(
          List.of(new Content.Text("Done.")),
          ModelAnswer.Stop.END_TURN,
          Usage.of(1, 0, 0, 0, 1),
          Known.BILLED,
          new Call.Timing(NOON, Duration.ZERO, Duration.ZERO),
          ModelAnswer.Sizes.UNKNOWN);
  private static final Request REQUEST = new Request("m", "", List.of(), List.of(), 10);
  private static final Backoff BACKOFF =
      new Backoff(4, Duration.ofSeconds(1), Duration.ofSeconds(3), Duration.ofMinutes(1));

  private final Deque<ModelFailure> failures = new ArrayDeque<>();
  private final List<LostAttempt> lost = new ArrayList<>();
  private final Clock clock = new Clock();

  /// Time that passes only in pauses.
  private static final class Clock implements Retrying.Waiting {
    private final List<Duration> pauses = new ArrayList<>();
    private Instant now = NOON;

    @Override
    public Instant instant() {
      return now;
    }

    @Override
    public void pause(Duration wait) throws InterruptedException {
      if (Thread.interrupted()) {
        throw new InterruptedException("stopped in a pause");
      }
      pauses.add(wait);
      now = now.plus(wait);
    }
  }

  private ModelClient client(long seed) {
    return new Retrying(
        _ -> {
          var failure = failures.poll();
          if (failure != null) {
            throw failure;
          }
          return ANSWER;
        },
        BACKOFF,
        lost::add,
        clock,
        seed);
  }

  @Test
  void whoMayRefuseAFurtherAttemptIsAskedAfterEachWait() {
    fails(Kind.BUSY, 2);
    var asked = new ArrayList<Integer>();
    var attempts =
        new Attempts() {
          @Override
          public void lost(LostAttempt attempt) {
            lost.add(attempt);
          }

          @Override
          public void again() {
            asked.add(clock.pauses.size());
            if (asked.size() == 2) {
              throw new IllegalStateException("no more");
            }
          }
        };
    var client =
        new Retrying(
            _ -> {
              throw failures.removeFirst();
            },
            BACKOFF,
            attempts,
            clock,
            1);
    assertThatThrownBy(() -> client.ask(REQUEST)).hasMessage("no more");
    assertThat(asked).containsExactly(1, 2);
    assertThat(lost).hasSize(2);
  }

  private void fails(Kind kind, int times) {
    for (int i = 0; i < times; i++) {
      failures.add(new ModelFailure(kind, "no", new AttemptCharge.Nothing()));
    }
  }

  @ParameterizedTest
  @EnumSource(
      value = Kind.class,
      names = {
        "BUSY",
        "OVERLOADED",
        "SERVER_FAILED",
        "UNREACHABLE",
        "CUT",
        "TIMEOUT",
        "UNREADABLE",
        "EMPTY"
      })
  void whatMayPassIsAskedAgain(Kind kind) throws Exception {
    fails(kind, 1);
    assertThat(client(1).ask(REQUEST)).isSameAs(ANSWER);
    assertThat(clock.pauses).hasSize(1);
  }

  @ParameterizedTest
  @EnumSource(
      value = Kind.class,
      names = {
        "BAD_REQUEST",
        "UNAUTHORIZED",
        "NOT_FOUND",
        "NO_CREDIT",
        "TRUNCATED",
        "UNSUPPORTED",
        "CANCELLED",
        "OTHER"
      })
  void whatWillNotPassIsNotAskedAgain(Kind kind) {
    fails(kind, 1);
    var failure = catchThrowableOfType(ModelFailure.class, () -> client(1).ask(REQUEST));
    assertThat(failure.kind()).isEqualTo(kind);
    assertThat(clock.pauses).isEmpty();
    assertThat(lost).hasSize(1);
  }

  @Test
  void waitsDoubleUpToTheLongestAndVaryByTheSeed() throws Exception {
    fails(Kind.BUSY, 3);
    client(7).ask(REQUEST);
    assertThat(clock.pauses.get(0)).isBetween(Duration.ofMillis(500), Duration.ofSeconds(1));
    assertThat(clock.pauses.get(1)).isBetween(Duration.ofSeconds(1), Duration.ofSeconds(2));
    assertThat(clock.pauses.get(2)).isBetween(Duration.ofMillis(1500), Duration.ofSeconds(3));
    var first = List.copyOf(clock.pauses);

    clock.pauses.clear();
    fails(Kind.BUSY, 3);
    client(7).ask(REQUEST);
    assertThat(clock.pauses).isEqualTo(first);

    clock.pauses.clear();
    fails(Kind.BUSY, 3);
    client(8).ask(REQUEST);
    assertThat(clock.pauses).isNotEqualTo(first);
  }

  @Test
  void theLastAttemptIsTheLast() {
    fails(Kind.OVERLOADED, 9);
    assertThatThrownBy(() -> client(1).ask(REQUEST))
        .isInstanceOf(ModelFailure.class)
        .hasMessage("no (attempt 4, the last)");
    assertThat(lost).extracting(LostAttempt::number).containsExactly(1, 2, 3, 4);
    assertThat(clock.pauses).hasSize(3);
  }

  @Test
  void aWaitThatTheProviderAsksForIsKept() throws Exception {
    failures.add(
        new ModelFailure(Kind.BUSY, "no", new AttemptCharge.Nothing(), Duration.ofMillis(12_345)));
    client(1).ask(REQUEST);
    assertThat(clock.pauses).containsExactly(Duration.ofMillis(12_345));
  }

  @Test
  void aWaitBeyondTheOverallLimitIsNotBegun() {
    failures.add(
        new ModelFailure(Kind.BUSY, "no", new AttemptCharge.Nothing(), Duration.ofSeconds(50)));
    failures.add(
        new ModelFailure(Kind.BUSY, "no", new AttemptCharge.Nothing(), Duration.ofSeconds(11)));
    assertThatThrownBy(() -> client(1).ask(REQUEST)).isInstanceOf(ModelFailure.class);
    assertThat(clock.pauses).containsExactly(Duration.ofSeconds(50));
  }

  @Test
  void everyLostAttemptIsReportedOnceWithItsChargeAndTheEndCostsNothingMore() {
    var first = new AttemptCharge.Reported(Usage.of(5, 0, 0, 7, 1));
    failures.add(new ModelFailure(Kind.CUT, "cut", first));
    failures.add(new ModelFailure(Kind.TIMEOUT, "late", new AttemptCharge.Unknown()));
    var last = new AttemptCharge.Reported(Usage.of(2, 0, 0, 0, 3));
    failures.add(new ModelFailure(Kind.UNSUPPORTED, "odd", last));
    var failure = catchThrowableOfType(ModelFailure.class, () -> client(1).ask(REQUEST));
    assertThat(lost)
        .extracting(LostAttempt::charge)
        .containsExactly(first, new AttemptCharge.Unknown(), last);
    assertThat(lost).extracting(LostAttempt::model).containsOnly("m");
    assertThat(failure.charge()).isEqualTo(new AttemptCharge.Nothing());
  }

  @Test
  void anInterruptEndsThePauseAfterTheChargeIsReported() {
    failures.add(new ModelFailure(Kind.CUT, "cut", new AttemptCharge.Unknown()));
    Thread.currentThread().interrupt();
    assertThatThrownBy(() -> client(1).ask(REQUEST)).isInstanceOf(InterruptedException.class);
    assertThat(lost).hasSize(1);
  }

  @Test
  void anAttemptThatIsStoppedMayBeBilled() {
    var client =
        new Retrying(
            _ -> {
              throw new InterruptedException("stopped");
            },
            BACKOFF,
            lost::add,
            clock,
            1);
    assertThatThrownBy(() -> client.ask(REQUEST)).isInstanceOf(InterruptedException.class);
    assertThat(lost).extracting(LostAttempt::kind).containsExactly(Kind.CANCELLED);
    assertThat(lost).extracting(LostAttempt::charge).containsExactly(new AttemptCharge.Unknown());
  }
}
