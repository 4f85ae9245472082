package dev.breakeven.task;

import java.util.List;

/// A task: how the repository is prepared, what the agent is told, what is checked beside the
/// pack's own checks, and a way to solve it.
///
/// @param name its name, as a study file says it
/// @param prompt what the agent is told; `${verify}` stands for the judge's command
/// @param preparation what is done to the repository beforehand
/// @param checks more checks, which run after the pack's own
/// @param reference steps that solve it, after those that undo an injection
/// @param network the hosts that agents' commands may reach, as `name` or `name:port`
public record Task(
    String name,
    String prompt,
    Preparation preparation,
    List<Check> checks,
    List<Step> reference,
    List<String> network) {
  /// Takes immutable copies.
  public Task {
    checks = List.copyOf(checks);
    reference = List.copyOf(reference);
    network = List.copyOf(network);
  }
}
