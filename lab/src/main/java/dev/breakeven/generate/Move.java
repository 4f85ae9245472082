package dev.breakeven.generate;

/// A function that could be moved to a file of its own.
///
/// @param file where it stands
/// @param name its name
/// @param lines how long it is
/// @param users how many other files use it
/// @param task the task as YAML from `- task:` on, without indent; empty if the move can only be
///   proposed
/// @param prompt what an agent would be told
record Move(String file, String name, int lines, int users, String task, String prompt) {}
