package dev.breakeven.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The line that keeps caches from sharing prompts between trials.
class CacheIsolationTest {
  private static final Pattern MARKED =
      Pattern.compile("\"origin\":\"system\".*\"text\":\"(Session [0-9a-f]{16}\\.)\\\\n");

  @TempDir private Path folder = Path.of("");

  @Test
  void eachTrialBeginsItsPromptsWithItsOwn() throws IOException {
    run("one", "cache-isolation: on");
    var first = markers("one", "A-note-1");
    var second = markers("one", "A-note-2");
    var delegating = markers("one", "B-note-1");
    assertThat(first).hasSize(1);
    assertThat(second).hasSize(1).isNotEqualTo(first);
    assertThat(delegating).as("orchestrator and executors share it").hasSizeGreaterThan(1);
    assertThat(delegating.stream().distinct()).hasSize(1);
    assertThat(text("one", "A-note-1"))
        .contains("\"cache_isolation\":\"on\"")
        .contains(
            "[{\\\"name\\\":\\\"str_replace_editor\\\",\\\"description\\\":\\\""
                + first.getFirst());
    run("two", "cache-isolation: on");
    assertThat(text("two", "A-note-1")).as("rehearsals repeat").isEqualTo(text("one", "A-note-1"));
  }

  @Test
  void rehearsalsNeedNoneAndItCanBeTurnedOff() throws IOException {
    run("plain", "");
    run("off", "cache-isolation: off");
    for (var out : List.of("plain", "off")) {
      assertThat(markers(out, "A-note-1")).isEmpty();
      assertThat(text(out, "A-note-1")).doesNotContain("cache_isolation");
    }
    assertThat(
            Commands.run(
                    "run",
                    Notes.study(folder, 1, "cache-isolation: maybe").toString(),
                    "--rehearse")
                .err())
        .contains("expected on or off, got maybe");
  }

  private void run(String out, String more) throws IOException {
    Commands.done(
        "run",
        Notes.study(folder, 2, more).toString(),
        "--rehearse",
        "--out",
        folder.resolve(out).toString());
  }

  private List<String> markers(String out, String trial) throws IOException {
    return text(out, trial)
        .lines()
        .map(MARKED::matcher)
        .filter(matcher -> matcher.find())
        .map(matcher -> matcher.group(1))
        .toList();
  }

  private String text(String out, String trial) throws IOException {
    return Files.readString(folder.resolve(out).resolve("traces").resolve(trial + ".jsonl"));
  }
}
