package dev.breakeven.workspace;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

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
  private final Capture capture = new Capture(KEPT_BYTES);
  private final BlockingQueue<Start> started = new ArrayBlockingQueue<>(1);

  /// Prepares to run `builder`, which reads `input` as its standard input; `killer` ends it.
  Execution(ProcessBuilder builder, byte[] input, Killer killer) {
    this.builder = builder.redirectErrorStream(true);
    this.input = input;
    this.killer = killer;
  }

  /// Kills a process and all that descends from it.
  interface Killer {
    /// Kills what is left of `process`; called after its end too.
    void kill(Process process);
  }

  private record Start(@Nullable Process process, @Nullable IOException failure) {}

  /// Runs to the end, or to `limit`.
  Finished run(Duration limit) throws InterruptedException {
    long begin = System.nanoTime();
    // One platform thread starts the process and outlives it: Linux tells a child that its parent
    // died when the starting thread ends, and the carrier of a virtual thread ends when idle
    // (prctl(2), PR_SET_PDEATHSIG).
    Thread reader = Thread.ofPlatform().daemon().name("process").start(this::startAndRead);
    Process process = awaitStart();
    boolean ended;
    try {
      ended = process.waitFor(limit.toNanos(), TimeUnit.NANOSECONDS);
      killer.kill(process);
      process.waitFor();
    } catch (InterruptedException e) {
      killer.kill(process);
      throw e;
    }
    Duration took = Duration.ofNanos(System.nanoTime() - begin);
    reader.join(DRAIN);
    return new Finished(process.exitValue(), capture.text(), !ended, took);
  }

  private Process awaitStart() throws InterruptedException {
    Start start;
    try {
      start = started.take();
    } catch (InterruptedException e) {
      // The process may start yet: whoever reads it must find it dead.
      Thread.ofPlatform().daemon().start(this::killOnceStarted);
      throw e;
    }
    if (start.process() == null) {
      throw new UncheckedIOException(
          "cannot start " + builder.command().getFirst() + ": " + start.failure(),
          start.failure() == null ? new IOException("no reason given") : start.failure());
    }
    return start.process();
  }

  private void killOnceStarted() {
    try {
      Process process = started.take().process();
      if (process != null) {
        killer.kill(process);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void startAndRead() {
    Process process;
    try {
      process = builder.start();
    } catch (IOException e) {
      started.add(new Start(null, e));
      return;
    }
    started.add(new Start(process, null));
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
