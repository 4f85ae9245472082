package dev.breakeven.task;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;

/// The files under a folder: listed, copied, read, written. A `.git` folder at its root is no part
/// of it; links are listed, never followed.
public final class FileTree {
  private FileTree() {}

  /// The paths of all files and links under `root`, relative to it with `/`, sorted.
  public static List<String> files(Path root) {
    List<String> files = new ArrayList<>();
    try {
      Files.walkFileTree(
          root,
          new SimpleFileVisitor<Path>() {
            @Override
            public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) {
              return folder.equals(root.resolve(".git"))
                  ? FileVisitResult.SKIP_SUBTREE
                  : FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
              files.add(root.relativize(file).toString().replace('\\', '/'));
              return FileVisitResult.CONTINUE;
            }
          });
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    files.sort(null);
    return files;
  }

  /// Copies all regular files under `from` to `to`.
  public static void copy(Path from, Path to) {
    for (String path : files(from)) {
      if (Files.isRegularFile(from.resolve(path), java.nio.file.LinkOption.NOFOLLOW_LINKS)) {
        copyFile(from.resolve(path), to.resolve(path));
      }
    }
  }

  /// Copies one file, making its folder, replacing what is there.
  public static void copyFile(Path from, Path to) {
    try {
      createParent(to);
      Files.copy(from, to, StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// Writes one file, making its folder, replacing what is there.
  public static void write(Path file, String text) {
    try {
      createParent(file);
      Files.writeString(file, text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// The text of a file.
  public static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void createParent(Path file) throws IOException {
    Path parent = file.getParent();
    if (parent != null) {
      Files.createDirectories(parent);
    }
  }
}
