package dev.breakeven.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.breakeven.store.SqlLedger;
import dev.breakeven.trace.Role;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Executors other than a model with all tools.
class ExecutorsTest {
  @TempDir private Path folder = Path.of("");

  @Test
  void anExecutorWithFileToolsDoesItsWorkWithThem() throws IOException {
    var study = study("executor: own, executor-tools: files");
    var printed = run(study);
    assertThat(printed.exit()).as(printed.err()).isZero();
    assertThat(printed.row("B", "note").get(2)).isEqualTo("1/1");
    var trace = trace();
    assertThat(trace)
        .contains("another model that can read, write, edit and find files but run nothing")
        .contains("You can run nothing.")
        .contains("\"origin\":\"tool_call\",\"agent\":\"main.1\",\"tool\":\"write\"");
    assertThat(trace.lines().filter(line -> line.contains("\"agent\":\"main.1\"")))
        .noneMatch(
            line -> line.contains("\"tool\":\"bash\"") || line.contains("str_replace_editor"));
  }

  @Test
  void aProgramCarriesOutWhatItIsTold() throws IOException {
    var study =
        study(
            "executor: {command: [/bin/sh, -c, 'printf %s \"$1\" > told.txt; echo done > a.txt;"
                + " echo done > b.txt; echo wrote both in {folder}', sh, '{instruction}'], limit:"
                + " 20}");
    var printed = run(study);
    assertThat(printed.exit()).as(printed.err()).isZero();
    assertThat(printed.row("B", "note").get(2)).as(printed.out()).isEqualTo("1/1");
    assertThat(printed.out())
        .contains("delegating to sh, a program whose own costs are not known and in no figure");
    assertThat(trace())
        .contains("\"id\":\"main.1\",\"role\":\"executor\",\"model\":\"sh\"")
        .contains("wrote both in /workspace");
    try (var ledger = SqlLedger.open(folder.resolve("out/ledger.db"))) {
      var row =
          ledger.trials().stream()
              .filter(t -> t.trial().arm().equals("B"))
              .findFirst()
              .orElseThrow();
      assertThat(row.parts()).extracting(part -> part.role()).containsExactly(Role.ORCHESTRATOR);
      assertThat(row.seconds().tools()).isPositive();
    }
    for (var command : new String[] {"explain", "report"}) {
      var of = command.equals("explain") ? "out/traces/B-note-1.jsonl" : "out";
      var said = Commands.run(command, folder.resolve(of).toString());
      assertThat(said.exit()).as(said.err()).isZero();
    }
  }

  @Test
  void aProgramThatFailsOrTakesTooLongIsReportedAsThat() throws IOException {
    run(study("executor: {command: [/bin/sh, -c, 'exit 7', '{instruction}'], limit: 20}"));
    assertThat(trace()).contains("[the executor ended with exit code 7]");
  }

  @Test
  void aProgramThatHangsIsKilled() throws IOException {
    run(study("executor: {command: [/bin/sh, -c, 'sleep 60', '{instruction}'], limit: 1}", 6));
    assertThat(trace()).contains("[the executor was killed after 1 s]");
  }

  @Test
  void mistakesAreNamedWithTheirPlace() throws IOException {
    assertThat(run(study("executor: {command: [/bin/true], limit: 9}")).err())
        .contains("study.yaml:", "a program and its arguments, one with {instruction}");
    assertThat(run(study("executor: own, executor-tools: hands")).err())
        .contains("expected all or files, got hands");
    assertThat(
            run(study("executor: {command: [a, '{instruction}'], limit: 9}, executor-turns: 3"))
                .err())
        .contains("expected executor-turns only for an executor that is a model");
  }

  private Path study(String executor) throws IOException {
    return study(executor, 40);
  }

  private Path study(String executor, int turns) throws IOException {
    var study = Notes.study(folder, 1, "");
    var text = Files.readString(study);
    var changed =
        text.replace(
            "executor: own, report: 400, turns: 40", executor + ", report: 400, turns: " + turns);
    assertThat(changed).isNotEqualTo(text);
    return Files.writeString(study, changed);
  }

  private Commands.Printed run(Path study) {
    return Commands.run(
        "run", study.toString(), "--rehearse", "--out", folder.resolve("out").toString());
  }

  private String trace() throws IOException {
    return Files.readString(folder.resolve("out/traces/B-note-1.jsonl"));
  }
}
