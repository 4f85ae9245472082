package dev.breakeven.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.breakeven.workspace.Bubblewrap;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// Runs commands as a user would, within this process.
final class Commands {
  private static final InstantSource CLOCK =
      InstantSource.fixed(Instant.parse("2026-11-24T12:00:00Z"));

  private static final boolean SANDBOXED = sandboxed();

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

  /// `arguments`, and what must be typed on a machine without a sandbox.
  static String[] typed(String... arguments) {
    boolean runs = arguments.length > 0 && List.of("demo", "run").contains(arguments[0]);
    if (!runs || SANDBOXED) {
      return arguments;
    }
    var all = new ArrayList<>(List.of(arguments));
    all.addAll(List.of("--sandbox", "none"));
    return all.toArray(String[]::new);
  }

  private static boolean sandboxed() {
    try {
      return Bubblewrap.find().isPresent();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while looking for bubblewrap", e);
    }
  }

  static Printed run(String... arguments) {
    var out = new StringWriter();
    var err = new StringWriter();
    int exit =
        CommandLines.standard(CLOCK)
            .setOut(new PrintWriter(out, true))
            .setErr(new PrintWriter(err, true))
            .execute(typed(arguments));
    return new Printed(exit, out.toString(), err.toString());
  }
}
