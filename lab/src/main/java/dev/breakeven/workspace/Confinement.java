package dev.breakeven.workspace;

import static java.util.Objects.requireNonNullElse;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotLinkException;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/// One walk from the workspace's folder along a given path, following links the way a command
/// inside would, and never leaving.
///
/// The walk is our own since a link's absolute target names a path as seen inside, which this
/// machine's file system would look up elsewhere.
final class Confinement {
  /// As many as Linux follows (path_resolution(7)).
  private static final int MOST_LINKS = 40;

  private final Path root;
  private final String given;
  private final Deque<Step> ahead = new ArrayDeque<>();
  private Path at;
  private int links;

  /// A name to enter next.
  ///
  /// @param name one path element
  /// @param fromLink whether it stands in a link's target: then it must exist
  private record Step(String name, boolean fromLink) {}

  private Confinement(Path root, String given) {
    this.root = root;
    this.given = given;
    at = root;
  }

  /// The place under `root`, a real path, that `given` names; it need not exist.
  ///
  /// @throws PathRefused if it leads elsewhere or cannot be a path
  static Path resolve(Path root, String given) {
    return new Confinement(root, given).walk();
  }

  private Path walk() {
    List<String> names = names(stripped(given));
    if (names.contains("..")) {
      throw refused("it contains '..'; name the place from the top of the workspace");
    }
    names.forEach(name -> ahead.addLast(new Step(name, false)));
    try {
      while (!ahead.isEmpty()) {
        enter(ahead.removeFirst());
      }
    } catch (NotLinkException | NoSuchFileException e) {
      throw refused("it changes while it is looked at");
    } catch (IOException e) {
      throw new UncheckedIOException("cannot follow " + given, e);
    } catch (InvalidPathException e) {
      throw refused("it cannot be a file's name: " + e.getReason());
    }
    return at;
  }

  private void enter(Step step) throws IOException {
    if (step.name().equals("..")) {
      if (at.equals(root)) {
        throw refused("it leads through a link out of the workspace");
      }
      at = requireNonNullElse(at.getParent(), root);
      return;
    }
    Path next = at.resolve(step.name());
    if (Files.isSymbolicLink(next)) {
      follow(next);
    } else if (step.fromLink() && !Files.exists(next, LinkOption.NOFOLLOW_LINKS)) {
      throw refused("it leads through a link to a place that does not exist");
    } else {
      at = next;
    }
  }

  private void follow(Path link) throws IOException {
    if (++links > MOST_LINKS) {
      throw refused("it leads through more than " + MOST_LINKS + " links");
    }
    String target = Files.readSymbolicLink(link).toString();
    if (target.startsWith("/")) {
      if (!isInside(target)) {
        throw refused("it leads through a link out of the workspace");
      }
      at = root;
      target = target.substring(Workspace.INSIDE.length());
    }
    names(target).reversed().forEach(name -> ahead.addFirst(new Step(name, true)));
  }

  private String stripped(String path) {
    if (path.isBlank()) {
      throw refused("it is empty");
    }
    if (path.indexOf('\0') >= 0) {
      throw refused("it cannot be a file's name: Nul character not allowed");
    }
    if (!path.startsWith("/")) {
      return path;
    }
    if (!isInside(path)) {
      throw refused("it is absolute and not under " + Workspace.INSIDE);
    }
    return path.substring(Workspace.INSIDE.length());
  }

  private static boolean isInside(String path) {
    return path.equals(Workspace.INSIDE) || path.startsWith(Workspace.INSIDE + "/");
  }

  private static List<String> names(String path) {
    return List.of(path.split("/")).stream()
        .filter(name -> !name.isEmpty() && !name.equals("."))
        .toList();
  }

  private PathRefused refused(String reason) {
    return new PathRefused(
        "expected a path inside %s, got '%s': %s".formatted(Workspace.INSIDE, given, reason));
  }
}
