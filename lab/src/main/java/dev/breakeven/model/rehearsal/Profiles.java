package dev.breakeven.model.rehearsal;

import dev.breakeven.yaml.FileText;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;

/// Where profiles come from: three that are bundled, and files of the user's own.
public final class Profiles {
  /// The names of the bundled profiles.
  public static final List<String> NAMES = List.of("opus-like", "haiku-like", "small-local-like");

  private Profiles() {}

  /// The bundled profile `name`.
  ///
  /// @throws IllegalArgumentException if there is none of that name
  public static Profile bundled(String name) {
    if (!NAMES.contains(name)) {
      throw new IllegalArgumentException(
          "expected a bundled profile, one of " + String.join(", ", NAMES) + ", got " + name);
    }
    String file = name + ".yaml";
    try (InputStream in = Profiles.class.getResourceAsStream(file)) {
      if (in == null) {
        throw new IllegalStateException("the bundled profile " + file + " is missing");
      }
      return ProfileFile.read(new String(in.readAllBytes(), StandardCharsets.UTF_8), file);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read the bundled profile " + file, e);
    }
  }

  /// The profile in the YAML file `path`.
  ///
  /// @throws IllegalArgumentException if the file cannot be read or is no profile; the message says
  ///   where and what was expected
  public static Profile read(Path path) {
    return ProfileFile.read(FileText.read(path, "profile"), path.toString());
  }
}
