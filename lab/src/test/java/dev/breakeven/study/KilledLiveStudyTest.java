package dev.breakeven.study;

import static org.assertj.core.api.Assertions.assertThat;

import dev.breakeven.model.ModelAnswer;
import dev.breakeven.model.Request;
import dev.breakeven.model.played.BadDay;
import dev.breakeven.model.played.Bill;
import dev.breakeven.model.played.PlayedProvider;
import dev.breakeven.store.SqlLedger;
import dev.breakeven.trace.Role;
import dev.breakeven.trace.TokenClass;
import dev.breakeven.trace.Usage;
import dev.breakeven.unit.Usd;
import java.io.BufferedReader;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A study of live models whose process is killed at random moments, and continued: each trial is
/// there once, and its books and the provider's, which outlives it, are the same to the token, but
/// for calls that were under way at a kill. Those are known one by one, each with the most it cost.
class KilledLiveStudyTest {
  private static final int KILLS = 21;
  private static final int MOST_LINES = 110;
  private static final int TRIALS = 30;

  @TempDir private Path folder = Path.of("");

  @Tag("slow")
  @Test
  void aStudyKilledManyTimesEndsWithEveryTrialOnceAndEveryTokenInTheBooks() throws Exception {
    try (var provider = new PlayedProvider(new Numbering(), BadDay.NONE, Set.of())) {
      var random = new Random(20261127);
      for (int kill = 0; kill < KILLS; kill++) {
        assertThat(killedAfter(random.nextInt(1, MOST_LINES), provider))
            .as("it was killed while at work")
            .isTrue();
      }
      LiveNoteStudy.run(packs(), out(), provider.base());
      eachTrialIsThereOnce();
      theBooksAreTheProviders(provider.bills());
    }
  }

  @Test
  void trialsThatLostTheirProviderAreReplacedWhenTheRunGoesOn() throws Exception {
    var nobody = URI.create("http://127.0.0.1:1");
    LiveNoteStudy.run(packs(), out(), nobody);
    try (var ledger = SqlLedger.open(books())) {
      assertThat(ledger.trials())
          .as("one block")
          .hasSize(6)
          .allMatch(row -> row.ending().kind() == Ending.Kind.PROVIDER_LOST);
      assertThat(ledger.lost()).isNotEmpty();
      assertThat(ledger.unanswered()).isEqualTo(Spent.NONE);
    }
    try (var provider = new PlayedProvider(new Numbering(), BadDay.NONE, Set.of())) {
      LiveNoteStudy.run(packs(), out(), provider.base());
    }
    try (var ledger = SqlLedger.open(books())) {
      assertThat(ledger.trials())
          .filteredOn(row -> row.ending().kind() != Ending.Kind.PROVIDER_LOST)
          .hasSize(TRIALS);
    }
  }

  /// Answers like [Wanderer], and bills each answer a number of uncached tokens that no other has:
  /// so every bill is known again in the books.
  private static final class Numbering implements PlayedProvider.Player {
    private int number = 10_000;

    @Override
    public ModelAnswer answer(Bill.Payer by, Request request) {
      var answer = new Wanderer(5, by.model(), _ -> {}).ask(request);
      var drawn = answer.usage();
      boolean claude = by.model().startsWith("claude-");
      var usage =
          Usage.of(
              number++,
              drawn.count(TokenClass.WRITE_5M),
              claude ? 3 : 0,
              drawn.count(TokenClass.READ),
              drawn.count(TokenClass.OUTPUT));
      return new ModelAnswer(
          answer.content(), answer.stop(), usage, answer.known(), answer.timing(), answer.sizes());
    }
  }

  private void eachTrialIsThereOnce() {
    try (var ledger = SqlLedger.open(books())) {
      assertThat(ledger.trials())
          .extracting(TrialRow::trial)
          .hasSize(TRIALS)
          .doesNotHaveDuplicates();
      assertThat(ledger.unfinished()).isNotEmpty();
      assertThat(ledger.lost()).isEmpty();
    }
  }

