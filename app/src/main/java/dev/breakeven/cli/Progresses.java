package dev.breakeven.cli;

import dev.breakeven.study.Progress;
import java.io.PrintWriter;

/// Chooses how progress is shown.
final class Progresses {
  private Progresses() {}

  static Progress choose(boolean quiet, PrintWriter out) {
    if (quiet) {
      return Progress.SILENT;
    }
    var console = System.console();
    boolean terminal =
        console != null && console.isTerminal() && !"dumb".equals(System.getenv("TERM"));
    return terminal ? new LiveProgress(out) : new PlainProgress(out);
  }
}
