package dev.breakeven.task;

/// A jar's Maven coordinate: `group:artifact:version` or `group:artifact:version:classifier`.
public record Coordinate(String group, String artifact, String version, String classifier) {
  /// Reads a coordinate.
  ///
  /// @throws IllegalArgumentException if it has fewer than three or more than four parts
  public static Coordinate parse(String text) {
    String[] parts = text.split(":", -1);
    if (parts.length < 3 || parts.length > 4) {
      throw new IllegalArgumentException(
          "expected group:artifact:version or group:artifact:version:classifier, found " + text);
    }
    return new Coordinate(parts[0], parts[1], parts[2], parts.length == 4 ? parts[3] : "");
  }

  /// The jar's file name, as Maven's own tools write it.
  public String fileName() {
    return artifact + "-" + version + (classifier.isEmpty() ? "" : "-" + classifier) + ".jar";
  }
}
