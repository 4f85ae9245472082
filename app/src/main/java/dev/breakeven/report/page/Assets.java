package dev.breakeven.report.page;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/// What stands in the page as it is: our own style sheet and script.
///
/// @param style the style sheet
/// @param script the script
record Assets(String style, String script) {

  /// Those that come with the program.
  static Assets bundled() {
    return new Assets(resource("report.css"), resource("report.js"));
  }

  private static String resource(String name) {
    try (var in = Assets.class.getResourceAsStream(name)) {
      if (in == null) {
        throw new IllegalStateException("the program was built without " + name);
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
