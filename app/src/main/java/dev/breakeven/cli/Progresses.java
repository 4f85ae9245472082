package dev.breakeven.cli;

import dev.breakeven.study.RunProgress;
import java.io.Console;
import java.io.PrintWriter;
import java.util.Optional;

/// Chooses how progress is shown.
final class Progresses {
  private Progresses() {}

  static RunProgress choose(boolean quiet, PrintWriter out) {
    if (quiet) {
      return RunProgress.SILENT;
    }
    boolean terminal =
        Optional.ofNullable(System.console()).filter(Console::isTerminal).isPresent()
            && !"dumb".equals(System.getenv("TERM"));
    return terminal ? new LiveProgress(out) : new PlainProgress(out);
  }
}
