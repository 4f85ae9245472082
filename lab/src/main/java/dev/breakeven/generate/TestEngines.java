package dev.breakeven.generate;

import dev.breakeven.task.Coordinate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// What the JUnit platform needs to run the tests of a project whose build tool brings it along by
/// itself: an engine for the tests it has, and the launcher.
final class TestEngines {
  /// The release whose jars come with the program.
  private static final String SHIPPED = "5.14.1";

  private static final String JUPITER = "org.junit.jupiter";
  private static final String PLATFORM = "org.junit.platform";

  private TestEngines() {}

  /// The coordinates that are missing.
  ///
  /// @param there versions by artifact
  static List<Coordinate> missing(Map<String, String> there) {
    List<Coordinate> missing = new ArrayList<>();
    Optional<String> jupiter =
        Optional.ofNullable(there.get("junit-jupiter-engine"))
            .or(() -> Optional.ofNullable(there.get("junit-jupiter-api")));
    String release =
        jupiter
            .or(() -> Optional.ofNullable(there.get("junit-vintage-engine")))
            .or(() -> Optional.ofNullable(there.get("junit-platform-engine")).map(TestEngines::of))
            .orElse(SHIPPED);
    boolean old = there.containsKey("junit") || there.containsKey("junit-dep");
    boolean testng = there.containsKey("testng");
    if (jupiter.isEmpty() && !old && !testng && !there.containsKey("junit-platform-engine")) {
      return List.of();
    }
    if (jupiter.isPresent()) {
      missing.add(coordinate(JUPITER, "junit-jupiter-engine", release));
    }
    if (old) {
      missing.add(coordinate("org.junit.vintage", "junit-vintage-engine", release));
      missing.add(coordinate("org.hamcrest", "hamcrest-core", "1.3"));
    }
    if (testng) {
      missing.add(coordinate("org.junit.support", "testng-engine", "1.1.0"));
    }
    String platform =
        Optional.ofNullable(there.get("junit-platform-engine")).orElseGet(() -> platform(release));
    for (String artifact : List.of("engine", "commons", "launcher")) {
      missing.add(coordinate(PLATFORM, "junit-platform-" + artifact, platform));
    }
    missing.add(coordinate("org.opentest4j", "opentest4j", "1.3.0"));
    missing.add(coordinate("org.apiguardian", "apiguardian-api", "1.1.2"));
    return missing.stream().filter(one -> !there.containsKey(one.artifact())).toList();
  }

  /// Whether JUnit 4 is too old for the vintage engine, which takes 4.12 and later.
  static boolean outdated(String junit) {
    return junit.matches("3\\..*|4\\.([0-9]|1[01])([.-].*)?");
  }

  /// Up to 5.14 the platform counts from 1: 5.14.1 is 1.14.1; from 6 on they count alike.
  private static String platform(String release) {
    return release.startsWith("5.") ? "1." + release.substring(2) : release;
  }

  private static String of(String platform) {
    return platform.startsWith("1.") ? "5." + platform.substring(2) : platform;
  }

  private static Coordinate coordinate(String group, String artifact, String version) {
    return new Coordinate(group, artifact, version, "");
  }
}
