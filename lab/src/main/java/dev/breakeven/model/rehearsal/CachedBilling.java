package dev.breakeven.model.rehearsal;

import dev.breakeven.cache.Breakpoint;
import dev.breakeven.cache.CacheRequest;
import dev.breakeven.cache.EntryLife;
import dev.breakeven.cache.Level;
import dev.breakeven.cache.PromptCache;
import dev.breakeven.cache.Segment;
import dev.breakeven.trace.Usage;
import java.util.ArrayList;
import java.util.List;

/// Billing by a provider's prompt cache, with the three marks that every request sets: the last
/// tool definition, the system prompt and the last block of the newest user message, each for the
/// same time.
public final class CachedBilling implements Billing {
  private final PromptCache cache;
  private final String scope;
  private final EntryLife life;

  /// Billing by a cache that no other trial uses.
  public CachedBilling(PromptCache cache) {
    this(cache, "rehearsal");
  }

  /// Billing by `cache`, which must know the minimum cacheable length of every model asked.
  ///
  /// @param scope whose cache it is: trials that share a scope share what is cached, so give each
  ///   trial its own
  public CachedBilling(PromptCache cache, String scope) {
    this(cache, scope, EntryLife.FIVE_MINUTES);
  }

  /// The same, with marks for `life`.
  public CachedBilling(PromptCache cache, String scope, EntryLife life) {
    this.cache = cache;
    this.scope = scope;
    this.life = life;
  }

  @Override
  public Usage send(RehearsedPrompt prompt, long output) {
    var segments = new ArrayList<Segment>();
    for (Part block : prompt.blocks()) {
      segments.add(Segment.of(block.text(), block.tokens(), level(segments.size())));
    }
    List<Breakpoint> marks =
        List.of(mark(0), mark(1), mark(segments.size() - 1)).stream().distinct().toList();
    return cache
        .send(
            new CacheRequest(
                prompt.model(), scope, segments, marks, prompt.start(), prompt.usable()))
        .usage(output);
  }

  private static Level level(int position) {
    return switch (position) {
      case 0 -> Level.TOOLS;
      case 1 -> Level.SYSTEM;
      default -> Level.MESSAGES;
    };
  }

  private Breakpoint mark(int position) {
    return new Breakpoint(position, life);
  }
}
