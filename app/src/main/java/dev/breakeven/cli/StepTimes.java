package dev.breakeven.cli;

import java.io.PrintWriter;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/// How long the steps of a long piece of work took, from one line that it prints to the next, and
/// all of a kind together.
final class StepTimes {
  private final PrintWriter out;
  private final InstantSource clock;
  private final Map<String, Duration> sums = new LinkedHashMap<>();
  private Instant last;

  StepTimes(PrintWriter out, InstantSource clock) {
    this.out = out;
    this.clock = clock;
    last = clock.instant();
  }

  /// Prints a line with the time since the one before.
  ///
  /// @param kind what it is added up with
  void print(String kind, String line) {
    var now = clock.instant();
    var took = Duration.between(last, now);
    last = now;
    sums.merge(kind, took, Duration::plus);
    out.println(line + " (" + seconds(took) + ")");
    out.flush();
  }

  /// All kinds with their times, in the order they came: `base 20.1 s, T1 3.0 s`.
  String sums() {
    return sums.entrySet().stream()
        .map(entry -> entry.getKey() + " " + seconds(entry.getValue()))
        .collect(Collectors.joining(", "));
  }

  /// The time of all together.
  String total() {
    return seconds(sums.values().stream().reduce(Duration.ZERO, Duration::plus));
  }

  private static String seconds(Duration time) {
    return String.format(Locale.ROOT, "%.1f s", time.toMillis() / 1000.0);
  }
}
