package dev.breakeven.workspace;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributeView;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// Whole folders: copied and deleted without following links.
public final class Folders {
  /// The time of every copied file, so that listings repeat.
  static final FileTime TIME = FileTime.from(Instant.parse("2000-01-01T00:00:00Z"));

  private Folders() {}

  /// Whether this is git's own: `.git` as a folder, or as a file that points to one.
  static boolean isGit(Path path) {
    Path name = path.getFileName();
    return name != null && name.toString().equals(".git");
  }

  /// Deletes `folder` and all in it; nothing happens if it does not exist.
  ///
  /// @throws UncheckedIOException if something remains
  public static void delete(Path folder) {
    if (!Files.exists(folder, LinkOption.NOFOLLOW_LINKS)) {
      return;
    }
    try {
      Files.walkFileTree(folder, new Deletion());
    } catch (IOException e) {
      // A folder that forbids reading or writing, or paths longer than the system takes: rm goes
      // down step by step and has neither trouble.
      deleteByShell(folder);
    }
  }

  private static void deleteByShell(Path folder) {
    try {
      var builder =
          new ProcessBuilder(
                  "/bin/sh", "-c", "chmod -R u+rwX \"$0\"; rm -rf \"$0\"", folder.toString())
              .redirectErrorStream(true);
      builder.environment().clear();
      builder.environment().putAll(Shell.ENVIRONMENT);
      Process process = builder.start();
      byte[] output = process.getInputStream().readAllBytes();
      process.onExit().join();
      if (Files.exists(folder, LinkOption.NOFOLLOW_LINKS)) {
        throw new IOException(new String(output, StandardCharsets.UTF_8).strip());
      }
    } catch (IOException e) {
      throw new UncheckedIOException("cannot delete " + folder + ": " + e.getMessage(), e);
    }
  }

  private static final class Deletion extends SimpleFileVisitor<Path> {
    @Override
    public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
      Files.deleteIfExists(file);
      return FileVisitResult.CONTINUE;
    }

    @Override
    public FileVisitResult postVisitDirectory(Path folder, @Nullable IOException failure)
        throws IOException {
      if (failure != null) {
        throw failure;
      }
      Files.deleteIfExists(folder);
      return FileVisitResult.CONTINUE;
    }
  }

  /// Copies what is in `source` into `target`, which may exist, without anything named `.git`.
  /// Links are copied as links; every file and folder gets the same time.
  static void copy(Path source, Path target) throws IOException {
    Files.walkFileTree(source, new Copy(source, target));
  }

  private static final class Copy extends SimpleFileVisitor<Path> {
    private final Path source;
    private final Path target;

    Copy(Path source, Path target) {
      this.source = source;
      this.target = target;
    }

    private Path counterpart(Path path) {
      return target.resolve(source.relativize(path));
    }

    @Override
    public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes)
        throws IOException {
      if (isGit(folder)) {
        return FileVisitResult.SKIP_SUBTREE;
      }
      Files.createDirectories(counterpart(folder));
      return FileVisitResult.CONTINUE;
    }

    @Override
    public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
      if (!isGit(file)) {
        Path copy = counterpart(file);
        Files.copy(file, copy, LinkOption.NOFOLLOW_LINKS, StandardCopyOption.COPY_ATTRIBUTES);
        Files.getFileAttributeView(copy, BasicFileAttributeView.class, LinkOption.NOFOLLOW_LINKS)
            .setTimes(TIME, null, null);
      }
      return FileVisitResult.CONTINUE;
    }

    @Override
    public FileVisitResult postVisitDirectory(Path folder, @Nullable IOException failure)
        throws IOException {
      if (failure != null) {
        throw failure;
      }
      Files.setLastModifiedTime(counterpart(folder), TIME);
      return FileVisitResult.CONTINUE;
    }
  }
}
