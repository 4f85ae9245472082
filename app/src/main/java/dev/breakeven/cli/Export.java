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
  /// @throws UserError if there is no such format
  static Export of(String format, Path folder) {
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
    return new Export(wanted, folder);
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
