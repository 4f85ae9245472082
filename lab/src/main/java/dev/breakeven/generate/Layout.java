package dev.breakeven.generate;

import java.util.List;

/// Where a repository keeps what, as its owner says; what is empty is found out.
///
/// @param sources folders or files of the program, the first one to put faults in
/// @param tests folders or files of its tests, the first one to put faults in
/// @param modules modules of a Maven build, by their folders
/// @param without tests to leave out: `package.Class` or `package.Class#method` for Java, a path or
///   pytest's name of a test for Python
public record Layout(
    List<String> sources, List<String> tests, List<String> modules, List<String> without) {
  /// All is to be found out.
  public static final Layout UNKNOWN = new Layout(List.of(), List.of(), List.of(), List.of());

  /// Takes immutable copies, without `/` at the end.
  public Layout {
    sources = plain(sources);
    tests = plain(tests);
    modules = plain(modules);
    without = List.copyOf(without);
  }

  private static List<String> plain(List<String> folders) {
    return folders.stream().map(folder -> folder.replaceFirst("/+$", "")).toList();
  }
}
