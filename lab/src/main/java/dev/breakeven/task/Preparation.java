package dev.breakeven.task;

import java.util.List;
import java.util.Optional;

/// What is done to a repository before an agent sees it.
///
/// @param injection faults to put in
/// @param edits steps to take after that
/// @param files files the task supplies and protects
/// @param red the names of the checks that must fail on the prepared repository, all others passing
///   or not run
public record Preparation(
    Optional<Injection> injection, List<Step> edits, List<ProtectedFile> files, List<String> red) {
  /// Takes immutable copies.
  public Preparation {
    edits = List.copyOf(edits);
    files = List.copyOf(files);
    red = List.copyOf(red);
  }

  /// Faults to put into sources, the same ones for the same seed.
  ///
  /// @param seed picks the places
  /// @param sources the folder of sources that get type errors and lint findings
  /// @param tests the folder of tests that get classes or modules failing at load
  /// @param numbers how many
  /// @param without places not to be used, each a kind or `path:line kind`
  public record Injection(
      long seed, String sources, String tests, Numbers numbers, List<String> without) {
    /// Takes an immutable copy.
    public Injection {
      without = List.copyOf(without);
    }

    /// The usual numbers, in any place.
    public Injection(long seed, String sources, String tests) {
      this(seed, sources, tests, Numbers.USUAL, List.of());
    }
  }

  /// How many faults of each sort.
  ///
  /// @param type type errors
  /// @param lint lint findings
  /// @param load tests that fail at load
  public record Numbers(int type, int lint, int load) {
    /// Ten, ten and five.
    public static final Numbers USUAL = new Numbers(10, 10, 5);
  }

  /// A file that the task supplies and that nobody may change.
  ///
  /// @param path where it stands in the repository
  /// @param from the file in the pack, relative to it
  /// @param sha256 its fingerprint, in hexadecimal
  public record ProtectedFile(String path, String from, String sha256) {}
}
