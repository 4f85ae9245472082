package dev.breakeven.model.rehearsal;

/// How a role is played: what to do next, from the conversation alone.
sealed interface Behaviour
    permits SoloBehaviour,
        OrchestratorBehaviour,
        GoalBehaviour,
        ExecutorBehaviour,
        PlannerBehaviour,
        AdvisorBehaviour {
  /// The next act.
  Act next();
}
