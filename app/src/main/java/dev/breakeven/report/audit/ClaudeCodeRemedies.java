package dev.breakeven.report.audit;

import dev.breakeven.audit.ClientVersion;
import dev.breakeven.audit.Finding;
import java.util.Optional;

/// What to do about a finding in Claude Code, by its version.
final class ClaudeCodeRemedies {
  private static final String SETTINGS = " in ~/.claude/settings.json";
  private static final String ENVIRONMENT = " in the \"env\" block of ~/.claude/settings.json";

  private ClaudeCodeRemedies() {}

  static Remedy of(Finding finding, Optional<ClientVersion> version) {
    return switch (finding.kind()) {
      case SHORT_LIFE ->
          Remedy.set(
              "promptCacheTtl",
              "\"promptCacheTtl\": \"1h\" in settings.json",
              "\"promptCacheTtl\": \"1h\""
                  + SETTINGS
                  + " (2.1.243 or later): for the main conversation only, and every write of it"
                  + " costs 2x instead of 1.25x the input price, which is counted here.",
              "usage.cache_creation of the main conversation has ephemeral_1h_input_tokens above 0"
                  + " and ephemeral_5m_input_tokens 0.");
      case SHORT_LIFE_FOR_ALL -> shortLifeForAll(version);
      case LONG_LIFE ->
          Remedy.set(
              "promptCacheTtl",
              "\"promptCacheTtl\": \"5m\" in settings.json",
              "\"promptCacheTtl\": \"5m\"" + SETTINGS + " (2.1.243 or later).",
              "usage.cache_creation has ephemeral_5m_input_tokens above 0 and"
                  + " ephemeral_1h_input_tokens 0.");
      case LONG_LIFE_FOR_ALL -> longLifeForAll(version);
      case PAUSE, LONG_PAUSE ->
          Remedy.habit(
              "No setting: /compact before, or start anew",
              "No setting keeps a cache for more than an hour. Type /compact before you leave,"
                  + " while the cache is warm (when you are back it costs the whole prompt), or"
                  + " begin a new session instead of resuming.",
              "The first call after a long pause writes little: cache_creation_input_tokens is not"
                  + " near the whole prompt.");
      case MODEL_SWITCH ->
          Remedy.set(
              "model",
              "Choose at the start: --model or \"model\"",
              "Choose before the session: --model, or \"model\""
                  + SETTINGS
                  + "; let sub-agents have the other model. opusplan switches at every change of"
                  + " plan mode.",
              "message.model is one in each main conversation.");
      case TOOLS_CHANGED ->
          Remedy.set(
              "/mcp disable NAME",
              "/mcp disable NAME for servers that come and go",
              "Start all MCP servers before the first prompt; /mcp disable NAME for one that"
                  + " reconnects, and no alwaysLoad. Tools behind tool search only append.",
              "The next audit has no re-writes for tools under its causes (audit --all).");
      case LARGE_RESULTS -> results(finding, version);
      case LONG_REPORTS -> Remedies.any(finding);
      case LONG_CONTEXT -> context(version);
      case AGENT_FRAME ->
          Remedy.set(
              ".claude/agents/NAME.md",
              "An agent file with the few tools it needs",
              "Write .claude/agents/NAME.md with \"tools: Read, Grep\" and what else it needs, and"
                  + " \"omitClaudeMd: true\" if it can do without. The stake takes 5,000 tokens"
                  + " less in each of its prompts, at most half of the first.",
              "The first call in subagents/agent-*.jsonl has a smaller prompt.");
    };
  }

  private static boolean before(Optional<ClientVersion> version, int patch) {
    return version.filter(known -> !known.has(2, 1, patch)).isPresent();
  }

  private static Remedy shortLifeForAll(Optional<ClientVersion> version) {
    return before(version, 108)
        ? Remedy.habit(
            "No setting before 2.1.108: update",
            "This version has no setting for the life of the cache (2.1.108 brought one): update,"
                + " or type /compact before a pause.",
            "The version in new logs is 2.1.108 or later.")
        : Remedy.set(
            "ENABLE_PROMPT_CACHING_1H",
            "ENABLE_PROMPT_CACHING_1H=1 (sub-agents too)",
            "\"ENABLE_PROMPT_CACHING_1H\": \"1\""
                + ENVIRONMENT
                + " (2.1.108 or later): for sub-agents too, and every write costs 2x instead of"
                + " 1.25x the input price; both are counted here.",
            "usage.cache_creation has ephemeral_1h_input_tokens above 0 in all files.");
  }

