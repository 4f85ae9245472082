package dev.breakeven.audit;

/// The five parts of a bill that people ask for first. They add up to it.
public enum Family {
  /// What was in the cache, read once more in a later call.
  REREAD("reading the context again"),
  /// What came into a prompt for the first time, and fees of tools that the provider ran.
  NEW("new content"),
  /// What was paid above the price of reading to put back what the cache had lost.
  CACHE_LOST("cache expired or broken"),
  /// What the models wrote, thinking included.
  ANSWERS("answers"),
  /// All calls of agents that another agent called in, whatever they were for.
  SUB_AGENTS("sub-agents");

  private final String words;

  Family(String words) {
    this.words = words;
  }

  /// As people say it: `cache expired or broken`.
  public String words() {
    return words;
  }

  /// The name used in files: `cache_lost`.
  public String key() {
    return name().toLowerCase(java.util.Locale.ROOT);
  }
}
