package dev.breakeven.workspace;

import com.github.difflib.DiffUtils;
import com.github.difflib.UnifiedDiffUtils;
import com.github.difflib.patch.DeltaType;
import com.github.difflib.patch.Patch;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/// What was done to the files of a folder, as a unified diff against the tree it was copied from.
///
/// Computed by us and not by git: the folder's settings and hooks are the agent's. Links are not
/// followed.
///
/// @param files the files that differ, in order of their paths
public record FolderDiff(List<File> files) {
  private static final long LARGEST = 1L << 20;
  private static final int CONTEXT = 3;

  /// Takes an immutable copy.
  public FolderDiff {
    files = List.copyOf(files);
  }

  /// A file that differs.
  ///
  /// @param path relative to the folder
  /// @param added lines that are new
  /// @param removed lines that are gone
  /// @param text the unified diff, or a sentence where the file is no text of at most 1 MiB
  public record File(String path, int added, int removed, String text) {}

  /// What differs between `base` and `folder` now, of the paths that `counts` lets pass.
  public static FolderDiff between(Path base, Path folder, Predicate<String> counts) {
    var changes = Tree.of(folder).changesSince(Tree.of(base));
    var paths = new TreeSet<>(changes.added());
    paths.addAll(changes.changed());
    paths.addAll(changes.deleted());
    return new FolderDiff(
        paths.stream()
            .filter(counts)
            .map(path -> file(path, base.resolve(path), folder.resolve(path)))
            .toList());
  }

  /// All of it as one text; empty where nothing differs.
  public String text() {
    return files.stream().map(File::text).collect(Collectors.joining("\n"));
  }

  private static File file(String path, Path before, Path after) {
    var old = lines(before);
    var now = lines(after);
    if (old.isEmpty() || now.isEmpty()) {
      return new File(path, 0, 0, "# " + path + " differs and is no text that can be shown");
    }
    Patch<String> patch = DiffUtils.diff(old.get(), now.get());
    int added = 0;
    int removed = 0;
    for (var delta : patch.getDeltas()) {
      if (delta.getType() != DeltaType.EQUAL) {
        added += delta.getTarget().size();
        removed += delta.getSource().size();
      }
    }
    var text =
        String.join(
            "\n",
            UnifiedDiffUtils.generateUnifiedDiff(
                "a/" + path, "b/" + path, old.get(), patch, CONTEXT));
    return new File(
        path, added, removed, text.isEmpty() ? "# " + path + " changed its mode" : text);
  }

  /// The lines of the text at `path`: none where nothing is there, empty where it is no text.
  private static Optional<List<String>> lines(Path path) {
    try {
      if (Files.notExists(path, LinkOption.NOFOLLOW_LINKS)) {
        return Optional.of(List.of());
      }
      if (Files.isSymbolicLink(path) || !Files.isRegularFile(path) || Files.size(path) > LARGEST) {
        return Optional.empty();
      }
      var decoded =
          StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(Files.readAllBytes(path)));
      return Optional.of(new ArrayList<>(decoded.toString().lines().toList()));
    } catch (IOException e) {
      // No UTF-8, or unreadable: what an agent may leave behind, and no reason to end a trial.
      return Optional.empty();
    }
  }
}
