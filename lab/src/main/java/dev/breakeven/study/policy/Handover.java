package dev.breakeven.study.policy;

import dev.breakeven.agent.Said;
import dev.breakeven.tool.Truncation;
import dev.breakeven.trace.Origin;
import dev.breakeven.workspace.FolderDiff;

/// What one agent leaves to the next: what it changed, and nothing it said.
final class Handover {
  private static final Truncation MOST = new Truncation(16_000);

  private Handover() {}

  /// `diff` as the next agent is told of it.
  static Said of(FolderDiff diff) {
    var text = diff.text();
    return new Said(
        Origin.HANDOVER,
        text.isEmpty()
            ? "Somebody else began this and left the repository unchanged. Go on from there."
            : """
            Somebody else began this and did not finish. The repository holds that work; keep what \
            is good, put right what is not, and go on from there. What it changed so far:

            """
                + MOST.cut(text));
  }
}
