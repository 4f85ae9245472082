package dev.breakeven.importer.claudecode;

import static org.assertj.core.api.Assertions.assertThat;

import dev.breakeven.importer.Health.Count;
import dev.breakeven.trace.Call;
import dev.breakeven.trace.TokenClass;
import dev.breakeven.trace.Trace;
import dev.breakeven.trace.Usage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Holds the importer against figures that others drew from real sessions.
final class SourcesTableTest {
  private static final Path SOURCES = Shared.TRACES.resolveSibling("SOURCES.md");
  private static final Pattern SUB = Pattern.compile("(\\d+) / (\\d+)");

  @BeforeEach
  void needsTheSessions() {
    Shared.require(Shared.TRACES);
  }

  /// The cells of each row whose first names a file of Claude Code, under a header that has
  /// `column`.
  private static List<List<String>> rows(String column) throws IOException {
    var rows = new ArrayList<List<String>>();
    boolean wanted = false;
    for (String line : Files.readAllLines(SOURCES)) {
      if (line.startsWith("| file |")) {
        wanted = line.contains("| " + column + " |");
      } else if (wanted && line.contains(".jsonl |")) {
        List<String> cells = Pattern.compile("\\|").splitAsStream(line).map(String::strip).toList();
        rows.add(cells.subList(1, cells.size()));
      }
    }
    return rows;
  }

  private static ClaudeCode.Reading read(String file) {
    Path path = Shared.TRACES.resolve(file);
    return ClaudeCode.read(List.of(Shared.input(Shared.TRACES, path)));
  }

  private static boolean isMain(Call call) {
    return call.agent().startsWith(ClaudeSession.MAIN);
  }

  private static Usage sum(Trace trace, Predicate<Call> calls) {
    return trace.calls().stream()
        .filter(calls)
        .map(call -> call.answer().usage())
        .reduce(Usage.NONE, Usage::plus);
  }

  private static Predicate<Call> ownCalls(Trace trace) {
    boolean hasMain = trace.calls().stream().anyMatch(SourcesTableTest::isMain);
    return hasMain ? SourcesTableTest::isMain : call -> true;
  }

  @Test
  void callsAndTokensOfEverySessionEqualTheTable() throws IOException {
    List<List<String>> rows = rows("cache write");
    assertThat(rows).hasSize(9);
    for (List<String> row : rows) {
      Trace trace = read(row.get(0)).traces().getFirst();
      Predicate<Call> own = ownCalls(trace);
      Usage usage = sum(trace, own);
      assertThat(
              List.of(
                  trace.calls().stream().filter(own).count(),
                  usage.count(TokenClass.UNCACHED),
                  usage.count(TokenClass.WRITE_5M) + usage.count(TokenClass.WRITE_1H),
                  usage.count(TokenClass.READ),
                  usage.count(TokenClass.OUTPUT)))
          .as(row.get(0))
          .containsExactly(
              number(row.get(1)),
              number(row.get(2)),
              number(row.get(3)),
              number(row.get(4)),
              number(row.get(5)));
    }
  }

  private static Long number(String cell) {
    return Long.valueOf(cell.replace("*", ""));
  }

  @Test
  void subAgentsAndFinishedAnswersEqualTheTable() throws IOException {
    List<List<String>> rows =
        rows("stop").stream().filter(row -> row.get(0).startsWith("claude-code/")).toList();
    assertThat(rows).hasSize(16);
    for (List<String> row : rows) {
      Trace trace = read(row.get(0).substring("claude-code/".length())).traces().getFirst();
      Matcher sub = SUB.matcher(row.get(8));
      boolean any = sub.matches();
      assertThat(trace.calls().stream().filter(call -> !isMain(call)).map(Call::agent).distinct())
          .as(row.get(0))
          .hasSize(any ? Integer.parseInt(sub.group(2)) : 0);
      assertThat(trace.calls().stream().filter(call -> !isMain(call)))
          .as(row.get(0))
          .hasSize(any ? Integer.parseInt(sub.group(1)) : 0);
      String stop = row.get(12);
      assertThat(
              trace.calls().stream()
                      .filter(ownCalls(trace))
                      .filter(call -> call.answer().stop() != null)
                      .count()
                  + "/"
                  + trace.calls().stream().filter(ownCalls(trace)).count())
          .as(row.get(0))
          .isEqualTo(stop);
    }
  }

  @Test
  void allFilesTogetherAreReadWithoutLossOrDoubleCount() throws IOException {
    ClaudeCode.Reading reading = ClaudeCode.read(Shared.under(Shared.TRACES));

    assertThat(reading.traces()).hasSize(9);
    assertThat(reading.traces().stream().mapToLong(trace -> trace.calls().size()).sum())
        .isEqualTo(556);
    assertThat(reading.health().count(Count.LINES)).isEqualTo(3367);
    assertThat(reading.health().count(Count.BROKEN)).isZero();
    assertThat(reading.health().count(Count.MISSING_USAGE)).isZero();
    assertThat(reading.health().unknown()).isEmpty();
  }

  @Test
  void everyDelegationOfTheSessionsWithSubAgentsIsLinked() throws IOException {
    for (Trace trace : ClaudeCode.read(Shared.under(Shared.TRACES)).traces()) {
      if (trace.agents().size() > 1) {
        assertThat(trace.agents())
            .filteredOn(agent -> !agent.id().startsWith(ClaudeSession.MAIN))
            .filteredOn(agent -> !agent.id().startsWith(ClaudeSession.COMPACTION))
            .allSatisfy(agent -> assertThat(agent.instruction()).as(agent.id()).isNotNull());
      }
    }
  }
}
