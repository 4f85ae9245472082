package dev.breakeven.workspace;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;

/// One process from start to end: its output is read in bounded memory, it is killed at its limit,
/// and what it leaves behind is killed too.
final class Execution {
  private static final int KEPT_BYTES = 1 << 20;

  /// How long the output is waited for once everything that could write to it was killed. Only a
  /// process that escaped the killing can use it up.
  private static final Duration DRAIN = Duration.ofSeconds(2);

  private final ProcessBuilder builder;
  private final byte[] input;
  private final Killer killer;
  private final Watch watch;
  private final Capture capture = new Capture(KEPT_BYTES);
  private final CompletableFuture<Process> started = new CompletableFuture<>();

  /// Prepares to run `builder`, which reads `input` as its standard input; `killer` ends it, at its
  /// limit or when `watch` finds that it uses too much.
  Execution(ProcessBuilder builder, byte[] input, Killer killer, Watch watch) {
    this.builder = builder.redirectErrorStream(true);
    this.input = input;
    this.killer = killer;
    this.watch = watch;
  }

  /// Why a process is no longer waited for.
  private sealed interface Stop {
    record Itself() implements Stop {}

    record TimedOut() implements Stop {}

    /// @param reason in words that follow "killed for"
    record Greedy(String reason) implements Stop {}
  }

  /// Kills a process and all that descends from it.
  interface Killer {
    /// Kills what is left of `process` and returns when nothing is; called after its end too, and
    /// with this thread interrupted.
    void kill(Process process);
  }

  /// Kills a process alone and waits until it is gone; what descends from it must be known to die
  /// with it. It goes through the handle since [Process#destroyForcibly] also closes the output
  /// before it was read.
  static void killAlone(Process process) {
    process.toHandle().destroyForcibly();
    process.onExit().join();
  }

  /// Runs to the end, or to `limit`.
  Finished run(Duration limit) throws InterruptedException {
    long begin = System.nanoTime();
    // One platform thread starts the process and outlives it: Linux tells a child that its parent
    // died when the starting thread ends, and the carrier of a virtual thread ends when idle
    // (prctl(2), PR_SET_PDEATHSIG).
    Thread reader = Thread.ofPlatform().daemon().name("process").start(this::startAndRead);
    Process process = awaitStart();
    Stop stop;
    try {
      stop = awaitStop(process, begin + limit.toNanos());
      killer.kill(process);
      process.waitFor();
    } catch (InterruptedException e) {
      killer.kill(process);
      throw e;
    }
    Duration took = Duration.ofNanos(System.nanoTime() - begin);
    reader.join(DRAIN);
    String output = capture.text();
    if (stop instanceof Stop.Greedy(String reason)) {
      output += "\n[killed for " + reason + "]\n";
    }
    return new Finished(process.exitValue(), output, stop instanceof Stop.TimedOut, took);
  }

  private Stop awaitStop(Process process, long deadline) throws InterruptedException {
    while (true) {
      long left = deadline - System.nanoTime();
      if (process.waitFor(Math.min(left, Watch.INTERVAL.toNanos()), TimeUnit.NANOSECONDS)) {
        return new Stop.Itself();
      }
      if (left <= 0) {
        return new Stop.TimedOut();
      }
      var broken = watch.broken(process, capture.total());
      if (broken.isPresent()) {
        return new Stop.Greedy(broken.get());
      }
    }
  }

  /// Waits even when interrupted: a process about to start must be known to be killed.
  private Process awaitStart() {
    try {
      return started.join();
    } catch (CompletionException e) {
      IOException cause =
          e.getCause() instanceof IOException failure ? failure : new IOException(e.getCause());
      throw new UncheckedIOException(
          "cannot start " + builder.command().getFirst() + ": " + cause.getMessage(), cause);
    }
  }

  private void startAndRead() {
    Process process;
    try {
      process = builder.start();
    } catch (IOException | RuntimeException e) {
      started.completeExceptionally(e);
      return;
    }
    started.complete(process);
    try (var stdin = process.getOutputStream()) {
      stdin.write(input);
    } catch (IOException e) {
      // It ended without reading its input; its exit code and output tell why.
    }
    try (InputStream output = process.getInputStream()) {
      byte[] chunk = new byte[1 << 16];
      for (int count = output.read(chunk); count >= 0; count = output.read(chunk)) {
        capture.add(chunk, count);
      }
    } catch (IOException e) {
      // The pipe broke because the process was killed; what came before counts.
    }
    awaitEnd(process);
  }

  private static void awaitEnd(Process process) {
    try {
      process.waitFor();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
