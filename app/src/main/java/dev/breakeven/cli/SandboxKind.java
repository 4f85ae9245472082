package dev.breakeven.cli;

import java.util.Locale;

/// Where the commands of a run's agents run.
enum SandboxKind {
  BUBBLEWRAP,
  /// Unconfined: a command can do all that the user can.
  NONE;

  /// The name on the command line and in the facts of a run.
  String key() {
    return name().toLowerCase(Locale.ROOT);
  }

  static SandboxKind of(String typed) {
    for (var kind : values()) {
      if (kind.key().equals(typed)) {
        return kind;
      }
    }
    throw new UserError("expected --sandbox bubblewrap or none, got " + typed);
  }
}
