package dev.breakeven.generate;

import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;

/// Tells a person what happens, how long each step took, and, while one lasts, that it goes on.
final class Progress {
  private static final Duration STILL = Duration.ofSeconds(15);
  private static final int LONGEST = 100;

  private final Consumer<String> listener;
  private final Duration every;
  private final AtomicReference<String> last = new AtomicReference<>("");

  Progress(Consumer<String> listener) {
    this(listener, STILL);
  }

  /// @param every after how long it is said again that a step goes on
  Progress(Consumer<String> listener, Duration every) {
    this.listener = listener;
    this.every = every;
  }

  /// Tells one line.
  void say(String line) {
    listener.accept(line);
  }

  /// What a step under way did last; shown when it lasts.
  void now(String what) {
    last.set(what);
  }

  /// Does a step that may last.
  ///
  /// @param what its name in the present tense: `Maven compiles`
  <T> T during(String what, Callable<T> step) throws InterruptedException {
    long begin = System.nanoTime();
    last.set("");
    try (var clock = Executors.newSingleThreadScheduledExecutor(Progress::daemon)) {
      var ticks =
          clock.scheduleAtFixedRate(
              () -> say("  … " + what + ", " + since(begin) + shown(last.get())),
              every.toNanos(),
              every.toNanos(),
              TimeUnit.NANOSECONDS);
      try {
        T result = step.call();
        ticks.cancel(false);
        clock.shutdownNow();
        say("  " + what + ": " + since(begin) + ".");
        return result;
      } finally {
        clock.shutdownNow();
      }
    } catch (InterruptedException | RuntimeException e) {
      throw e;
    } catch (Exception e) {
      throw new IllegalStateException(what + " failed", e);
    }
  }

  private static Thread daemon(Runnable work) {
    return Thread.ofPlatform().daemon().name("progress").unstarted(work);
  }

  private static String since(long begin) {
    return String.format(Locale.ROOT, "%.1f s", (System.nanoTime() - begin) / 1e9);
  }

  private static String shown(String what) {
    return what.isBlank() ? "" : ": " + what.substring(0, Math.min(LONGEST, what.length()));
  }
}
