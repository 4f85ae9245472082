package dev.breakeven.workspace;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The two names of a mount: its path on this machine and its path as a command sees it.
///
/// Only whole path names are replaced: `/workspace` in `cd /workspace/src`, not in `old/workspace`
/// or `/workspace2`.
final class Labels {
  private final List<Pair> pairs;

  private record Pair(String outside, String inside) {}

  private Labels(List<Pair> pairs) {
    this.pairs = pairs;
  }

  /// The names of `mounts`.
  ///
  /// @throws UncheckedIOException if one of them does not exist
  static Labels of(List<Command.Mount> mounts) {
    var pairs = new ArrayList<Pair>();
    for (Command.Mount mount : mounts) {
      if (!Files.exists(mount.outside())) {
        throw new UncheckedIOException(
            new IOException(
                "expected a file or folder to mount at %s, found nothing at %s"
                    .formatted(mount.inside(), mount.outside())));
      }
      Path absolute = mount.outside().toAbsolutePath().normalize();
      pairs.add(new Pair(absolute.toString(), mount.inside()));
      Path real = real(absolute);
      if (!real.equals(absolute)) {
        pairs.add(new Pair(real.toString(), mount.inside()));
      }
    }
    return new Labels(List.copyOf(pairs));
  }

  private static Path real(Path path) {
    try {
      return path.toRealPath();
    } catch (IOException e) {
      throw new UncheckedIOException("cannot find where " + path + " leads", e);
    }
  }

  /// Replaces paths of this machine by those a command sees, longest first.
  String inside(String text) {
    String result = text;
    for (Pair pair : sorted(Comparator.comparingInt(p -> -p.outside().length()))) {
      result = replace(result, pair.outside(), pair.inside());
    }
    return result;
  }

  /// Replaces paths that a command would see by those of this machine, longest first.
  String outside(String text) {
    String result = text;
    for (Pair pair : sorted(Comparator.comparingInt(p -> -p.inside().length()))) {
      result = replace(result, pair.inside(), pair.outside());
    }
    return result;
  }

  private List<Pair> sorted(Comparator<Pair> order) {
    return pairs.stream().filter(p -> !p.outside().equals(p.inside())).sorted(order).toList();
  }

  private static String replace(String text, String path, String by) {
    if (!text.contains(path)) {
      return text;
    }
    return Pattern.compile("(?<![\\w./-])" + Pattern.quote(path) + "(?![\\w-]|\\.\\w)")
        .matcher(text)
        .replaceAll(Matcher.quoteReplacement(by));
  }
}
