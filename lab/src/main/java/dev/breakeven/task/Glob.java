package dev.breakeven.task;

import java.nio.file.FileSystems;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.util.List;

/// A set of paths given by globs, in Java's own syntax: `*` stays in a folder, `**` crosses them.
public final class Glob {
  private final List<PathMatcher> matchers;

  /// Reads globs of paths relative to a repository.
  ///
  /// @throws java.util.regex.PatternSyntaxException if one is malformed
  public Glob(List<String> globs) {
    matchers =
        globs.stream()
            .map(glob -> FileSystems.getDefault().getPathMatcher("glob:" + glob))
            .toList();
  }

  /// Whether one of the globs matches `path`, relative to the repository.
  public boolean matches(String path) {
    Path asPath = Path.of(path);
    return matchers.stream().anyMatch(matcher -> matcher.matches(asPath));
  }
}
