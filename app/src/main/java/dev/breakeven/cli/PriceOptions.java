package dev.breakeven.cli;

import dev.breakeven.catalog.Catalog;
import dev.breakeven.study.Study;
import dev.breakeven.study.comparison.Repricing;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/// Whose prices count.
final class PriceOptions {
  @Option(
      names = "--on",
      paramLabel = "DATE",
      description = "take the prices of this day, as 2026-07-01, for every call")
  private @Nullable LocalDate on;

  @Option(
      names = "--prices",
      paramLabel = "FILE.json",
      description = "take prices from this file, in the catalog's form, where it has them")
  private @Nullable Path file;

  /// Whether other prices are wanted than those the ledger holds.
  boolean wanted() {
    return on != null || file != null;
  }

  /// The bundled catalog, and the file's rows before it.
  Catalog catalog() {
    var bundled = Catalog.bundled();
    if (file == null) {
      return bundled;
    }
    try (var in = Files.newBufferedReader(file)) {
      return bundled.with(Catalog.read(in, file.toString()));
    } catch (NoSuchFileException e) {
      throw new UserError("there is no price file " + file, e);
    } catch (IOException e) {
      throw new UserError("cannot read the price file " + file + ": " + e.getMessage(), e);
    } catch (IllegalArgumentException e) {
      throw new UserError(String.valueOf(e.getMessage()), e);
    }
  }

  /// The prices wanted, for a study.
  Repricing of(Study study) {
    try {
      return new Repricing(
          StudyPrices.of(study, catalog()),
          on == null ? Repricing.Day.own(study.plan().date()) : Repricing.Day.fixed(on));
    } catch (IllegalArgumentException e) {
      throw new UserError(String.valueOf(e.getMessage()), e);
    }
  }

  /// The day wanted, if one is.
  @Nullable LocalDate day() {
    return on;
  }

  /// The prices in words: `at the prices of 2026-07-01`.
  String words(Study study) {
    return "at the prices of "
        + (on == null ? study.plan().date() : on)
        + (file == null ? "" : ", " + file.getFileName() + " first");
  }
}
