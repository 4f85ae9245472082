package dev.breakeven.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.breakeven.cli.Commands.Printed;
import dev.breakeven.store.SqlLedger;
import dev.breakeven.study.TrialRow;
import dev.breakeven.unit.Usd;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A study that goes on with a changed file.
class BranchTest {
  @TempDir private Path folder = Path.of("");
  private Path study = Path.of("");

  @BeforeEach
  void aRunOfTwoTrialsACell() throws IOException {
    study = Notes.study(folder, 2, "");
    assertThat(run("out").exit()).isZero();
  }

  @Test
  void itIsNamedWhereAChangedStudyIsRefused() throws IOException {
    change("trials: 2", "trials: 3");
    assertThat(run("out").err()).contains("was `trials: 2`, is `trials: 3`").contains("--branch");
  }

  @Test
  void moreTrialsTakeOverThoseThatRan() throws IOException {
    change("trials: 2", "trials: 3");
    assertThat(run("more", "--branch", out("out")).out())
        .contains("4 trials are in the books already")
        .contains("were taken over; they ran under an older study file");
    var before = rows("out");
    var now = rows("more");
    assertThat(now).hasSize(6);
    before.forEach((id, row) -> assertThat(now.get(id)).isEqualTo(row));
    assertThat(spent("more")).isEqualTo(sum(now));
    for (var id : now.keySet()) {
      assertThat(folder.resolve("more/traces/" + id + ".jsonl")).exists();
    }
    assertThat(run("more").exit()).as("it goes on like any run").isZero();
    assertThat(Commands.done("results", out("more")).out()).contains("were taken over");
    assertThat(rows("out")).as("the older run stays").isEqualTo(before);
  }

  @Test
  void onlyTrialsOfArmsThatStayedAreTakenOver() throws IOException {
    change("report: 400", "report: 300");
    assertThat(run("other", "--branch", out("out")).out())
        .contains("2 trials are in the books already");
    var before = rows("out");
    var now = rows("other");
    assertThat(now.get("A-note-2")).isEqualTo(before.get("A-note-2"));
    assertThat(now).hasSize(4);
    assertThat(spent("other")).isEqualTo(sum(now));
  }

  @Test
  void aChangedPackLeavesNothingToTakeOver() throws IOException {
    var prompt = folder.resolve("pack/prompt.md");
    Files.writeString(prompt, Files.readString(prompt) + "Quickly.\n");
    var refused = run("other", "--branch", out("out"));
    assertThat(refused.exit()).isEqualTo(2);
    assertThat(refused.err()).contains("no trial of the older run can be taken over: version.pack");
    assertThat(folder.resolve("other/ledger.db")).doesNotExist();
  }

  @Test
  void mistakesAreNamed() throws IOException {
    assertThat(run("other", "--branch", out("nowhere")).err()).contains("expected a run in");
    assertThat(run("out", "--branch", out("out")).err()).contains("holds a run already");
  }

  private void change(String before, String now) throws IOException {
    var text = Files.readString(study);
    assertThat(text).contains(before);
    Files.writeString(study, text.replace(before, now));
  }

  private Map<String, TrialRow> rows(String name) {
    try (var ledger = SqlLedger.open(folder.resolve(name).resolve("ledger.db"))) {
      return ledger.trials().stream().collect(Collectors.toMap(row -> row.trial().id(), r -> r));
    }
  }

  private Usd spent(String name) {
    try (var ledger = SqlLedger.open(folder.resolve(name).resolve("ledger.db"))) {
      return ledger.spent().usd();
    }
  }

  private static Usd sum(Map<String, TrialRow> rows) {
    return rows.values().stream().map(row -> row.spent().usd()).reduce(Usd.ZERO, Usd::plus);
  }

  private Printed run(String name, String... more) {
    var arguments =
        new ArrayList<>(List.of("run", study.toString(), "--rehearse", "--out", out(name)));
    arguments.addAll(List.of(more));
    return Commands.run(arguments.toArray(String[]::new));
  }

  private String out(String name) {
    return folder.resolve(name).toString();
  }
}
