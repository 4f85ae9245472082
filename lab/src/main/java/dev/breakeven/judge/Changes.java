package dev.breakeven.judge;

import dev.breakeven.task.FileTree;
import dev.breakeven.task.Glob;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/// What is different in a copy of the prepared files. Both are ours: nothing changes them
/// meanwhile.
///
/// @param added paths of files that were not there
/// @param changed paths of files with other bytes
/// @param deleted paths of files that are gone
record Changes(List<String> added, List<String> changed, List<String> deleted) {
  static Changes between(Path tree, Path copy, Glob ignored) {
    List<String> added = new ArrayList<>();
    List<String> changed = new ArrayList<>();
    List<String> deleted = new ArrayList<>();
    List<String> before = files(tree, ignored);
    List<String> after = files(copy, ignored);
    Set<String> known = new HashSet<>(before);
    for (String path : after) {
      if (!known.remove(path)) {
        added.add(path);
      } else if (!same(tree.resolve(path), copy.resolve(path))) {
        changed.add(path);
      }
    }
    before.stream().filter(known::contains).forEach(deleted::add);
    return new Changes(added, changed, deleted);
  }

  /// Every path, in order.
  List<String> all() {
    List<String> all = new ArrayList<>(added);
    all.addAll(changed);
    all.addAll(deleted);
    all.sort(null);
    return all;
  }

  private static List<String> files(Path root, Glob ignored) {
    return FileTree.files(root).stream().filter(path -> !ignored.matches(path)).toList();
  }

  private static boolean same(Path before, Path after) {
    try {
      return Files.isRegularFile(after, LinkOption.NOFOLLOW_LINKS)
          && Files.mismatch(before, after) < 0;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
