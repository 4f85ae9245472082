package dev.breakeven.importer.claudecode;

import dev.breakeven.importer.Dialogue;
import dev.breakeven.importer.Draft;
import dev.breakeven.importer.claudecode.ToolUses.ToolUse;
import dev.breakeven.trace.Role;
import dev.breakeven.trace.Trace;
import java.util.Collection;
import java.util.Optional;

/// Who started whom in a session that was read to its end.
///
/// @param conversations in the order in which they came up
/// @param delegates whether the main agent wrote an instruction
record SessionAgents(
    Draft draft, Collection<Conversation> conversations, ToolUses tools, boolean delegates) {
  /// The session's trace, empty if it has no calls.
  Optional<Trace> trace() {
    conversations.forEach(this::place);
    for (String agent : tools.started()) {
      ToolUse starter = tools.starter(agent);
      if (starter != null) {
        draft.unlogged(agent, starter.agent(), starter.block(), tools.known(agent));
      }
    }
    return draft.trace();
  }

  /// Says whose a conversation is: one that nobody is known to have started is the main agent's.
  private void place(Conversation conversation) {
    Dialogue dialogue = conversation.dialogue();
    ToolUse starter = tools.starter(conversation.id);
    Dialogue parent = starter == null ? null : draft.dialogueOf(starter.agent()).orElse(null);
    boolean compacts = conversation.id.startsWith(ClaudeSession.COMPACTION);
    if (starter != null && parent != null) {
      dialogue.under(parent, starter.agent(), starter.block());
    } else if (compacts || conversation.id.equals(ClaudeSession.MAIN)) {
      if (compacts && starter == null) {
        dialogue.beside(draft.dialogue(ClaudeSession.MAIN));
      }
      dialogue.as((delegates ? Role.ORCHESTRATOR : Role.SOLO).key());
    } else {
      dialogue.under(starter == null ? draft.dialogue(ClaudeSession.MAIN) : null, null);
    }
  }
}
