package dev.breakeven.workspace;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Makes a fresh folder a git repository with one commit of everything in it.
///
/// Author, date, branch and message are fixed and no settings of this machine or user are read, so
/// equal trees give equal commit ids.
final class SingleCommit {
  private static final Duration LIMIT = Duration.ofMinutes(5);

  /// No template, hence no hooks; no log of what the branch pointed to; ignored files are committed
  /// too; nothing is left running.
  private static final String SCRIPT =
      """
      set -e
      git init -q --template=
      git symbolic-ref HEAD refs/heads/main
      git config user.name agent
      git config user.email agent@localhost
      git config gc.auto 0
      git add --all --force
      git -c core.logAllRefUpdates=false commit -q --allow-empty --no-verify -m "Initial state"
      rm -f .git/COMMIT_EDITMSG
      """;

  private static final Map<String, String> VARIABLES =
      Map.ofEntries(
          Map.entry("HOME", "/nonexistent"),
          Map.entry("LANG", "C.UTF-8"),
          Map.entry("GIT_CONFIG_NOSYSTEM", "1"),
          Map.entry("GIT_CONFIG_GLOBAL", "/dev/null"),
          Map.entry("GIT_AUTHOR_NAME", "Breakeven"),
          Map.entry("GIT_AUTHOR_EMAIL", "breakeven@localhost"),
          Map.entry("GIT_AUTHOR_DATE", "2000-01-01T00:00:00Z"),
          Map.entry("GIT_COMMITTER_NAME", "Breakeven"),
          Map.entry("GIT_COMMITTER_EMAIL", "breakeven@localhost"),
          Map.entry("GIT_COMMITTER_DATE", "2000-01-01T00:00:00Z"));

  private SingleCommit() {}

  /// Commits all of `folder`, in which only we have written so far.
  ///
  /// @throws IOException if git is absent or fails; the message carries its words
  static void make(Path folder) throws IOException, InterruptedException {
    var builder = new ProcessBuilder("/bin/sh", "-c", SCRIPT).directory(folder.toFile());
    builder.environment().clear();
    builder.environment().putAll(VARIABLES);
    builder
        .environment()
        .put("PATH", Optional.ofNullable(System.getenv("PATH")).orElse("/usr/bin:/bin"));
    Finished finished =
        new Execution(
                builder,
                new byte[0],
                Execution::killAlone,
                new Watch(CommandLimits.AMPLE, List.of()))
            .run(LIMIT);
    if (finished.exitCode() != 0) {
      throw new IOException(
          "expected git to commit a fresh workspace, it ended with exit code %d: %s"
              .formatted(finished.exitCode(), finished.output().strip()));
    }
  }
}
