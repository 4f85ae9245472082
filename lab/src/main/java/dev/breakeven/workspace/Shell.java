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

  /// What the shell before a confined command writes first.
  static final String STARTED = "started\n";

  private Shell() {}

  /// `words` run in the place of the shell that set limits: the size of a file in bytes, no core
  /// files.
  static List<String> limited(long fileBytes, List<String> words) {
    return script(fileLimit(fileBytes) + "; exec \"$@\"", words);
  }

  /// `words` run as a child of the shell that set limits: the size of a file in bytes, the number
  /// of processes, no core files. The shell first writes [#STARTED] and ends with the exit code of
  /// `words`. Dash calls the number of processes `-p`, bash `-u`.
  static List<String> limited(long fileBytes, int processes, List<String> words) {
    return script(
        "echo started; "
            + fileLimit(fileBytes)
            + "; { ulimit -u %1$d || ulimit -p %1$d; } 2>/dev/null; \"$@\"; exit $?"
                .formatted(processes),
        words);
  }

  /// A POSIX shell counts a file's size in blocks of 512 bytes.
  private static String fileLimit(long bytes) {
    return "ulimit -c 0; ulimit -f " + bytes / 512;
  }

  private static List<String> script(String script, List<String> words) {
    var all = new ArrayList<>(List.of("/bin/sh", "-c", script, "sh"));
    all.addAll(words);
    return all;
  }
}
