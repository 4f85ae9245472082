package dev.breakeven.workspace;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Duration;
import java.util.Optional;

/// A walk through a folder that somebody may be changing: step by step from descriptor to
/// descriptor (see [Pinned]), so that it never leaves the folder, whatever is exchanged meanwhile.
///
/// Its work is bounded in entries, depth and time. Anything named `.git` is left out.
public final class Descent {
  private final Bounds bounds;
  private final Visitor visitor;
  private final long deadline;
  private int entries;
  private Optional<Excess> excess = Optional.empty();

  /// How far a walk goes.
  ///
  /// @param entries the most entries it looks at
  /// @param depth the most folders one within the other
  /// @param time after how long it stops
  public record Bounds(int entries, int depth, Duration time) {}

  /// The bound that stopped a walk.
  public enum Excess {
    /// There are more entries.
    ENTRIES,
    /// Folders lie deeper within each other.
    DEPTH,
    /// It took too long.
    TIME
  }

  /// What an entry is that is neither file nor folder.
  public enum Oddity {
    /// A symbolic link.
    LINK,
    /// A pipe, socket or device.
    SPECIAL,
    /// Something whose name is no UTF-8.
    NAME,
    /// A file or folder that may not be read.
    UNREADABLE
  }

  /// Is shown what there is. Paths are relative to the folder, with `/`.
  public interface Visitor {
    /// A folder; whether to go into it.
    default boolean folder(String path) {
      return true;
    }

    /// A regular file, held.
    void file(String path, Pinned file, BasicFileAttributes attributes) throws IOException;

    /// Something else.
    default void odd(String path, Oddity oddity) {}

    /// Whether there is no need to go on.
    default boolean done() {
      return false;
    }
  }

  private Descent(Bounds bounds, Visitor visitor) {
    this.bounds = bounds;
    this.visitor = visitor;
    deadline = System.nanoTime() + bounds.time().toNanos();
  }

  /// Walks through `folder`, in no particular order.
  ///
  /// @return the bound that stopped it, if one did
  /// @throws IOException if `folder` itself cannot be read, or the visitor throws it
  /// @throws InterruptedException if this thread is interrupted
  public static Optional<Excess> walk(Path folder, Bounds bounds, Visitor visitor)
      throws IOException, InterruptedException {
    var descent = new Descent(bounds, visitor);
    try (Pinned root = Pinned.open(folder)) {
      descent.enter(root, "", 1);
    }
    return descent.excess;
  }

  private void enter(Pinned folder, String prefix, int depth)
      throws IOException, InterruptedException {
    try (var names = Files.newDirectoryStream(folder.path())) {
      for (Path entry : names) {
        if (over() || visitor.done()) {
          return;
        }
        meet(folder, entry.getFileName(), prefix, depth);
      }
    } catch (DirectoryIteratorException e) {
      throw e.getCause();
    }
  }

  private void meet(Pinned folder, Path name, String prefix, int depth)
      throws IOException, InterruptedException {
    if (name.toString().equals(".git")) {
      return;
    }
    Optional<String> text = Pinned.text(name);
    String path = prefix + text.orElseGet(name::toString);
    if (text.isEmpty()) {
      visitor.odd(path, Oddity.NAME);
      return;
    }
    try (Pinned held = folder.child(name)) {
      var attributes = held.attributes();
      if (attributes.isRegularFile()) {
        visitor.file(path, held, attributes);
      } else if (attributes.isDirectory()) {
        below(held, path, depth);
      } else {
        visitor.odd(path, attributes.isSymbolicLink() ? Oddity.LINK : Oddity.SPECIAL);
      }
    } catch (NoSuchFileException e) {
      // It is gone again.
    } catch (AccessDeniedException e) {
      visitor.odd(path, Oddity.UNREADABLE);
    }
  }

  private void below(Pinned folder, String path, int depth)
      throws IOException, InterruptedException {
    if (!visitor.folder(path)) {
      return;
    }
    if (depth >= bounds.depth()) {
      excess = Optional.of(Excess.DEPTH);
      return;
    }
    enter(folder, path + "/", depth + 1);
  }

  private boolean over() throws InterruptedException {
    if (Thread.interrupted()) {
      throw new InterruptedException();
    }
    if (excess.isEmpty() && ++entries > bounds.entries()) {
      excess = Optional.of(Excess.ENTRIES);
    } else if (excess.isEmpty() && System.nanoTime() > deadline) {
      excess = Optional.of(Excess.TIME);
    }
    return excess.isPresent();
  }
}
