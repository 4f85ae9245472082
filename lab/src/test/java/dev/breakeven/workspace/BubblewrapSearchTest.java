package dev.breakeven.workspace;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class BubblewrapSearchTest {
  @Test
  void aMachineWithoutBubblewrapIsToldWhatToInstall() throws Exception {
    assertThat(Bubblewrap.search("/no/such/folder"))
        .isInstanceOfSatisfying(
            Bubblewrap.Search.Unusable.class,
            unusable -> assertThat(unusable.reason()).contains("install the package bubblewrap"));
  }

  @Test
  void aBubblewrapThatDoesNotRunIsUnusable(@TempDir Path bin) throws Exception {
    Path broken =
        Files.writeString(bin.resolve("bwrap"), "#!/bin/sh\necho no namespaces; exit 1\n");
    assertThat(broken.toFile().setExecutable(true)).isTrue();

    assertThat(Bubblewrap.search(bin.toString()))
        .isInstanceOfSatisfying(
            Bubblewrap.Search.Unusable.class,
            unusable ->
                assertThat(unusable.reason()).contains("no namespaces").contains("exit code 1"));
  }
}
