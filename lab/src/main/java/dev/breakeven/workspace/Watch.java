package dev.breakeven.workspace;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/// Looks at what a command and its descendants use, and says which limit is broken.
///
/// Memory is what the processes hold for themselves or share with each other; pages of files on
/// disk do not count. What hides from that, such as memory behind an open descriptor or a deleted
/// file that is still written to, cannot hide from the machine's own numbers: a command is also
/// stopped when the machine has little memory or disk left and had clearly more when the command
/// began. See docs/decisions/105.
final class Watch {
  /// How often to look.
  static final Duration INTERVAL = Duration.ofMillis(100);

  /// A folder is looked at no more often than this, and at most one twentieth of the time.
  private static final long FOLDERS_NANOS = Duration.ofSeconds(1).toNanos();

  private static final int FOLDERS_SHARE = 20;

  /// How many files a folder may hold: a disk can run out of them while it has bytes left.
  private static final int MOST_FILES = 1_000_000;

  /// What lies deeper is not counted.
  private static final Descent.Bounds LOOK =
      new Descent.Bounds(MOST_FILES + 1, 200, Duration.ofSeconds(20));

  /// Little is left of the machine's memory or disk when it is less than one part in so many.
  private static final int SMALL_PART = 20;

  private static final long MIB = 1L << 20;

  private final CommandLimits limits;
  private final List<Path> folders;
  private final long memoryAtBegin;
  private final long diskAtBegin;
  private long nextFolders = System.nanoTime() + FOLDERS_NANOS;

  /// Watches a command that is about to begin and may write to `folders`.
  Watch(CommandLimits limits, List<Path> folders) {
    this.limits = limits;
    this.folders = List.copyOf(folders);
    memoryAtBegin = availableMemory().orElse(0L);
    diskAtBegin = freeDisk().orElse(0L);
  }

  /// What `process` is to be killed for now, in words that follow "killed for".
  ///
  /// @param printed how many bytes it has printed
  Optional<String> broken(Process process, long printed) throws InterruptedException {
    List<Long> all;
    try (Stream<ProcessHandle> descendants = process.descendants()) {
      all = descendants.map(ProcessHandle::pid).toList();
    }
    if (all.size() > limits.processes()) {
      return Optional.of("having more than " + limits.processes() + " processes");
    }
    if (printed > limits.outputBytes()) {
      return Optional.of("printing more than " + mib(limits.outputBytes()));
    }
    if (memory(all) > limits.memoryBytes()) {
      return Optional.of("using more than %s of memory".formatted(mib(limits.memoryBytes())));
    }
    if (shrunk(availableMemory(), memoryAtBegin, totalMemory())) {
      return Optional.of("using almost all of this machine's memory");
    }
    if (shrunk(freeDisk(), diskAtBegin, totalDisk())) {
      return Optional.of("filling this machine's disk");
    }
    return fullFolder();
  }

  /// Whether little is `left` of `total`, and clearly less than at the `begin`.
  static boolean shrunk(Optional<Long> left, long begin, long total) {
    long little = total / SMALL_PART;
    return left.isPresent() && left.get() < little && begin - left.get() > little / 4;
  }

  private static String mib(long bytes) {
    return bytes < MIB ? bytes + " bytes" : bytes / MIB + " MiB";
  }

  /// Memory of processes in bytes: first a bound from above, which counts pages that processes
  /// share once for each; the exact sum, which takes longer, only if that is over the limit.
  private long memory(List<Long> all) {
    long bound =
        all.stream()
            .mapToLong(pid -> kibibytes(of(pid, "status"), "RssAnon:", "RssShmem:").orElse(0L))
            .sum();
    if (bound <= limits.memoryBytes()) {
      return bound;
    }
    return all.stream()
        .mapToLong(pid ->
            kibibytes(of(pid, "smaps_rollup"), "Pss_Anon:", "Pss_Shmem:")
                .or(() -> kibibytes(of(pid, "status"), "RssAnon:", "RssShmem:"))
                .orElse(0L))
        .sum();
  }

  private static Path of(long pid, String file) {
    return Path.of("/proc", Long.toString(pid), file);
  }

  private static Optional<Long> availableMemory() {
    return kibibytes(Path.of("/proc/meminfo"), "MemAvailable:");
  }

  private static long totalMemory() {
    return kibibytes(Path.of("/proc/meminfo"), "MemTotal:").orElse(0L);
  }

  /// The sum in bytes of the lines of `file` that begin with one of `names`; empty if there are
  /// none, as when the process has ended or this system has no /proc.
  private static Optional<Long> kibibytes(Path file, String... names) {
    try {
      var wanted = List.of(names);
      var found =
          Files.readString(file, StandardCharsets.ISO_8859_1)
              .lines()
              .filter(line -> wanted.stream().anyMatch(line::startsWith))
              .map(line -> Long.parseLong(line.replaceAll("\\D", "")))
              .toList();
      return found.isEmpty()
          ? Optional.empty()
          : Optional.of(found.stream().mapToLong(Long::longValue).sum() * 1024);
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  private Optional<Long> freeDisk() {
    return folders.stream().map(folder -> folder.toFile().getUsableSpace()).min(Long::compare);
  }

  private long totalDisk() {
    return folders.stream().mapToLong(folder -> folder.toFile().getTotalSpace()).min().orElse(0);
  }

  private Optional<String> fullFolder() throws InterruptedException {
    long begin = System.nanoTime();
    if (begin < nextFolders) {
      return Optional.empty();
    }
    Optional<String> broken = Optional.empty();
    for (Path folder : folders) {
      var content = new Content();
      try {
        Descent.walk(folder, LOOK, content);
      } catch (IOException e) {
        // The folder itself is gone and holds nothing.
      }
      if (content.bytes > limits.folderBytes()) {
        broken = Optional.of("filling its folder with more than " + mib(limits.folderBytes()));
      } else if (content.count > MOST_FILES) {
        broken = Optional.of("filling its folder with more than " + MOST_FILES + " files");
      }
    }
    long end = System.nanoTime();
    nextFolders = end + Math.max(FOLDERS_NANOS, FOLDERS_SHARE * (end - begin));
    return broken;
  }

  /// Counts files and folders and the files' sizes, those with several names once.
  private static final class Content implements Descent.Visitor {
    private final Set<Object> seen = new HashSet<>();
    private long bytes;
    private int count;

    @Override
    public void file(String path, Pinned file, BasicFileAttributes attributes) {
      Object key = attributes.fileKey();
      if (key == null || seen.add(key)) {
        count++;
        bytes += attributes.size();
      }
    }

    @Override
    public boolean folder(String path) {
      count++;
      return true;
    }

    @Override
    public void odd(String path, Descent.Oddity oddity) {
      count++;
    }
  }
}
