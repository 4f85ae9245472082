package dev.breakeven.report.explain;

import dev.breakeven.importer.Health;
import java.util.Locale;
import java.util.stream.Collectors;

/// How well other tools' logs could be read, as text.
public final class HealthText {
  private final Health health;

  /// Tells of `health`.
  public HealthText(Health health) {
    this.health = health;
  }

  /// One line of counts, then the broken lines by name.
  public String text() {
    var counts =
        health.ordered().entrySet().stream()
            .filter(entry -> entry.getValue() > 0)
            .map(entry ->
                String.format(
                    Locale.ROOT,
                    "%,d %s",
                    entry.getValue(),
                    entry.getKey().name().toLowerCase(Locale.ROOT).replace('_', ' ')))
            .collect(Collectors.joining(", "));
    var text = new StringBuilder("Read: " + counts + ".\n");
    if (!health.unknown().isEmpty()) {
      text.append("Kinds of lines not known: " + health.unknown() + ".\n");
    }
    health.broken().forEach(line -> text.append("Note: " + line + "\n"));
    return text.toString();
  }
}
