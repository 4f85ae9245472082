package dev.breakeven.trace;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// One agent: a conversation of its own with one model.
///
/// @param id unique in its trace: `main`, or `main.1` for the first delegation's executor
/// @param role what it is there for
/// @param model the model's exact id
/// @param parent the agent that delegated to it, null for the first
/// @param instruction the block that delegated to it, null for the first
/// @param unlogged what is known of it if its calls are not in the log, null if they are
public record Agent(
    String id,
    Role role,
    String model,
    @Nullable String parent,
    @Nullable Integer instruction,
    @Nullable Unlogged unlogged) {
  /// An agent whose calls are in the log.
  public Agent(
      String id, Role role, String model, @Nullable String parent, @Nullable Integer instruction) {
    this(id, role, model, parent, instruction, null);
  }

  /// What the log of its parent tells of an agent whose own calls are not in the log. What they
  /// cost is unknown, and not zero.
  ///
  /// @param toolUses how many tools it called, null if that is not said
  /// @param took how long it worked, null if that is not said
  public record Unlogged(@Nullable Long toolUses, @Nullable Duration took) {}
}
