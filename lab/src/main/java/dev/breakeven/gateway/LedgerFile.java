package dev.breakeven.gateway;

import dev.breakeven.gateway.Counters.What;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/// A file to which lines are only appended, each on the disk before its writer is told so; lines
/// that come together go to the disk together.
///
/// Where the disk takes no more, the writers are told at once, and the lines wait in memory, up to
/// a bound, for the disk to take them later. A line is whole or not there.
final class LedgerFile implements AutoCloseable {
  private static final int MOST_WAITING = 10_000;
  private static final int MOST_TOGETHER = 1_000;

  private final FileChannel channel;
  private final Counters counters;
  private final Consumer<String> warnings;
  private final BlockingQueue<Entry> queue = new LinkedBlockingQueue<>();
  private final Deque<String> waiting = new ArrayDeque<>();
  private final Thread thread;
  private long good;
  private boolean failing;

  /// A line and who waits for it.
  ///
  /// @param line null for the end
  /// @param done run when it is on the disk, or cannot be put there for now
  private record Entry(String line, Runnable done) {}

  private static final Entry END = new Entry("", () -> {});

  /// Begins a new file with `header`.
  ///
  /// @throws IOException if it cannot be made
  LedgerFile(Path file, String header, Counters counters, Consumer<String> warnings)
      throws IOException {
    this.counters = counters;
    this.warnings = warnings;
    channel = FileChannel.open(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
    write(List.of(header));
    thread = Thread.ofPlatform().name("ledger").daemon().start(this::run);
  }

  /// Appends `line`, and runs `done` when it is on the disk.
  void append(String line, Runnable done) {
    queue.add(new Entry(line, done));
  }

  private void run() {
    var together = new ArrayList<Entry>();
    boolean open = true;
    while (open) {
      together.clear();
      try {
        Entry first = queue.poll(1, TimeUnit.SECONDS);
        if (first != null) {
          together.add(first);
          queue.drainTo(together, MOST_TOGETHER);
        }
      } catch (InterruptedException e) {
        open = false;
      }
      open &= !together.remove(END);
      store(together);
      together.forEach(entry -> entry.done().run());
    }
  }

  private void store(List<Entry> entries) {
    entries.forEach(entry -> waiting.add(entry.line()));
    while (waiting.size() > MOST_WAITING) {
      waiting.removeFirst();
      counters.count(What.LOST);
    }
    if (waiting.isEmpty()) {
      return;
    }
    try {
      write(List.copyOf(waiting));
      waiting.clear();
      if (failing) {
        warnings.accept("the ledger can be written again; no finished call is missing");
      }
      failing = false;
    } catch (IOException e) {
      if (!failing) {
        warnings.accept(
            "the ledger cannot be written: %s; traffic goes on, and calls wait in memory"
                .formatted(e.getMessage()));
      }
      failing = true;
    }
  }

  private void write(List<String> lines) throws IOException {
    var text = new StringBuilder();
    lines.forEach(line -> text.append(line).append('\n'));
    ByteBuffer bytes = StandardCharsets.UTF_8.encode(text.toString());
    long length = bytes.remaining();
    try {
      channel.position(good);
      while (bytes.hasRemaining()) {
        channel.write(bytes);
      }
      channel.force(false);
      good += length;
    } catch (IOException e) {
      cutBack(e);
      throw e;
    }
  }

  private void cutBack(IOException cause) {
    try {
      channel.truncate(good);
    } catch (IOException e) {
      cause.addSuppressed(e);
    }
  }

  /// Ends the file when all lines before are on the disk, or cannot be put there.
  @Override
  public void close() {
    queue.add(END);
    try {
      thread.join();
      waiting.forEach(_ -> counters.count(What.LOST));
      channel.close();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
