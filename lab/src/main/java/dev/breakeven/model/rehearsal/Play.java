package dev.breakeven.model.rehearsal;

/// How a role is played: what to do next, from the conversation alone.
sealed interface Play permits SoloPlay, OrchestratorPlay, ExecutorPlay {
  /// The next act.
  Act next();
}
