package dev.breakeven.workspace;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.channels.ClosedByInterruptException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/// The files of a folder by content, at one moment. Links are not followed; anything named `.git`
/// and empty folders do not count.
///
/// @param entries what is there, by path relative to the folder with `/` between names
public record Tree(SortedMap<String, Entry> entries) {
  /// Takes an immutable copy.
  public Tree {
    entries = Collections.unmodifiableSortedMap(new TreeMap<>(entries));
  }

  /// Something in a folder that is no folder.
  public sealed interface Entry {
    /// A regular file.
    ///
    /// @param sha256 its content's digest, 64 lower-case hexadecimal digits
    /// @param executable whether its owner may execute it
    record Content(String sha256, boolean executable) implements Entry {}

    /// A symbolic link.
    ///
    /// @param target what it says, unresolved
    record Link(String target) implements Entry {}

    /// A pipe, socket, device, or a file or folder that cannot be read.
    record Unreadable() implements Entry {}
  }

  /// The difference between two trees, as relative paths in order.
  ///
  /// @param added what only the later tree has
  /// @param changed what both have with other content, kind or executability
  /// @param deleted what only the earlier tree has
  public record Changes(List<String> added, List<String> changed, List<String> deleted) {
    /// Takes immutable copies.
    public Changes {
      added = List.copyOf(added);
      changed = List.copyOf(changed);
      deleted = List.copyOf(deleted);
    }

    /// Whether the trees are equal.
    public boolean none() {
      return added.isEmpty() && changed.isEmpty() && deleted.isEmpty();
    }
  }

  /// Reads `folder`.
  ///
  /// @throws UncheckedIOException if the folder itself cannot be read
  public static Tree of(Path folder) {
    var reading = new Reading(folder);
    try {
      Files.walkFileTree(folder, reading);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read the files of " + folder, e);
    }
    return new Tree(reading.found);
  }

  /// What happened since `before`.
  public Changes changesSince(Tree before) {
    List<String> added =
        entries.keySet().stream().filter(path -> !before.entries.containsKey(path)).toList();
    List<String> changed =
        entries.entrySet().stream()
            .filter(entry ->
                before.entries.containsKey(entry.getKey())
                    && !entry.getValue().equals(before.entries.get(entry.getKey())))
            .map(Map.Entry::getKey)
            .toList();
    List<String> deleted =
        before.entries.keySet().stream().filter(path -> !entries.containsKey(path)).toList();
    return new Changes(added, changed, deleted);
  }

  private static final class Reading extends SimpleFileVisitor<Path> {
    private final Path root;
    private final SortedMap<String, Entry> found = new TreeMap<>();

    Reading(Path root) {
      this.root = root;
    }

    @Override
    public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) {
      return Folders.isGit(folder) && !folder.equals(root)
          ? FileVisitResult.SKIP_SUBTREE
          : FileVisitResult.CONTINUE;
    }

    @Override
    public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
      if (!Folders.isGit(file)) {
        found.put(name(file), read(file, attributes));
      }
      return FileVisitResult.CONTINUE;
    }

    @Override
    public FileVisitResult visitFileFailed(Path file, IOException failure) throws IOException {
      if (file.equals(root)) {
        throw failure;
      }
      found.put(name(file), new Entry.Unreadable());
      return FileVisitResult.CONTINUE;
    }

    private String name(Path file) {
      return root.relativize(file).toString();
    }

    private static Entry read(Path file, BasicFileAttributes attributes) {
      try {
        if (attributes.isSymbolicLink()) {
          return new Entry.Link(Files.readSymbolicLink(file).toString());
        }
        return attributes.isRegularFile()
            ? new Entry.Content(digest(file), Files.isExecutable(file))
            : new Entry.Unreadable();
      } catch (ClosedByInterruptException e) {
        throw new UncheckedIOException("interrupted while reading " + file, e);
      } catch (IOException e) {
        return new Entry.Unreadable();
      }
    }

    private static String digest(Path file) throws IOException {
      try (InputStream in = new DigestInputStream(Files.newInputStream(file), sha256())) {
        in.transferTo(OutputStream.nullOutputStream());
        return HexFormat.of().formatHex(((DigestInputStream) in).getMessageDigest().digest());
      }
    }

    private static MessageDigest sha256() {
      try {
        return MessageDigest.getInstance("SHA-256");
      } catch (NoSuchAlgorithmException e) {
        throw new IllegalStateException("every Java platform has SHA-256", e);
      }
    }
  }
}
