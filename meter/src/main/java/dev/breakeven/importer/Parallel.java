package dev.breakeven.importer;

import java.util.ArrayDeque;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Function;

/// Work done by several threads at once, its results taken by one in the order of its causes. Only
/// a few results wait at any time, so memory does not grow with the work.
public final class Parallel implements AutoCloseable {
  private static final int AHEAD = 4;

  private final int threads = Runtime.getRuntime().availableProcessors();
  private final ExecutorService pool = Executors.newFixedThreadPool(threads);

  /// As many threads as there are processors.
  public Parallel() {}

  /// Takes a cause and what came of it.
  @FunctionalInterface
  public interface Taker<A, B> {
    /// Called in the order of the causes.
    void take(A cause, B result);
  }

  private record Pending<A, B>(A cause, Future<B> result) {}

  /// Hands each of `causes` and what `work` makes of it to `taker`, in their order.
  public <A, B> void map(List<A> causes, Function<A, B> work, Taker<A, B> taker) {
    var pending = new ArrayDeque<Pending<A, B>>();
    Iterator<A> left = causes.iterator();
    while (left.hasNext() || !pending.isEmpty()) {
      while (left.hasNext() && pending.size() < AHEAD * threads) {
        A cause = left.next();
        pending.add(new Pending<>(cause, pool.submit(() -> work.apply(cause))));
      }
      Pending<A, B> next = pending.remove();
      taker.take(next.cause(), result(next.result()));
    }
  }

  private static <B> B result(Future<B> future) {
    try {
      return future.get();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while reading", e);
    } catch (ExecutionException e) {
      switch (e.getCause()) {
        case RuntimeException cause -> throw cause;
        case Error cause -> throw cause;
        case null, default -> throw new IllegalStateException(e);
      }
    }
  }

  @Override
  public void close() {
    pool.shutdownNow();
  }
}
