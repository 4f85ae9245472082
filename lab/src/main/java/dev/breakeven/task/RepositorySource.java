package dev.breakeven.task;

import java.nio.file.Path;
import java.util.List;

/// Where a pack's repository comes from.
public sealed interface RepositorySource {
  /// Files taken out of jars, which the build puts beside the pack.
  ///
  /// @param takes what is taken, in this order
  record Jars(List<Take> takes) implements RepositorySource {
    /// Takes an immutable copy.
    public Jars {
      takes = List.copyOf(takes);
    }
  }

  /// A copy of a folder, without its `.git`.
  record Folder(Path folder) implements RepositorySource {}

  /// One commit of a git repository.
  ///
  /// @param from a path or an address that `git clone` understands
  /// @param commit the full or abbreviated commit id
  record Git(String from, String commit) implements RepositorySource {}

  /// A repository and files that stand in its tree although it does not hold them, as a build makes
  /// them.
  ///
  /// @param repository where the rest comes from
  /// @param added a folder with those files
  record Completed(RepositorySource repository, Path added) implements RepositorySource {}

  /// Some entries of one jar.
  ///
  /// @param jar which jar
  /// @param entries a glob over the names of its entries
  /// @param strip a prefix removed from each name
  /// @param to the folder of the repository they go to, empty for its root
  record Take(Coordinate jar, String entries, String strip, String to) {}
}