  private void theBooksAreTheProviders(List<Bill> bills) throws SQLException {
    var served = bills.stream().collect(Collectors.toMap(KilledLiveStudyTest::number, b -> b));
    var booked = booked();
    assertThat(booked).extracting(KilledLiveStudyTest::number).doesNotHaveDuplicates();
    for (var bill : booked) {
      var same = Objects.requireNonNull(served.remove(number(bill)), "the provider billed it");
      assertThat(bill.by().role()).isEqualTo(same.by().role());
      assertThat(bill.by().model()).isEqualTo(same.by().model());
      for (var tokenClass : TokenClass.values()) {
        assertThat(bill.usage().count(tokenClass)).isEqualTo(same.usage().count(tokenClass));
      }
    }
    // What is left was billed, and killed before its answer was in the books.
    var cut = served.values();
    try (var ledger = SqlLedger.open(books())) {
      assertThat(ledger.spent()).isEqualTo(new Spent(cost(booked), 0));
      assertThat(cost(cut)).isLessThanOrEqualTo(ledger.unanswered().usd());
    }
    var asked = asked();
    numbers(cut, bill -> bill.by().role() + " " + bill.by().model())
        .forEach((by, number) ->
            assertThat(number).as(by).isLessThanOrEqualTo(asked.getOrDefault(by, 0L)));
    assertThat(cut).as("calls that were killed under way").isNotEmpty();
  }

  private static long number(Bill bill) {
    return bill.usage().count(TokenClass.UNCACHED);
  }

  private static Usd cost(Iterable<Bill> bills) {
    var today = LocalDate.now(ZoneOffset.UTC);
    var sum = Usd.ZERO;
    for (var bill : bills) {
      var cost = LiveNotes.PRICING.cost(bill.by().model(), today, bill.usage());
      sum = sum.plus(Spent.of(cost).usd());
    }
    return sum;
  }

  private static Map<String, Long> numbers(Iterable<Bill> bills, Function<Bill, String> by) {
    var numbers = new HashMap<String, Long>();
    bills.forEach(bill -> numbers.merge(by.apply(bill), 1L, Long::sum));
    return numbers;
  }

  /// Every call that the books hold, of trials that ended and of attempts that were cut off.
  private List<Bill> booked() throws SQLException {
    var bills = new ArrayList<Bill>();
    try (var connection = DriverManager.getConnection("jdbc:sqlite:" + books());
        var statement = connection.createStatement();
        var rows =
            statement.executeQuery(
                "select arm, c.* from call c join trial on trial.id = c.trial")) {
      while (rows.next()) {
        bills.add(
            new Bill(
                new Bill.Payer(
                    rows.getString("arm"),
                    Role.ofKey(rows.getString("role")),
                    rows.getString("model")),
                Usage.of(
                    rows.getLong("uncached"),
                    rows.getLong("write_5m"),
                    rows.getLong("write_1h"),
                    rows.getLong("read"),
                    rows.getLong("output")),
                Bill.Told.ANSWERED));
      }
    }
    return bills;
  }

  /// How many calls the books know that were about to be made and not answered, by role and model.
  private Map<String, Long> asked() throws SQLException {
    var asked = new HashMap<String, Long>();
    try (var connection = DriverManager.getConnection("jdbc:sqlite:" + books());
        var statement = connection.createStatement();
        var rows = statement.executeQuery("select role, model from unanswered")) {
      while (rows.next()) {
        asked.merge(
            Role.ofKey(rows.getString("role")) + " " + rows.getString("model"), 1L, Long::sum);
      }
    }
    return asked;
  }

  /// Starts the study in a process of its own and kills that once it has said so many lines.
  ///
  /// @return whether it was still at work
  private boolean killedAfter(int lines, PlayedProvider provider)
      throws IOException, InterruptedException {
    var process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "--enable-native-access=ALL-UNNAMED",
                "-cp",
                System.getProperty("java.class.path"),
                LiveNoteStudy.class.getName(),
                packs().toString(),
                out().toString(),
                provider.base().toString())
            .redirectError(folder.resolve("errors.txt").toFile())
            .start();
    try (var said = process.inputReader(StandardCharsets.UTF_8)) {
      return says(said, lines);
    } finally {
      process.destroyForcibly().waitFor();
    }
  }

  private static boolean says(BufferedReader said, int lines) throws IOException {
    for (int line = 0; line < lines; line++) {
      if (said.readLine() == null) {
        return false;
      }
    }
    return true;
  }

  private Path packs() {
    return folder.resolve("packs");
  }

  private Path out() {
    return folder.resolve("out");
  }

  private Path books() {
    return out().resolve("ledger.db");
  }
}
