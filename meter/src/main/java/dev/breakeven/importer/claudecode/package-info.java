/// Claude Code's session transcripts as traces; docs/formats/claude-code.md says what is
/// understood.
///
/// Read [ClaudeCode] first: it groups files by session and feeds each session's lines, read by
/// [EntryReader], to a [ClaudeSession], which keeps one [Conversation] an agent and makes the
/// trace.
@NullMarked
package dev.breakeven.importer.claudecode;

import org.jspecify.annotations.NullMarked;
