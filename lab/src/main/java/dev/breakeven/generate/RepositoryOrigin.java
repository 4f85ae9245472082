package dev.breakeven.generate;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/// Where a repository comes from, pinned: one commit of a git repository, or a folder as it is.
///
/// @param yaml how a pack says it
/// @param said how a person is told
/// @param tag the last tag before it, empty if none is known
record RepositoryOrigin(String yaml, String said, String tag) {
  /// Looks at what a user named.
  ///
  /// @throws IllegalArgumentException if it is neither a folder nor a git repository
  static RepositoryOrigin of(String repository) throws InterruptedException {
    Path folder = local(repository);
    if (!folder.toString().isEmpty() && Files.isDirectory(folder)) {
      String path = folder.toAbsolutePath().normalize().toString();
      if (!Files.exists(folder.resolve(".git"))) {
        return new RepositoryOrigin(
            "{kind: folder, folder: %s}".formatted(PackText.quoted(path)),
            "the folder " + path,
            "");
      }
      return git(path, output(List.of("git", "-C", path, "rev-parse", "HEAD")), tag(path));
    }
    String answer = output(List.of("git", "ls-remote", repository, "HEAD"));
    if (answer.isEmpty()) {
      throw new IllegalArgumentException("expected a repository with a commit, got " + repository);
    }
    return git(repository, answer, "");
  }

  private static Path local(String repository) {
    return repository.contains("://") ? Path.of("") : Path.of(repository);
  }

  private static RepositoryOrigin git(String from, String answer, String tag) {
    String commit = answer.split("\\s", 2)[0];
    return new RepositoryOrigin(
        "{kind: git, from: %s, commit: %s}".formatted(PackText.quoted(from), commit),
        "commit " + commit + " of " + from + "; what is not committed is not in it",
        tag);
  }

  private static String tag(String path) throws InterruptedException {
    try {
      return output(List.of("git", "-C", path, "describe", "--tags", "--abbrev=0"));
    } catch (IllegalArgumentException e) {
      // It has none.
      return "";
    }
  }

  private static String output(List<String> words) throws InterruptedException {
    try {
      Process process = new ProcessBuilder(words).redirectErrorStream(true).start();
      process.getOutputStream().close();
      String output =
          new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
      if (process.waitFor() != 0) {
        throw new IllegalArgumentException(
            "expected a folder or a git repository; " + String.join(" ", words) + ": " + output);
      }
      return output;
    } catch (IOException e) {
      throw new UncheckedIOException("cannot run git; is it installed?", e);
    }
  }
}
