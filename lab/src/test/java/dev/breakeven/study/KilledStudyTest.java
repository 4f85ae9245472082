package dev.breakeven.study;

import static org.assertj.core.api.Assertions.assertThat;

import dev.breakeven.catalog.Catalog;
import dev.breakeven.pricing.Pricing;
import dev.breakeven.store.SqlLedger;
import dev.breakeven.trace.Usage;
import dev.breakeven.unit.Usd;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A study whose process is killed at random moments, and continued, ends like one that was left in
/// peace, and its books hold every call that was paid.
class KilledStudyTest {
  private static final int KILLS = 25;
  private static final int MOST_LINES = 90;
  private static final int TRIALS = 60;
  private static final LocalDate DAY = LocalDate.of(2026, 11, 24);

  @TempDir private Path folder = Path.of("");

  @Tag("slow")
  @Test
  void aStudyKilledManyTimesEndsAsIfLeftInPeace() throws Exception {
    NoteStudy.run(packs(), folder.resolve("peace"), folder.resolve("peace.served"));
    var random = new Random(20261124);
    for (int kill = 0; kill < KILLS; kill++) {
      assertThat(killedAfter(random.nextInt(1, MOST_LINES)))
          .as("it was killed while at work")
          .isTrue();
    }
    NoteStudy.run(packs(), killed(), served());
    eachTrialIsThereOnce();
    everythingServedIsInTheBooks();
    theResultsAreTheSame();
    noTraceIsLost();
  }

  private void eachTrialIsThereOnce() {
    try (var ledger = SqlLedger.open(killed().resolve("ledger.db"))) {
      assertThat(ledger.trials())
          .extracting(TrialRow::trial)
          .hasSize(TRIALS)
          .doesNotHaveDuplicates();
      assertThat(ledger.unfinished()).isNotEmpty();
    }
  }

  /// The provider's books are a witness of their own: they hold each answered call, and may hold
  /// one more for each attempt that was cut off while it waited.
  private void everythingServedIsInTheBooks() throws IOException {
    var served = Usd.ZERO;
    var pricing = Pricing.of(Catalog.bundled());
    int calls = 0;
    for (var line : Files.readAllLines(served())) {
      var words = line.split(" ", -1);
      var usage =
          Usage.of(
              Long.parseLong(words[1]),
              Long.parseLong(words[2]),
              Long.parseLong(words[3]),
              Long.parseLong(words[4]),
              Long.parseLong(words[5]));
      served = served.plus(Spent.of(pricing.cost(words[0], DAY, usage)).usd());
      calls++;
    }
    try (var ledger = SqlLedger.open(killed().resolve("ledger.db"))) {
      var ended = ledger.trials();
      var cutOff = ledger.unfinished();
      var sum =
          ended.stream()
              .map(row -> row.spent().usd())
              .reduce(Usd.ZERO, Usd::plus)
              .plus(cutOff.stream().map(a -> a.spent().usd()).reduce(Usd.ZERO, Usd::plus));
      assertThat(ledger.spent()).isEqualTo(new Spent(sum, 0));
      assertThat(served).isBetween(sum, sum.plus(ledger.unanswered().usd()));
      int booked =
          ended.stream().flatMap(row -> row.parts().stream()).mapToInt(TrialRow.Part::calls).sum()
              + cutOff.stream().mapToInt(Ledger.Unfinished::calls).sum();
      long waiting = cutOff.stream().filter(a -> !a.unanswered().equals(Spent.NONE)).count();
      assertThat((long) calls).isBetween((long) booked, booked + waiting);
    }
  }

  private void theResultsAreTheSame() throws IOException {
    assertThat(results(killed())).isEqualTo(results(folder.resolve("peace")));
    assertThat(traces(killed())).hasSize(TRIALS).isEqualTo(traces(folder.resolve("peace")));
  }

  private static Map<String, String> results(Path out) {
    try (var ledger = SqlLedger.open(out.resolve("ledger.db"))) {
      return ledger.trials().stream()
          .collect(
              Collectors.toMap(
                  row -> row.trial().id(),
                  row -> row.ending() + " " + row.verdict() + " " + row.solved() + row.parts(),
                  (one, _) -> one,
                  TreeMap::new));
    }
  }

  private static Map<String, String> traces(Path out) throws IOException {
    var traces = new TreeMap<String, String>();
    try (var files = Files.list(out.resolve("traces"))) {
      for (var file : files.filter(Files::isRegularFile).toList()) {
        traces.put(file.getFileName().toString(), Files.readString(file));
      }
    }
    return traces;
  }

  /// Every call of a cut-off attempt that the books hold is in a trace that was kept.
  private void noTraceIsLost() throws IOException {
    long calls = 0;
    try (var files = Files.list(killed().resolve("traces/cut-off"))) {
      for (var file : files.toList()) {
        calls +=
            Files.readAllLines(file).stream().filter(line -> line.contains("\"call\"")).count();
      }
    }
    try (var ledger = SqlLedger.open(killed().resolve("ledger.db"))) {
      var booked = ledger.unfinished().stream().mapToLong(Ledger.Unfinished::calls).sum();
      assertThat(calls).isBetween(booked, booked + ledger.unfinished().size());
    }
  }

  /// Starts the study in a process of its own and kills that once it has said so many lines.
  ///
  /// @return whether it was still at work
  private boolean killedAfter(int lines) throws IOException, InterruptedException {
    var process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "--enable-native-access=ALL-UNNAMED",
                "-cp",
                System.getProperty("java.class.path"),
                NoteStudy.class.getName(),
                packs().toString(),
                killed().toString(),
                served().toString())
            .redirectError(folder.resolve("errors.txt").toFile())
            .start();
    try (var out = process.inputReader(StandardCharsets.UTF_8)) {
      return says(out, lines);
    } finally {
      process.destroyForcibly().waitFor();
    }
  }

  private static boolean says(BufferedReader out, int lines) throws IOException {
    for (int line = 0; line < lines; line++) {
      if (out.readLine() == null) {
        return false;
      }
    }
    return true;
  }

  private Path packs() {
    return folder.resolve("packs");
  }

  private Path killed() {
    return folder.resolve("killed");
  }

  private Path served() {
    return folder.resolve("served");
  }
}