  private static Remedy longLifeForAll(Optional<ClientVersion> version) {
    return before(version, 108)
        ? Remedy.habit(
            "No setting before 2.1.108: update",
            "This version has no setting for the life of the cache (2.1.108 brought one).",
            "The version in new logs is 2.1.108 or later.")
        : Remedy.set(
            "FORCE_PROMPT_CACHING_5M",
            "FORCE_PROMPT_CACHING_5M=1",
            "\"FORCE_PROMPT_CACHING_5M\": \"1\"" + ENVIRONMENT + " (2.1.108 or later).",
            "usage.cache_creation has ephemeral_1h_input_tokens 0 in all files.");
  }

  private static Remedy results(Finding finding, Optional<ClientVersion> version) {
    String check = "No %s result is over 5,000 tokens, and this finding is gone.";
    return switch (finding.subject()) {
      case "Bash" ->
          version.filter(known -> known.has(2, 1, 332)).isPresent()
              ? Remedy.set(
                  "bashOutputMaxChars",
                  "\"bashOutputMaxChars\": 16000, settings.json",
                  "\"bashOutputMaxChars\": 16000"
                      + SETTINGS
                      + ": a longer output goes to a file, and 2,000 characters of it into the"
                      + " prompt.",
                  check.formatted("Bash"))
              : Remedy.set(
                  "BASH_MAX_OUTPUT_LENGTH",
                  "BASH_MAX_OUTPUT_LENGTH=16000",
                  "\"BASH_MAX_OUTPUT_LENGTH\": \"16000\""
                      + ENVIRONMENT
                      + ": a longer output goes to a file, and 2,000 characters of it into the"
                      + " prompt. Only lowering it has an effect.",
                  check.formatted("Bash"));
      case "Read" ->
          Remedy.set(
              "CLAUDE_CODE_FILE_READ_MAX_OUTPUT_TOKENS",
              "CLAUDE_CODE_FILE_READ_MAX_OUTPUT_TOKENS=5000",
              "\"CLAUDE_CODE_FILE_READ_MAX_OUTPUT_TOKENS\": \"5000\""
                  + ENVIRONMENT
                  + ": a longer file is refused and asked for by range, which is a call more.",
              check.formatted("Read"));
      case "MCP" ->
          Remedy.set(
              "MAX_MCP_OUTPUT_TOKENS",
              "MAX_MCP_OUTPUT_TOKENS=5000",
              "\"MAX_MCP_OUTPUT_TOKENS\": \"5000\""
                  + ENVIRONMENT
                  + "; a server's tool that names its own limit goes by that.",
              check.formatted("MCP"));
      default ->
          Remedy.habit(
              "No setting: a PostToolUse hook can cut it",
              "No setting cuts what this tool answers. A PostToolUse hook can, by"
                  + " updatedToolOutput (2.1.121 or later); or have a sub-agent read it.",
              check.formatted(finding.subject()));
    };
  }

  private static Remedy context(Optional<ClientVersion> version) {
    return before(version, 221)
        ? Remedy.habit(
            "/compact at a natural end, /clear after it",
            "Type /compact at the end of a piece of work, while the cache is warm, and /clear"
                + " between tasks. Later versions have autoCompactWindow.",
            "Prompts stay under 200,000 tokens, and this finding is gone.")
        : Remedy.set(
            "autoCompactWindow",
            "\"autoCompactWindow\": 200000, settings.json",
            "\"autoCompactWindow\": 200000"
                + SETTINGS
                + ", or /autocompact 200k: the conversation is summed up at that size. The stake"
                + " takes a summary of 5,000 tokens and nothing that is read again.",
            "compact_boundary stands in the log before prompts pass 200,000 tokens.");
  }
}
