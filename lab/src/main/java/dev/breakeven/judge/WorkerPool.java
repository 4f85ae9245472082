package dev.breakeven.judge;

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.Semaphore;

/// Worker processes that serve whoever asks, a limited number at once. One that dies is replaced.
final class WorkerPool implements AutoCloseable {
  private final String java;
  private final Semaphore places;
  private final Deque<WorkerProcess> idle = new ArrayDeque<>();
  private boolean closed;

  /// @param java the program `java` of a JDK
  /// @param size how many workers run at most
  WorkerPool(String java, int size) {
    this.java = java;
    places = new Semaphore(size, true);
  }

  /// Has a worker do `request`.
  ///
  /// @throws IllegalStateException if the tool itself fails, or two workers die of the request
  ToolAnswer ask(List<String> request) throws InterruptedException {
    places.acquire();
    try {
      try {
        return attempt(request);
      } catch (IOException died) {
        return attempt(request);
      }
    } catch (IOException e) {
      throw new IllegalStateException("the judge's worker died twice: " + e.getMessage(), e);
    } finally {
      places.release();
    }
  }

  private ToolAnswer attempt(List<String> request) throws IOException {
    WorkerProcess worker = take();
    try {
      List<String> answer = worker.ask(request);
      giveBack(worker);
      if (!answer.getFirst().equals("ok")) {
        throw new IllegalStateException("the judge's tool failed: " + answer.getLast());
      }
      return ToolAnswer.decoded(answer.subList(1, answer.size()));
    } catch (IOException e) {
      worker.close();
      throw e;
    }
  }

  private synchronized WorkerProcess take() throws IOException {
    if (closed) {
      throw new IllegalStateException("the judge is closed");
    }
    WorkerProcess worker = idle.poll();
    return worker == null ? WorkerProcess.start(java) : worker;
  }

  private synchronized void giveBack(WorkerProcess worker) {
    if (closed) {
      worker.close();
    } else {
      idle.push(worker);
    }
  }

  @Override
  public synchronized void close() {
    closed = true;
    idle.forEach(WorkerProcess::close);
    idle.clear();
  }
}
