package dev.breakeven.cli;

import java.nio.file.Files;
import java.nio.file.Path;

/// Where the program's own files are: packs, examples, jars that the build fetched.
final class Home {
  private Home() {}

  /// The project's root, which the launcher names.
  static Path folder() {
    var home = System.getProperty("breakeven.home");
    if (home == null || !Files.isDirectory(Path.of(home, "packs"))) {
      throw new UserError(
          "expected the property breakeven.home to name the project's folder, got "
              + home
              + "; start the program with ./breakeven");
    }
    return Path.of(home);
  }
}
