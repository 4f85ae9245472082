package dev.breakeven.cli;

import dev.breakeven.export.Format;
import dev.breakeven.trace.Trace;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/// Sessions written to a folder, a file each. Nothing that is there is touched: the folder must be
/// new or empty, and no file is written twice.
final class Export {
  private static final int LONGEST_NAME = 80;

  private final Format format;
  private final Path folder;
  private final Set<String> files = new HashSet<>();
  private final Set<String> sessions = new HashSet<>();
  private long calls;

  private Export(Format format, Path folder) {
    this.format = format;
    this.folder = folder;
  }

  /// To `folder`, in the format that users call `format`.
  ///
  /// @throws UserError if there is no such format, or there is something in the folder
  static Export of(String format, Path folder) throws IOException {
    Format wanted =
        Arrays.stream(Format.values())
            .filter(one -> one.key().equals(format))
            .findFirst()
            .orElseThrow(() ->
                new UserError(
                    "expected --export to be one of "
                        + Arrays.stream(Format.values())
                            .map(Format::key)
                            .collect(Collectors.joining(", "))
                        + ", got "
                        + format));
    if (Files.exists(folder)) {
      if (!Files.isDirectory(folder)) {
        throw new UserError("expected --to to name a folder, got the file " + folder);
      }
      try (var there = Files.list(folder)) {
        if (there.findAny().isPresent()) {
          throw new UserError(
              "expected --to to name a new or an empty folder; there is something in "
                  + folder
                  + ", and nothing was written");
        }
      }
    }
    return new Export(wanted, folder);
  }

  /// Makes sure that what is written to `folder` will not be read as further sessions next time.
  ///
  /// @throws UserError if it lies within one of `read`
  static void requireOutside(Path folder, List<Path> read) {
    Path at = folder.toAbsolutePath().normalize();
    for (Path path : read) {
      if (at.startsWith(path.toAbsolutePath().normalize())) {
        throw new UserError(
            "expected --to to name a folder outside of "
                + path
                + ", which is read: the next audit would count its sessions twice; got "
                + folder);
      }
    }
  }

  /// Writes `trace`.
  ///
  /// @throws UncheckedIOException if that fails
  void add(Trace trace) {
    String label = trace.labels().getOrDefault("session", "session");
    String session = label;
    for (int i = 2; !sessions.add(session); i++) {
      session = label + " " + i;
    }
    try {
      Files.createDirectories(folder);
      Path file = folder.resolve(name(session));
      try (var out =
          Files.newBufferedWriter(file, StandardCharsets.UTF_8, StandardOpenOption.CREATE_NEW)) {
        format.write(trace, session, out);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    calls += trace.calls().size();
  }

  /// A name that any file system takes, and that no other session's file has.
  private String name(String session) {
    String safe = session.replaceAll("[^A-Za-z0-9._-]+", "-").replaceAll("^[.-]+|[.-]+$", "");
    safe = safe.length() > LONGEST_NAME ? safe.substring(0, LONGEST_NAME) : safe;
    safe = safe.isEmpty() ? "session" : safe;
    String name = safe;
    for (int i = 2; !files.add(name.toLowerCase(Locale.ROOT)); i++) {
      name = safe + "-" + i;
    }
    return name + format.suffix();
  }

  /// How many sessions were written.
  int written() {
    return sessions.size();
  }

  /// What was written, and what the format does not hold.
  String text() {
    return String.format(
        Locale.ROOT,
        "Wrote %,d session%s with %,d calls to %s, a file each, as %s.%n%s%n",
        sessions.size(),
        sessions.size() == 1 ? "" : "s",
        calls,
        folder,
        format.title(),
        format.limits());
  }
}
