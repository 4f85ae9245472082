package dev.breakeven.model.rehearsal;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// The runs of the judge that a conversation holds.
///
/// The command ends in an `echo` of its exit code, as agents in a shell commonly do, so that the
/// outcome can be read whatever the judge prints and wherever a long output was cut.
///
/// @param runs in order
record Verification(List<Run> runs) {
  private static final String ECHO = "; echo \"verify exit $?\"";
  private static final String GREEN = "verify exit 0";

  /// How a receipt begins for work that the judge found good.
  private static final String SOLVED = "verdict: solved";

  /// How findings begin that an agent is told without having run the judge.
  private static final String TOLD = "The judge has looked at the work: not solved";

  /// Takes an immutable copy.
  Verification {
    runs = List.copyOf(runs);
  }

  /// One run of the judge.
  ///
  /// @param turn the answer that asked for it
  /// @param green whether it passed
  /// @param text what it printed
  record Run(int turn, boolean green, String text) {
    /// Whether it says something of the file at `path`.
    boolean mentions(String path) {
      return text.contains(path.substring(path.lastIndexOf('/') + 1));
    }
  }

  static WantedCall move(Script script) {
    return WantedCall.bash(script.verify() + ECHO);
  }

  static Verification of(History history, Script script) {
    var own =
        history.deeds().stream()
            .filter(deed -> move(script).is(deed.call()))
            .map(d -> new Run(d.turn(), d.result().text().contains(GREEN), d.result().text()));
    var receipts =
        history.deeds().stream()
            .filter(deed -> deed.result().text().startsWith(SOLVED) || shows(deed))
            .map(d -> new Run(d.turn(), !shows(d), d.result().text()));
    var told =
        history.notes().stream()
            .filter(note -> note.text().contains(TOLD))
            .map(note -> new Run(note.turn(), false, note.text()));
    return new Verification(
        Stream.concat(own, Stream.concat(receipts, told))
            .sorted(Comparator.comparingInt(Run::turn))
            .toList());
  }

  private static boolean shows(History.Deed deed) {
    return deed.call().tool().equals(WantedCall.SHOW) && deed.result().text().contains(TOLD);
  }

  Optional<Run> last() {
    return runs.isEmpty() ? Optional.empty() : Optional.of(runs.getLast());
  }

  /// The failed runs after answer `turn`.
  List<Run> redAfter(int turn) {
    return runs.stream().filter(run -> !run.green() && run.turn() > turn).toList();
  }
}
