package dev.breakeven.importer.claudecode;

/// What a line of a transcript is, as far as it matters for cost.
enum EntryKind {
  /// A message to the model: a prompt or the results of tools.
  USER,
  /// A part of the model's answer.
  ASSISTANT,
  /// Something the tool adds to the prompt by itself.
  ATTACHMENT,
  /// From here on a summary stands for what was said before.
  COMPACTION,
  /// A request was sent.
  REQUEST,
  /// The system prompt and the tool definitions of the requests that follow.
  SHAPE,
  /// This agent goes on from where another one stands.
  FORK,
  /// A request failed.
  FAILURE,
  /// Book-keeping that no prompt contains.
  IDLE,
  /// A kind the importer does not know.
  UNKNOWN
}
