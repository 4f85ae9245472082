package dev.breakeven.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// Expected outputs as files. A failing run with `-Dgolden.write` writes what came.
public final class Golden {
  private static final Path FOLDER = Path.of("src/test/golden");

  private Golden() {}

  public static void hold(String name, String came) throws IOException {
    var file = FOLDER.resolve(name);
    var expected = Files.exists(file) ? Files.readString(file) : "";
    if (!expected.equals(came) && System.getProperty("golden.write") != null) {
      Files.createDirectories(file.getParent());
      Files.writeString(file, came);
    }
    assertThat(came).as(name).isEqualTo(expected);
  }
}
