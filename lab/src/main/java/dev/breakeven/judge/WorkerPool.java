package dev.breakeven.judge;

import dev.breakeven.judge.Verdict.Finding;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/// Worker processes that serve whoever asks, a limited number at once. One that dies is replaced.
final class WorkerPool implements AutoCloseable {
  private static final Duration LIMIT = Duration.ofMinutes(2);

  private final String java;
  private final ScheduledExecutorService alarms =
      Executors.newSingleThreadScheduledExecutor(
          task -> Thread.ofPlatform().daemon().name("judge alarm").unstarted(task));
  private final Semaphore places;
  private final Deque<WorkerProcess> idle = new ArrayDeque<>();
  private boolean closed;

  /// @param java the program `java` of a JDK
  /// @param size how many workers run at most
  WorkerPool(String java, int size) {
    this.java = java;
    places = new Semaphore(size, true);
  }

  /// Has a worker do `request`. If two workers die of it or take too long, that is the answer: the
  /// work is such that the tool cannot take it.
  ///
  /// @throws IllegalStateException if the tool says that it failed, or no worker can be started
  ToolAnswer ask(List<String> request) throws InterruptedException {
    places.acquire();
    try {
      return attempt(request)
          .or(() -> attempt(request))
          .orElseGet(() ->
              new ToolAnswer(
                  CompileWorker.DIED,
                  Map.of(),
                  List.of(new Finding("", 0, "tool", "died of this code"))));
    } finally {
      places.release();
    }
  }

  private Optional<ToolAnswer> attempt(List<String> request) {
    WorkerProcess worker = take();
    Future<?> alarm = alarms.schedule(worker::close, LIMIT.toSeconds(), TimeUnit.SECONDS);
    try {
      List<String> answer = worker.ask(request);
      if (!answer.getFirst().equals("ok")) {
        throw new IllegalStateException("the judge's tool failed: " + answer.getLast());
      }
      return Optional.of(ToolAnswer.decoded(answer.subList(1, answer.size())));
    } catch (IOException e) {
      worker.close();
      return Optional.empty();
    } finally {
      alarm.cancel(false);
      giveBack(worker);
    }
  }

  private synchronized WorkerProcess take() {
    if (closed) {
      throw new IllegalStateException("the judge is closed");
    }
    try {
      WorkerProcess worker = idle.poll();
      return worker == null ? WorkerProcess.start(java) : worker;
    } catch (IOException e) {
      throw new IllegalStateException("cannot start a worker with " + java, e);
    }
  }

  private synchronized void giveBack(WorkerProcess worker) {
    if (closed) {
      worker.close();
    } else if (worker.isAlive()) {
      idle.push(worker);
    }
  }

  @Override
  public synchronized void close() {
    closed = true;
    alarms.shutdownNow();
    idle.forEach(WorkerProcess::close);
    idle.clear();
  }
}
