package dev.breakeven.generate;

import java.nio.file.Path;
import java.util.List;

/// What a user wants a pack made of.
///
/// @param repository a folder, or an address that `git clone` understands
/// @param out the pack's folder, made new
/// @param libraries for Java: jars, folders of jars, or Maven coordinates; empty to ask Maven
/// @param environment for Python: where its tools are, as `host`, `root:FOLDER` or `venv:FOLDER`
/// @param seed picks the places of faults
/// @param layout where the repository keeps what, as far as the user says
public record PackRequest(
    String repository,
    Path out,
    List<String> libraries,
    String environment,
    long seed,
    Layout layout) {
  /// Takes an immutable copy.
  public PackRequest {
    libraries = List.copyOf(libraries);
  }

  /// The pack's name: that of its folder.
  String name() {
    return String.valueOf(out.toAbsolutePath().normalize().getFileName());
  }
}
