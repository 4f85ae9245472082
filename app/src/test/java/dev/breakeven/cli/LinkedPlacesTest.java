package dev.breakeven.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.breakeven.importer.Health.Count;
import dev.breakeven.importer.HealthLog;
import dev.breakeven.importer.Input;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class LinkedPlacesTest {
  @TempDir private Path folder = Path.of("");
  private final HealthLog health = new HealthLog();

  @BeforeEach
  void realFolder() throws IOException {
    folder = folder.toRealPath();
  }

  private Path write(String path) throws IOException {
    Path file = folder.resolve(path);
    Files.createDirectories(file.getParent());
    return Files.writeString(file, ToolSeeds.of("claude-code").text("x"));
  }

  private List<String> found(String... paths) throws IOException {
    List<Path> places = List.of(paths).stream().map(folder::resolve).toList();
    return LogPlaces.inputs(places, health).stream()
        .map(Input::name)
        .map(name -> folder.relativize(Path.of(name)).toString())
        .toList();
  }

  @Test
  void aLinkedFolderIsFollowedOnceAndOneLevel() throws IOException {
    write("projects/one/a.jsonl");
    write("elsewhere/b.jsonl");
    write("further/c.jsonl");
    Files.createSymbolicLink(folder.resolve("projects/two"), folder.resolve("elsewhere"));
    Files.createSymbolicLink(folder.resolve("projects/again"), folder.resolve("elsewhere"));
    Files.createSymbolicLink(folder.resolve("projects/one/deeper"), folder.resolve("further"));
    Files.createSymbolicLink(folder.resolve("elsewhere/round"), folder.resolve("projects"));

    assertThat(found("projects")).containsExactly("elsewhere/b.jsonl", "projects/one/a.jsonl");
    assertThat(health.health().count(Count.PASSED_OVER)).isEqualTo(2);
    assertThat(health.health().broken())
        .anyMatch(line -> line.contains("deeper"))
        .anyMatch(line -> line.contains("round"));
  }

  @Test
  void aPlaceMayBeALinkItself() throws IOException {
    write("dot/claude/projects/p/a.jsonl");
    Files.createDirectories(folder.resolve("home"));
    Files.createSymbolicLink(folder.resolve("home/.claude"), folder.resolve("dot/claude"));
    assertThat(found("home/.claude/projects")).containsExactly("dot/claude/projects/p/a.jsonl");
  }

  @Test
  void aFileBringsWhatBelongsToIt() throws IOException {
    write("p/s.jsonl");
    write("p/s/subagents/agent-1.jsonl");
    write("p/other.jsonl");
    assertThat(found("p/s.jsonl")).containsExactly("p/s.jsonl", "p/s/subagents/agent-1.jsonl");
  }

  @Test
  void aPlaceThatIsNamedTwiceIsReadOnce() throws IOException {
    write("p/s.jsonl");
    assertThat(found("p", "p/s.jsonl", "p")).containsExactly("p/s.jsonl");
  }

  @Test
  void whereNothingCanBeReadTheExitCodeSaysSo() throws IOException {
    Path poem = Files.writeString(folder.resolve("poem.jsonl"), "{\"line\":\"Tyger Tyger\"}\n");
    for (String[] way : new String[][] {{"audit"}, {"audit", "--json"}, {"audit", "--csv"}}) {
      var arguments = new ArrayList<>(List.of(way));
      arguments.add(folder.toString());
      Commands.Printed printed = Commands.run(arguments.toArray(String[]::new));
      assertThat(printed.exit()).isEqualTo(AuditCommand.NOTHING_READ);
      assertThat(printed.out()).contains(poem + ": expected a log of a tool that is known");
    }
    Path empty = Files.createDirectories(folder.resolve("empty"));
    assertThat(Commands.run("audit", empty.toString()).exit()).isZero();
    write("one.jsonl");
    assertThat(Commands.run("audit", folder.toString()).exit()).isZero();
  }

  @Test
  void aPeriodChoosesCalls() throws IOException {
    write("p/s.jsonl");
    String all = folder.toString();
    String before = Commands.done("audit", "--json", "--utc", "--until", "2026-11-19", all).out();
    assertThat(before).contains("\"calls\" : 0");
    String day = Commands.done("audit", "--json", "--utc", "--since", "2026-11-20", all).out();
    assertThat(day).contains("\"calls\" : 3").contains("\"days_in\" : \"Z\"");
  }
}
