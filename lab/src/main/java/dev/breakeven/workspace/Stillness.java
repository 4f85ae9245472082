package dev.breakeven.workspace;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// Rest in a workspace: while this is open, the confined processes that see it stand still.
///
/// They are found among our own descendants by what they have at [Workspace#INSIDE], and stopped by
/// the signal that nobody can refuse, until none of them runs; those that start others faster than
/// they can be stopped are killed, with the command they belong to. Commands that nothing confines
/// are not stopped: only trusted ones run so.
public final class Stillness implements AutoCloseable {
  private static final int STOP = 19;
  private static final int CONTINUE = 18;
  private static final int ROUNDS = 100;

  private final Set<Long> stopped = new HashSet<>();

  private Stillness() {}

  /// Brings to rest whatever works in `workspace`.
  public static Stillness in(Path workspace) {
    var stillness = new Stillness();
    Optional<Object> wanted = key(workspace);
    if (wanted.isPresent() && Files.isDirectory(Path.of("/proc/self/fd"))) {
      ProcessHandle.current()
          .children()
          .filter(command -> command.descendants().anyMatch(one -> sees(one, wanted)))
          .forEach(stillness::stop);
    }
    return stillness;
  }

  private void stop(ProcessHandle command) {
    for (int round = 0; round < ROUNDS; round++) {
      List<Long> running =
          command.descendants().map(ProcessHandle::pid).filter(Stillness::runs).toList();
      if (running.isEmpty()) {
        return;
      }
      for (long process : running) {
        stopped.add(process);
        Pinned.Calls.kill(process, STOP);
      }
    }
    // Process 1 of the namespace takes all others with it.
    command.children().forEach(ProcessHandle::destroyForcibly);
  }

  /// Whether a process may still do something: it is neither stopped nor dead.
  private static boolean runs(long process) {
    try {
      String status =
          Files.readString(
              Path.of("/proc", Long.toString(process), "stat"), StandardCharsets.ISO_8859_1);
      char state = status.charAt(status.lastIndexOf(')') + 2);
      return state != 'T' && state != 't' && state != 'Z' && state != 'X';
    } catch (IOException e) {
      return false;
    }
  }

  private static boolean sees(ProcessHandle process, Optional<Object> wanted) {
    var inside = Path.of("/proc", Long.toString(process.pid()), "root" + Workspace.INSIDE);
    return key(inside).equals(wanted);
  }

  private static Optional<Object> key(Path folder) {
    try {
      return Optional.ofNullable(Files.readAttributes(folder, BasicFileAttributes.class).fileKey());
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  /// Lets them go on.
  @Override
  public void close() {
    stopped.forEach(process -> Pinned.Calls.kill(process, CONTINUE));
  }
}
