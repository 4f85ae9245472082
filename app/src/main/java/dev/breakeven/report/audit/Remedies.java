package dev.breakeven.report.audit;

import dev.breakeven.audit.ClientVersion;
import dev.breakeven.audit.Finding;
import java.util.Optional;

/// What to do about each finding. Each setting is one that the guide to findings names with its
/// source; where a tool has none, that is said.
public final class Remedies {
  private static final String LESS_LOST = "The next audit shows less under cache expired or broken";

  private Remedies() {}

  /// The remedy for `finding`.
  ///
  /// @param version the newest version of the tool that logs tell, empty if none does
  public static Remedy of(Finding finding, Optional<ClientVersion> version) {
    return switch (finding.source()) {
      case "claude-code" -> ClaudeCodeRemedies.of(finding, version);
      case "codex" -> codex(finding);
      case "opencode" -> opencode(finding);
      default -> any(finding);
    };
  }

  private static Remedy codex(Finding finding) {
    return switch (finding.kind()) {
      case SHORT_LIFE, SHORT_LIFE_FOR_ALL, LONG_LIFE, LONG_LIFE_FOR_ALL, PAUSE, LONG_PAUSE ->
          Remedy.habit(
              "No setting in Codex: /compact before a pause",
              "Codex has no setting for the life of the cache; the server decides. Type /compact"
                  + " before a long pause, while the cache is warm, or begin with /new after it.",
              LESS_LOST + "; cached_input_tokens is not near 0 after a pause.");
      case MODEL_SWITCH ->
          Remedy.set(
              "model",
              "Choose at the start: model in config.toml",
              "Set model and model_reasoning_effort in ~/.codex/config.toml before the session and"
                  + " leave both as they are; a new thread for another model.",
              LESS_LOST + "; turn_context names one model a session.");
      case LARGE_RESULTS ->
          Remedy.set(
              "tool_output_token_limit",
              "tool_output_token_limit = 5000, config.toml",
              "Put tool_output_token_limit = 5000 into ~/.codex/config.toml: what a tool prints"
                  + " above that is cut in the history.",
              "No result of a tool is over 5,000 tokens, and this finding is gone.");
      case LONG_CONTEXT ->
          Remedy.set(
              "model_auto_compact_token_limit",
              "model_auto_compact_token_limit = 200000",
              "Put model_auto_compact_token_limit = 200000 into ~/.codex/config.toml; what the"
                  + " summary leaves out may have to be read again.",
              "A compacted item stands in the rollout before prompts pass 200,000 tokens.");
      case TOOLS_CHANGED, LONG_REPORTS, AGENT_FRAME -> any(finding);
    };
  }

  private static Remedy opencode(Finding finding) {
    return switch (finding.kind()) {
      case SHORT_LIFE, SHORT_LIFE_FOR_ALL, LONG_LIFE, LONG_LIFE_FOR_ALL, PAUSE, LONG_PAUSE ->
          Remedy.habit(
              "No setting in opencode: /compact before it",
              "opencode has no setting for the life of the cache. Type /compact before a long"
                  + " pause, while the cache is warm, or begin a new session after it.",
              LESS_LOST + "; tokens.cache.read is not 0 after a pause.");
      case MODEL_SWITCH ->
          Remedy.set(
              "model",
              "Choose at the start: model in opencode.json",
              "Set model in opencode.json, and agent.NAME.model for sub-agents, and leave it as it"
                  + " is within a session.",
              LESS_LOST + "; modelID is one a session.");
      case LARGE_RESULTS ->
          Remedy.set(
              "tool_output.max_bytes",
              "\"tool_output\": {\"max_bytes\": 16000}",
              "Put \"tool_output\": {\"max_bytes\": 16000} into opencode.json: what is longer"
                  + " becomes a file with a preview.",
              "No result of a tool is over 5,000 tokens, and this finding is gone.");
      case LONG_CONTEXT ->
          Remedy.habit(
              "No setting: /compact at a natural end",
              "opencode has no key for the size at which it sums up (compaction.threshold is"
                  + " dropped without a word). Type /compact at the end of a piece of work; leave"
                  + " compaction.prune off, it rewrites what is cached.",
              "Prompts stay under 200,000 tokens, and this finding is gone.");
      case AGENT_FRAME ->
          Remedy.set(
              "agent.NAME.permission",
              "agent.NAME.permission in opencode.json",
              "Give the sub-agent only the tools that it needs: agent.NAME.permission in"
                  + " opencode.json.",
              "The first prompt of its sessions is smaller.");
      case TOOLS_CHANGED, LONG_REPORTS -> any(finding);
    };
  }

  /// What holds whatever the tool is.
  static Remedy any(Finding finding) {
    return switch (finding.kind()) {
      case SHORT_LIFE, SHORT_LIFE_FOR_ALL, PAUSE, LONG_PAUSE ->
          Remedy.habit(
              "No setting known: sum up before a pause",
              "No setting of this tool is known. Sum up before a long pause, while the cache is"
                  + " warm, or begin a new session after it.",
              LESS_LOST + ".");
      case LONG_LIFE, LONG_LIFE_FOR_ALL ->
          Remedy.habit(
              "No setting known: a life of 5 minutes",
              "No setting of this tool is known. Where you write the requests yourself, leave out"
                  + " the ttl of cache_control.",
              "Writes are for 5 minutes.");
      case MODEL_SWITCH ->
          Remedy.habit(
              "Choose the model before the session",
              "Choose the model before the session and leave it as it is; let sub-agents have the"
                  + " other one.",
              LESS_LOST + ".");
      case TOOLS_CHANGED ->
          Remedy.habit(
              "Start all tools before the first prompt",
              "No setting keeps the cache when tool definitions change. Start servers of tools"
                  + " before the first prompt, and leave those out that come and go.",
              LESS_LOST + ".");
      case LARGE_RESULTS ->
          Remedy.habit(
              "No setting known: let tools print less",
              "No setting of this tool is known. Have commands print less: head, tail, grep, or a"
                  + " file that is searched.",
              "No result of a tool is over 5,000 tokens, and this finding is gone.");
      case LONG_REPORTS ->
          Remedy.habit(
              "No setting: ask agents for 300 words at most",
              "No setting limits a report. Write \"report in at most 300 words\" into the agent's"
                  + " own instructions.",
              "Reports are under 1,000 tokens, and this finding is gone.");
      case LONG_CONTEXT ->
          Remedy.habit(
              "No setting known: a new session for each task",
              "No setting of this tool is known. Begin a new session for each task, and sum up at"
                  + " the end of a piece of work.",
              "Prompts stay under 200,000 tokens, and this finding is gone.");
      case AGENT_FRAME ->
          Remedy.habit(
              "No setting known: fewer, larger delegations",
              "No setting of this tool is known. Hand over fewer and larger pieces of work, and"
                  + " give a sub-agent only the tools that it needs.",
              "The first prompt of sub-agents is smaller.");
    };
  }
}
