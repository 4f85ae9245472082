package dev.breakeven.workspace;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// What both sandboxes put before a command: limits the kernel enforces, and the least variables.
final class Shell {
  /// What every command finds in its environment.
  static final Map<String, String> ENVIRONMENT =
      Map.of(
          "PATH", "/usr/local/bin:/usr/bin:/bin:/usr/local/sbin:/usr/sbin:/sbin",
          "HOME", "/tmp",
          "LANG", "C.UTF-8",
          "TZ", "UTC");

  private Shell() {}

  /// `words` run under limits: the size of a file in bytes, the number of processes (0: as it is),
  /// no core files. A POSIX shell counts a file's size in blocks of 512 bytes; dash calls the
  /// number of processes `-p`, bash `-u`.
  static List<String> limited(long fileBytes, int processes, List<String> words) {
    var script = new StringBuilder("ulimit -c 0; ulimit -f ").append(fileBytes / 512);
    if (processes > 0) {
      script.append("; { ulimit -u %1$d || ulimit -p %1$d; } 2>/dev/null".formatted(processes));
    }
    script.append("; exec \"$@\"");
    var all = new ArrayList<>(List.of("/bin/sh", "-c", script.toString(), "sh"));
    all.addAll(words);
    return all;
  }
}
