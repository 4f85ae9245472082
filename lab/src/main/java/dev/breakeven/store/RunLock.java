package dev.breakeven.store;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/// Keeps a second run out of a folder: a lock on a file, held by the operating system, so that it
/// ends with the process however that ends and never has to be cleaned up.
public final class RunLock implements AutoCloseable {
  /// The file's name within the folder; it stays there, empty of meaning when nobody holds it.
  public static final String FILE = "run.lock";

  /// Folders this process holds. POSIX locks belong to the process and fall when it closes any
  /// handle of the file, so a second taker within it must be turned away before it opens one.
  private static final Set<Path> HELD = ConcurrentHashMap.newKeySet();

  private static final int MOST_BYTES = 32;

  private final Path folder;
  private final FileChannel channel;

  private RunLock(Path folder, FileChannel channel) {
    this.folder = folder;
    this.channel = channel;
  }

  /// Takes `folder`, which must exist, for this process.
  ///
  /// @throws IllegalArgumentException if another run holds it; says which process
  /// @throws IOException if the file cannot be written
  public static RunLock take(Path folder) throws IOException {
    var real = folder.toRealPath();
    if (!HELD.add(real)) {
      throw held(folder, Long.toString(ProcessHandle.current().pid()));
    }
    FileChannel channel = null;
    boolean taken = false;
    try {
      channel =
          FileChannel.open(
              real.resolve(FILE),
              StandardOpenOption.CREATE,
              StandardOpenOption.READ,
              StandardOpenOption.WRITE);
      FileLock lock = channel.tryLock();
      if (lock == null) {
        throw held(folder, holder(channel));
      }
      sign(channel);
      taken = true;
      return new RunLock(real, channel);
    } finally {
      if (!taken) {
        HELD.remove(real);
        if (channel != null) {
          channel.close();
        }
      }
    }
  }

  private static void sign(FileChannel channel) throws IOException {
    channel.truncate(0);
    var pid = Long.toString(ProcessHandle.current().pid());
    channel.write(ByteBuffer.wrap(pid.getBytes(StandardCharsets.US_ASCII)), 0);
  }

  private static String holder(FileChannel channel) throws IOException {
    var bytes = ByteBuffer.allocate(MOST_BYTES);
    channel.read(bytes, 0);
    var pid = new String(bytes.array(), 0, bytes.position(), StandardCharsets.US_ASCII);
    return pid.isBlank() ? "unknown" : pid;
  }

  private static IllegalArgumentException held(Path folder, String pid) {
    return new IllegalArgumentException(
        "another run (process %s) is at work in %s; wait for it, stop it, or choose another folder"
                .formatted(pid, folder)
            + " with --out");
  }

  /// Gives the folder up.
  @Override
  public void close() throws IOException {
    try {
      channel.close();
    } finally {
      HELD.remove(folder);
    }
  }
}
