package dev.breakeven.agent;

import dev.breakeven.tool.Hands;
import dev.breakeven.trace.Role;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Objects;

/// The system prompts of one trial's agents.
///
/// @param marker a line to begin each with, which no other trial has, so that providers' caches
///   share nothing between trials; empty for none
/// @param hands what an executor may do
public record Prompts(String marker, Hands hands) {
  /// Without a marker; executors have the editor and the shell.
  public static final Prompts PLAIN = new Prompts("", Hands.ALL);

  /// What an agent of `role` is told.
  String system(Role role) {
    var name = role.key() + ".md";
    try (var in = Objects.requireNonNull(Prompts.class.getResourceAsStream(name), name)) {
      var text = new String(in.readAllBytes(), StandardCharsets.UTF_8).strip();
      var told = role == Role.EXECUTOR ? hands.yours() : hands.theirs();
      return (marker + "\n" + text.replace("${hands}", told)).strip();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
