package dev.breakeven.workspace;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;

/// A place in a workspace, held from the top folder down, so that what is done there is done there,
/// whatever a process of the agent exchanges meanwhile.
public final class Place implements AutoCloseable {
  private final String name;
  private final Deque<Pinned> held = new ArrayDeque<>();
  private final List<Path> missing = new ArrayList<>();

  private Place(String name) {
    this.name = name;
  }

  /// Takes hold of `path`, which lies in `root` and has no link in it, as far as it exists.
  ///
  /// @throws PathRefused if there is a link by now, or a file where a folder must be
  static Place of(Path root, Path path, String name) throws IOException {
    var place = new Place(name);
    try {
      place.held.push(Pinned.open(root));
      for (Path next : path.equals(root) ? List.<Path>of() : root.relativize(path)) {
        place.enter(next);
      }
      if (place.missing.isEmpty() && place.top().attributes().isSymbolicLink()) {
        throw place.refused("it became a link meanwhile");
      }
      return place;
    } catch (IOException | RuntimeException e) {
      place.close();
      throw e;
    }
  }

  private void enter(Path next) throws IOException {
    if (!missing.isEmpty()) {
      missing.add(next);
      return;
    }
    if (top().attributes().isSymbolicLink()) {
      throw refused("a folder on the way became a link meanwhile");
    }
    try {
      held.push(top().child(next));
    } catch (NoSuchFileException e) {
      missing.add(next);
    }
  }

  private Pinned top() {
    return held.getFirst();
  }

  private PathRefused refused(String reason) {
    return new PathRefused(
        "expected a path inside %s, got '%s': %s".formatted(Workspace.INSIDE, name, reason));
  }

  /// How commands see it: `/workspace/src/A.java`.
  public String name() {
    return name;
  }

  /// What is there.
  public Optional<Pinned> found() {
    return missing.isEmpty() ? Optional.of(top()) : Optional.empty();
  }

  /// A path at which a file can be made, once the folders above it are, which this does.
  ///
  /// @throws FileAlreadyExistsException if something is there
  public Path free() throws IOException {
    if (missing.isEmpty()) {
      throw new FileAlreadyExistsException(name, null, "it exists");
    }
    while (missing.size() > 1) {
      Path folder = missing.removeFirst();
      try {
        Files.createDirectory(top().path().resolve(folder));
      } catch (FileAlreadyExistsException e) {
        // Somebody else made it; what it is shows when it is entered.
      }
      held.push(top().child(folder));
      if (!top().attributes().isDirectory()) {
        throw refused("a folder on the way became something else meanwhile");
      }
    }
    return top().path().resolve(missing.getFirst());
  }

  @Override
  public void close() {
    held.forEach(Pinned::close);
  }
}
