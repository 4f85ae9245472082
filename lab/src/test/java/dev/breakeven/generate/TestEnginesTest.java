package dev.breakeven.generate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.breakeven.task.Coordinate;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class TestEnginesTest {
  @Test
  void projectWithTheApiAloneGetsItsEngineAndTheLauncherOfTheSameRelease() {
    assertThat(missing(Map.of("junit-jupiter-api", "5.10.2", "opentest4j", "1.3.0")))
        .containsExactly(
            "junit-jupiter-engine-5.10.2.jar",
            "junit-platform-engine-1.10.2.jar",
            "junit-platform-commons-1.10.2.jar",
            "junit-platform-launcher-1.10.2.jar",
            "apiguardian-api-1.1.2.jar");
  }

  @Test
  void fromSixOnEngineAndPlatformCountAlike() {
    assertThat(missing(Map.of("junit-jupiter-api", "6.0.3")))
        .contains("junit-jupiter-engine-6.0.3.jar", "junit-platform-launcher-6.0.3.jar");
  }

  @Test
  void junit4GetsTheVintageEngineBesideJupiterInItsRelease() {
    assertThat(missing(Map.of("junit", "4.13.2")))
        .contains("junit-vintage-engine-5.14.1.jar", "junit-platform-launcher-1.14.1.jar");
    assertThat(missing(Map.of("junit", "4.12", "junit-jupiter-engine", "5.9.3")))
        .contains("junit-vintage-engine-5.9.3.jar", "junit-platform-launcher-1.9.3.jar");
  }

  @Test
  void testNgGetsItsEngine() {
    assertThat(missing(Map.of("testng", "7.10.2"))).contains("testng-engine-1.1.0.jar");
  }

  @Test
  void withoutAnyTestsNothingIsMissing() {
    assertThat(missing(Map.of("guava", "33.0-jre"))).isEmpty();
  }

  @Test
  void vintageTakesJUnitFrom412On() {
    assertThat(List.of("3.8.2", "4.4", "4.8.1", "4.11", "4.10-beta"))
        .allMatch(TestEngines::outdated);
    assertThat(List.of("4.12", "4.13.2", "4.13-rc-1", "5.0")).noneMatch(TestEngines::outdated);
  }

  private static List<String> missing(Map<String, String> there) {
    return TestEngines.missing(there).stream().map(Coordinate::fileName).toList();
  }
}
