package dev.breakeven.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.breakeven.judge.Verdict;
import dev.breakeven.pricing.Cost;
import dev.breakeven.study.Ending;
import dev.breakeven.study.Ledger;
import dev.breakeven.study.RunFacts;
import dev.breakeven.study.Trial;
import dev.breakeven.study.TrialEnd;
import dev.breakeven.study.TrialRow;
import dev.breakeven.trace.Call;
import dev.breakeven.trace.Known;
import dev.breakeven.trace.Prompt;
import dev.breakeven.trace.Role;
import dev.breakeven.trace.Usage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Books that something else wrote on, that lie elsewhere or are none.
class DamagedBooksTest {
  private static final int PAGE = 4096;
  private static final int TRIALS = 30;

  @TempDir private Path folder = Path.of("");

  @Test
  void ofBooksWithAnOverwrittenPageEveryWholeTrialIsReadAndTheRestIsNamed()
      throws IOException, SQLException {
    var whole = books();
    List<TrialRow> trials;
    try (var ledger = SqlLedger.read(whole)) {
      trials = ledger.trials();
      assertThat(ledger.damage()).isEmpty();
    }
    assertThat(trials).hasSize(TRIALS);
    byte[] bytes = Files.readAllBytes(whole);
    var random = new Random(7);
    int partly = 0;
    int none = 0;
    for (int page = 1; page < bytes.length / PAGE; page++) {
      byte[] damaged = bytes.clone();
      var noise = new byte[PAGE];
      random.nextBytes(noise);
      System.arraycopy(noise, 0, damaged, page * PAGE, PAGE);
      var file = Files.write(folder.resolve("page" + page + ".db"), damaged);
      List<TrialRow> read;
      List<String> damage;
      try (var ledger = SqlLedger.read(file)) {
        read = ledger.trials();
        damage = ledger.damage();
      } catch (IllegalArgumentException e) {
        assertThat(e).hasMessageContaining("damaged");
        none++;
        continue;
      }
      assertThat(trials).as("page %d", page).containsAll(read);
      if (read.size() < TRIALS) {
        var missing = new HashSet<>(trials);
        read.forEach(missing::remove);
        assertThat(damage).as("page %d", page).anyMatch(sentence -> named(sentence, missing));
        partly += read.isEmpty() ? 0 : 1;
      } else {
        assertThat(damage).as("page %d", page).isNotEmpty();
      }
      assertThat(Files.readAllBytes(file)).isEqualTo(damaged);
    }
    // The pages of the calls: some trials are lost with each, the others stay.
    assertThat(partly).isGreaterThan(5);
    // The page that says what was run, and the one that says where it is.
    assertThat(none).isBetween(1, 4);
  }

  private static boolean named(String sentence, Set<TrialRow> missing) {
    return sentence.contains("an unknown number of trials")
        || sentence.contains("a trial could not be read")
        || sentence.contains(" trials could not be read")
        || missing.stream().anyMatch(row -> sentence.contains(row.trial().id()));
  }

  @Test
  void booksOfTheFirstVersionAreReadAndStayAsTheyAre() throws IOException, SQLException {
    var file = folder.resolve("old.db");
    try (var in = SqlLedger.class.getResourceAsStream("001-books.sql");
        var old = DriverManager.getConnection("jdbc:sqlite:" + file);
        var statement = old.createStatement()) {
      assertThat(in).isNotNull();
      statement.executeUpdate(
          new String(in.readAllBytes(), java.nio.charset.StandardCharsets.UTF_8));
      statement.execute("pragma user_version = 1");
      statement.execute(
          "insert into trial values (1, 'A', 'T1', 1, 42, 1, 'done', '', 1, 3000000000, 0, 0)");
    }
    byte[] before = Files.readAllBytes(file);
    try (var ledger = SqlLedger.read(file)) {
      assertThat(ledger.trials())
          .singleElement()
          .satisfies(row -> assertThat(row.trial()).isEqualTo(new Trial("A", "T1", 1)));
    }
    assertThat(Files.readAllBytes(file)).isEqualTo(before);
  }

  @Test
  void anotherProgramsDatabaseIsRefusedAndStaysAsItIs() throws IOException, SQLException {
    var file = folder.resolve("ledger.db");
    try (var other = DriverManager.getConnection("jdbc:sqlite:" + file);
        var statement = other.createStatement()) {
      statement.execute("create table account (name)");
    }
    byte[] before = Files.readAllBytes(file);
    for (var opened : List.<Opening>of(SqlLedger::open, SqlLedger::read)) {
      assertThatThrownBy(() -> opened.open(file))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("another program's database; it stays as it is");
    }
    assertThat(Files.readAllBytes(file)).isEqualTo(before);
    try (var files = Files.list(folder)) {
      assertThat(files).containsExactly(file);
    }
  }

  @Test
  void anEmptyFileIsNotGrownByReading() throws IOException {
    var file = Files.createFile(folder.resolve("ledger.db"));
    assertThatThrownBy(() -> SqlLedger.read(file)).hasMessageContaining("got an empty file");
    assertThat(file).isEmptyFile();
  }

  @Test
  void whatIsNoDatabaseIsRefusedAndStaysAsItIs() throws IOException {
    var file = Files.writeString(folder.resolve("ledger.db"), "Dear ".repeat(400));
    for (var opened : List.<Opening>of(SqlLedger::open, SqlLedger::read)) {
      assertThatThrownBy(() -> opened.open(file)).hasMessageContaining("got another file");
    }
    assertThat(file).hasContent("Dear ".repeat(400));
  }

  private interface Opening {
    SqlLedger open(Path file);
  }

  /// Books of thirty trials, each of enough calls that they fill many pages.
  private Path books() throws SQLException {
    var file = folder.resolve("ledger.db");
    try (var ledger = SqlLedger.open(file)) {
      ledger.open(new RunFacts("s", Known.REHEARSED, "study: s\n", new TreeMap<>()));
      for (int number = 1; number <= TRIALS; number++) {
        var trial = new Trial("A", "T1", number);
        ledger.started(trial, number);
        for (int turn = 1; turn <= 12; turn++) {
          ledger.called(
              trial,
              new Ledger.Asked(Role.SOLO, "claude-opus-4-7"),
              call(turn),
              new Cost.Unpriced("no price"));
        }
        ledger.ended(
            trial,
            new TrialEnd(
                new Ending(Ending.Kind.DONE, ""),
                new Verdict.Solved(List.of()),
                new TrialEnd.Seconds(
                    Duration.ofSeconds(number), Duration.ZERO, Duration.ZERO, Duration.ZERO)));
      }
    }
    try (var connection = DriverManager.getConnection("jdbc:sqlite:" + file);
        var statement = connection.createStatement()) {
      statement.execute("pragma wal_checkpoint(truncate)");
    }
    return file;
  }

  private static Call call(int turn) {
    return new Call(
        "main#" + turn,
        "main",
        turn,
        new Prompt(0, List.of(0, 1, 2), List.of(0)),
        new Call.Answer(List.of(), "tool_use", Usage.of(1, 2, 0, 3, 4), Known.REHEARSED),
        new Call.Timing(
            Instant.parse("2026-11-24T00:00:00Z"), Duration.ofSeconds(1), Duration.ofSeconds(3)));
  }
}
