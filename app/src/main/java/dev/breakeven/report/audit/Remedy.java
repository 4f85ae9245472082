package dev.breakeven.report.audit;

import java.util.Optional;

/// What to do about a finding, in the tool and version whose log shows it.
///
/// @param brief it in at most 46 characters, for a line of a list
/// @param todo it in a sentence or two, with where to put it and what it costs
/// @param setting the setting, flag or command by its own name, empty where the tool has none
/// @param check how next week's log shows that it worked
public record Remedy(String brief, String todo, Optional<String> setting, String check) {
  /// The most characters of what stands in a list.
  static final int BRIEF = 46;

  /// Checks the length.
  public Remedy {
    if (brief.length() > BRIEF) {
      throw new IllegalArgumentException(
          "expected at most " + BRIEF + " characters, got " + brief.length() + ": " + brief);
    }
  }

  static Remedy set(String setting, String brief, String todo, String check) {
    return new Remedy(brief, todo, Optional.of(setting), check);
  }

  static Remedy habit(String brief, String todo, String check) {
    return new Remedy(brief, todo, Optional.empty(), check);
  }
}
