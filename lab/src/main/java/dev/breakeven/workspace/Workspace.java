package dev.breakeven.workspace;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;

/// A folder an agent works in: a copy of a source tree, and a git repository with one commit that
/// holds exactly that tree, so that git can undo nothing that was done to the source before.
///
/// Equal sources give equal commit ids and equal file times, so that what commands print repeats.
/// Once an agent was here, nothing of ours runs git in the folder again: its settings and hooks are
/// the agent's. Commands see the folder as [#INSIDE].
public final class Workspace implements AutoCloseable {
  /// The folder's path as commands see it.
  public static final String INSIDE = "/workspace";

  private final Path source;
  private final Path folder;

  private Workspace(Path source, Path folder) {
    this.source = source;
    this.folder = folder;
  }

  /// Copies `source`, without any `.git` in it, to `folder`, which must not exist or be empty, and
  /// commits it. `source` is read again at every [#reset].
  ///
  /// @throws IllegalArgumentException if `source` is no folder, or `folder` is not empty or lies in
  ///   `source`
  /// @throws UncheckedIOException if copying or git fails
  /// @throws InterruptedException if this thread is interrupted; the folder may be half made
  public static Workspace create(Path source, Path folder) throws InterruptedException {
    if (!Files.isDirectory(source)) {
      throw new IllegalArgumentException("expected a folder to copy, found none at " + source);
    }
    try {
      Files.createDirectories(folder);
      try (var entries = Files.list(folder)) {
        if (entries.findAny().isPresent()) {
          throw new IllegalArgumentException(
              "expected an absent or empty folder for a workspace, got " + folder);
        }
      }
      var workspace = new Workspace(source.toRealPath(), folder.toRealPath());
      if (workspace.folder.startsWith(workspace.source)) {
        throw new IllegalArgumentException(
            "expected a folder for a workspace outside its source %s, got %s"
                .formatted(source, folder));
      }
      workspace.fill();
      return workspace;
    } catch (IOException e) {
      throw new UncheckedIOException("cannot make a workspace at " + folder, e);
    }
  }

  /// Its real path on this machine.
  public Path folder() {
    return folder;
  }

  /// It as a mount that commands may write to.
  public Command.Mount mount() {
    return new Command.Mount(folder, INSIDE, true);
  }

  /// Where a path given by a model leads: relative to the workspace, or absolute as seen inside.
  /// Links are followed as a command inside would follow them. The place need not exist, but it is
  /// no link and lies in the workspace's folder; its parent is a real folder where it exists.
  ///
  /// @throws PathRefused if it leads out, through `..`, or over a link to nowhere
  Path resolve(String path) {
    return Confinement.resolve(folder, path);
  }

  /// Takes hold of the place that a path given by a model leads to, as [#resolve] finds it. From
  /// then on it is that place, though commands run in the workspace.
  ///
  /// @throws PathRefused if it leads out, through `..`, or over a link to nowhere
  /// @throws IOException if the file system refuses
  public Place reach(String path) throws IOException {
    Path found = resolve(path);
    return Place.of(folder, found, inside(found));
  }

  /// How commands see a path of this machine that lies in the workspace: `/workspace/src`.
  public String inside(Path path) {
    Path relative = folder.relativize(path);
    return relative.toString().isEmpty() ? INSIDE : INSIDE + "/" + relative;
  }

  /// What files it holds now.
  public Tree tree() {
    return Tree.of(folder);
  }

  /// Makes it anew from the source tree. Nothing an agent left is trusted or kept, `.git` included.
  ///
  /// @throws UncheckedIOException if deleting, copying or git fails
  /// @throws InterruptedException if this thread is interrupted; the folder is then half made
  public void reset() throws InterruptedException {
    Folders.delete(folder);
    fill();
  }

  private void fill() throws InterruptedException {
    try {
      Files.createDirectories(folder);
      if (Files.isSymbolicLink(folder) || !Files.isDirectory(folder, LinkOption.NOFOLLOW_LINKS)) {
        throw new IOException("expected a folder, found something else");
      }
      Folders.copy(source, folder);
      SingleCommit.make(folder);
      Files.setLastModifiedTime(folder, Folders.TIME);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot fill the workspace at " + folder, e);
    }
  }

  /// Deletes the folder.
  ///
  /// @throws UncheckedIOException if it cannot be deleted
  @Override
  public void close() {
    Folders.delete(folder);
  }
}
