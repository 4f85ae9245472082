package dev.breakeven.trace;

import org.jspecify.annotations.Nullable;

/// One agent: a conversation of its own with one model.
///
/// @param id unique in its trace: `main`, or `main.1` for the first delegation's executor
/// @param role what it is there for
/// @param model the model's exact id
/// @param parent the agent that delegated to it, null for the first
/// @param instruction the block that delegated to it, null for the first
public record Agent(
    String id, Role role, String model, @Nullable String parent, @Nullable Integer instruction) {}
