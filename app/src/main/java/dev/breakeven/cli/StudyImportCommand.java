package dev.breakeven.cli;

import dev.breakeven.catalog.Catalog;
import dev.breakeven.report.CheckReport;
import dev.breakeven.store.SqlLedger;
import dev.breakeven.study.records.Records;
import dev.breakeven.study.records.StudyImport;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// Takes the records of a study that others ran over into a folder of our own.
@Command(
    name = "import",
    description = {
      "Take over the trial records of a study that others ran (*.jsonl or *.csv).",
      "Then results, compare and reprice work on it. Suspicious records are named, and lines that"
          + " are no records."
    },
    mixinStandardHelpOptions = true)
final class StudyImportCommand implements Runnable {
  private final InstantSource clock;

  @Parameters(paramLabel = "FOLDER", description = "a folder with records, or one file")
  private @Nullable Path from;

  @Option(
      names = "--out",
      paramLabel = "DIR",
      description = "where to (default: breakeven-out/NAME)")
  private @Nullable Path out;

  @Option(
      names = "--name",
      paramLabel = "NAME",
      description = "what to call the study (default: the folder's name)")
  private @Nullable String name;

  @Option(
      names = "--on",
      paramLabel = "DATE",
      description = "the day whose prices count; records carry no date (default: today)")
  private @Nullable LocalDate on;

  @Spec private @Nullable CommandSpec spec;

  StudyImportCommand(InstantSource clock) {
    this.clock = clock;
  }

  @Override
  public void run() {
    var place = Objects.requireNonNull(from);
    try {
      take(place, Records.read(place));
    } catch (IllegalArgumentException e) {
      throw new UserError(String.valueOf(e.getMessage()), e);
    } catch (NoSuchFileException e) {
      throw new UserError("there is no folder or file " + place, e);
    } catch (IOException e) {
      throw new UserError("cannot take over " + place + ": " + e.getMessage(), e);
    }
  }

  private void take(Path place, Records records) throws IOException {
    var called = name == null ? nameOf(place) : name;
    var folder = out == null ? Path.of("breakeven-out", called) : out;
    var day = on == null ? LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC) : on;
    var file = folder.resolve(StudyRun.LEDGER);
    if (Files.exists(file)) {
      throw new UserError(
          folder + " holds a run already; choose another folder with --out, or delete it");
    }
    var taken = new StudyImport(records, called, day, Catalog.bundled());
    Files.createDirectories(folder);
    try (var ledger = SqlLedger.open(file)) {
      ledger.open(taken.facts());
      taken.into(ledger);
    }
    var print = Objects.requireNonNull(spec).commandLine().getOut();
    print.printf(
        "%d records from %s into %s, at the prices of %s%s.%n",
        records.trials().size(),
        String.join(", ", records.files()),
        folder,
        day,
        on == null ? " (today; records carry no date, --on says another)" : "");
    for (var left : records.leftAside()) {
      print.printf("Left aside: %s, beside JSON Lines of the same trials.%n", left);
    }
    records.malformed().forEach(line -> print.printf("No record: %s%n", line));
    var books = RunLedger.read(folder);
    print.print(CheckReport.suspicions(StudyCheckCommand.check(books.results())));
    print.printf(
        "Now: ./breakeven results %s · compare %s · reprice %s · study check %s%n",
        folder, folder, folder, folder);
    print.flush();
  }

  private static String nameOf(Path place) {
    var whole = String.valueOf(place.toAbsolutePath().normalize().getFileName());
    int dot = whole.lastIndexOf('.');
    var bare = dot > 0 && Files.isRegularFile(place) ? whole.substring(0, dot) : whole;
    return bare.replaceAll("[^A-Za-z0-9_.-]", "-");
  }
}
