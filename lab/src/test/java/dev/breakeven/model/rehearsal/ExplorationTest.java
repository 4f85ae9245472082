package dev.breakeven.model.rehearsal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.breakeven.model.Content;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ExplorationTest {
  private static final Profile OPUS = Profiles.bundled("opus-like");
  private static final EditStep STEP =
      new EditStep.Replace("src/It's.java", "  var name = 'x' + \"$y\" + `z`;", "  done();");

  @ParameterizedTest
  @ValueSource(
      strings = {
        "src/It's.java:120:  var name",
        "{\"path\":\"src/It's.java\",\"line\":120,\"rule\":\"r\"}",
        "error at src/It's.java:7: old\nsrc/Other.java:9: x"
      })
  void lookGoesToTheLineThatAResultNamed(String result) {
    WantedCall look = place(result);

    int line = result.contains("120") ? 120 : 7;
    assertThat(look.input())
        .containsEntry("command", "view")
        .containsEntry("view_range", List.of(Math.max(1, line - 12), line + 28));
  }

  @Test
  void placeOfAnotherFileIsNoPlaceOfThisOne() {
    assertThat(place("other/src/It's.java:120: x").tool()).isEqualTo(WantedCall.BASH);
    assertThat(place("src/It's.java.orig:120: x").tool()).isEqualTo(WantedCall.BASH);
    assertThat(place("Created src/It's.java with 12 lines.").tool()).isEqualTo(WantedCall.BASH);
  }

  @Test
  void searchFindsTheTextWhateverItsQuotes(@TempDir Path folder) throws Exception {
    Path file = folder.resolve("src/It's.java");
    Files.createDirectories(file.getParent());
    Files.writeString(file, "class A {\n  var name = 'x' + \"$y\" + `z`;\n}\n");
    Process process =
        new ProcessBuilder("bash", "-c", (String) place("").input().getOrDefault("command", ""))
            .directory(folder.toFile())
            .redirectErrorStream(true)
            .start();
    String found = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    process.waitFor();

    assertThat(found).contains("src/It's.java:2:  var name = 'x' + \"$y\" + `z`;");
  }

  /// The first of many turns' looks at the step's file that does not show all of it.
  private static WantedCall place(String result) {
    var call = new Content.ToolCall("call_1", WantedCall.BASH, Map.of("command", "any"));
    var deed = new History.Deed(1, call, new Content.ToolResult("call_1", result, false));
    var history = new History("task", 1, List.of(deed));
    var looks = new Exploration(new Scene(history, OPUS, new Dice(1, "p", "t")), List.of(STEP));
    for (int turn = 1; turn < 100; turn++) {
      WantedCall look = looks.file(STEP, turn);
      if (!look.equals(WantedCall.view(STEP.path()))) {
        return look;
      }
    }
    throw new AssertionError("every look showed the whole file");
  }
}
