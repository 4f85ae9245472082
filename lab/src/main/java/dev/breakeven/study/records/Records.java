package dev.breakeven.study.records;

import java.io.IOException;
import java.nio.charset.MalformedInputException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/// The records of a study in a folder: JSON Lines, or CSV with the columns of `results --format
/// csv`.
///
/// A folder that has both holds the same trials twice, as far as anyone can tell; then only the
/// JSON Lines are read, which say more. A line that is no record is named and left out.
///
/// @param trials the records, files by name, lines in order
/// @param malformed what is wrong with lines that are none, each with file and line
/// @param files the names of the files read
/// @param leftAside the names of files that were not read
public record Records(
    List<TrialRecord> trials, List<String> malformed, List<String> files, List<String> leftAside) {
  /// Takes immutable copies.
  public Records {
    trials = List.copyOf(trials);
    malformed = List.copyOf(malformed);
    files = List.copyOf(files);
    leftAside = List.copyOf(leftAside);
  }

  /// Reads the records in `place`, a folder or one file.
  ///
  /// @throws IllegalArgumentException if there are none
  /// @throws IOException if a file cannot be read
  public static Records read(Path place) throws IOException {
    var json = files(place, ".jsonl");
    var csv = files(place, ".csv");
    var chosen = json.isEmpty() ? csv : json;
    var trials = new ArrayList<TrialRecord>();
    var malformed = new ArrayList<String>();
    for (var file : chosen) {
      var lines = lines(file);
      var name = name(file);
      if (json.isEmpty()) {
        CsvRecords.read(name, lines, trials, malformed);
      } else {
        JsonRecords.read(name, lines, trials, malformed);
      }
    }
    if (trials.isEmpty()) {
      throw new IllegalArgumentException(
          "expected records of trials (*.jsonl or *.csv) in "
              + place
              + ", got none"
              + (malformed.isEmpty() ? "" : "; " + String.join("; ", malformed)));
    }
    return new Records(
        trials,
        malformed,
        chosen.stream().map(Records::name).toList(),
        json.isEmpty() ? List.of() : csv.stream().map(Records::name).toList());
  }

  private static List<Path> files(Path place, String ending) throws IOException {
    if (!Files.isDirectory(place)) {
      return name(place).toLowerCase(Locale.ROOT).endsWith(ending) ? List.of(place) : List.of();
    }
    try (Stream<Path> files = Files.list(place)) {
      return files
          .filter(file -> name(file).toLowerCase(Locale.ROOT).endsWith(ending))
          .filter(Files::isRegularFile)
          .sorted()
          .toList();
    }
  }

  private static List<String> lines(Path file) throws IOException {
    try {
      return Files.readAllLines(file);
    } catch (MalformedInputException e) {
      throw new IllegalArgumentException(file + ": expected UTF-8 text, got other bytes", e);
    }
  }

  private static String name(Path file) {
    return String.valueOf(file.getFileName());
  }
}
