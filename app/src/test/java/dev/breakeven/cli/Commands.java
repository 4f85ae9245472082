package dev.breakeven.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.List;

/// Runs commands as a user would, within this process.
final class Commands {
  private static final InstantSource CLOCK =
      InstantSource.fixed(Instant.parse("2026-11-24T12:00:00Z"));

  private Commands() {}

  /// What a command printed.
  ///
  /// @param exit its exit code
  /// @param out its output
  /// @param err its messages
  record Printed(int exit, String out, String err) {
    /// The cells of the first row that begins with `cells`.
    List<String> row(String... cells) {
      return out.lines()
          .map(line -> Arrays.stream(line.strip().split(" {2,}", -1)).toList())
          .filter(row -> row.size() > cells.length)
          .filter(row -> row.subList(0, cells.length).equals(List.of(cells)))
          .findFirst()
          .orElseThrow(() -> new AssertionError("no row " + List.of(cells) + " in\n" + out));
    }
  }

  /// The output of a command that must succeed.
  static Printed done(String... arguments) {
    var printed = run(arguments);
    assertThat(printed.exit()).as(printed.err()).isZero();
    return printed;
  }

  static Printed run(String... arguments) {
    var out = new StringWriter();
    var err = new StringWriter();
    int exit =
        CommandLines.standard(CLOCK)
            .setOut(new PrintWriter(out, true))
            .setErr(new PrintWriter(err, true))
            .execute(arguments);
    return new Printed(exit, out.toString(), err.toString());
  }
}
