package dev.breakeven.workspace;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;

/// A control group of the kernel that refuses more than so many processes and threads. It is for
/// the superuser, whom the limit that a shell sets does not bind (setrlimit(2), RLIMIT_NPROC).
///
/// Version 1 of control groups has a hierarchy for the counting of processes; there the group is
/// made within our own. In version 2 a group with processes can have none within it, so it is made
/// beside ours.
///
/// @param folder the group
record ProcessGroup(Path folder) implements AutoCloseable {
  private static final Path ROOT = Path.of("/sys/fs/cgroup");
  private static final int TRIES = 100;

  /// A new group for a command of at most `processes` processes; empty if none can be made here.
  static Optional<ProcessGroup> make(int processes) {
    return parents()
        .flatMap(
            parent -> made(parent.resolve("breakeven-" + UUID.randomUUID()), processes).stream())
        .findFirst();
  }

  /// Whether we are the superuser.
  static boolean superuser() {
    try {
      return Integer.valueOf(0)
          .equals(Files.getAttribute(Path.of("/proc/self"), "unix:uid", LinkOption.NOFOLLOW_LINKS));
    } catch (IOException | UnsupportedOperationException e) {
      return false;
    }
  }

  /// The file into which a process writes its id to join.
  Path joining() {
    return folder.resolve("cgroup.procs");
  }

  /// Groups in which one might be made.
  private static Stream<Path> parents() {
    try {
      return Files.readAllLines(Path.of("/proc/self/cgroup")).stream()
          .map(line -> List.of(line.split(":", 3)))
          .filter(parts -> parts.size() == 3)
          .flatMap(parts -> parent(parts.get(1), parts.get(2)).stream())
          .filter(Files::isWritable);
    } catch (IOException e) {
      return Stream.empty();
    }
  }

  /// @param controllers the second field of a line of `/proc/self/cgroup` (cgroups(7)); empty in
  ///   version 2
  /// @param own the third, our own group
  private static Optional<Path> parent(String controllers, String own) {
    if (controllers.equals("pids")) {
      return Optional.of(ROOT.resolve("pids" + own).normalize());
    }
    if (controllers.isEmpty()) {
      var group = Path.of(ROOT + own).normalize();
      return group.equals(ROOT) ? Optional.of(ROOT) : Optional.ofNullable(group.getParent());
    }
    return Optional.empty();
  }

  private static Optional<ProcessGroup> made(Path folder, int processes) {
    try {
      Files.createDirectory(folder);
      var group = new ProcessGroup(folder);
      try {
        // The kernel makes the file, where the parent counts processes; we must not.
        Files.writeString(
            folder.resolve("pids.max"), Integer.toString(processes), StandardOpenOption.WRITE);
        return Optional.of(group);
      } catch (IOException e) {
        group.close();
        return Optional.empty();
      }
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  /// Removes it. Its processes are dead, but the kernel may not have buried the last one yet; a
  /// group that stays is empty and does no harm.
  @Override
  public void close() {
    for (int i = 0; i < TRIES; i++) {
      try {
        Files.deleteIfExists(folder);
        return;
      } catch (IOException e) {
        Thread.onSpinWait();
      }
    }
  }
}
