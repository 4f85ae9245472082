package dev.breakeven.agent;

import dev.breakeven.trace.Role;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Objects;

/// The three system prompts.
final class Prompts {
  private Prompts() {}

  static String system(Role role) {
    var name = role.key() + ".md";
    try (var in = Objects.requireNonNull(Prompts.class.getResourceAsStream(name), name)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8).strip();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
