package dev.breakeven.cache;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// A conversation that sends requests to a cache, for tests: every segment's key is told by a word.
final class Talk {
  static final String MODEL = "opus";
  static final CacheRules RULES = new CacheRules(20, 4, 1, Map.of(MODEL, 1_000L, "haiku", 4_096L));

  private final PromptCache cache;
  private final List<Segment> segments = new ArrayList<>();
  private String scope = "here";
  private String model = MODEL;
  private Instant now = Instant.parse("2026-11-24T06:00:00Z");
  private Duration first = Duration.ofSeconds(2);

  Talk(PromptCache cache) {
    this.cache = cache;
  }

  /// One that has 500 tokens of tools, 500 of system prompt, and 100 of a first message.
  static Talk begun(PromptCache cache) {
    return new Talk(cache)
        .add("tools", 500, Level.TOOLS)
        .add("system", 500, Level.SYSTEM)
        .add("task", 100, Level.MESSAGES);
  }

  Talk add(String content, long tokens, Level level) {
    segments.add(Segment.of(content, tokens, level));
    return this;
  }

  Talk say(String content, long tokens) {
    return add(content, tokens, Level.MESSAGES);
  }

  Talk say(int messages) {
    for (int i = 0; i < messages; i++) {
      say("message " + segments.size(), 10);
    }
    return this;
  }

  Talk replace(int position, Segment segment) {
    segments.set(position, segment);
    return this;
  }

  Talk drop() {
    segments.removeLast();
    return this;
  }

  Segment segment(int position) {
    return segments.get(position);
  }

  Talk in(String otherScope) {
    scope = otherScope;
    return this;
  }

  Talk to(String otherModel) {
    model = otherModel;
    return this;
  }

  Talk later(Duration time) {
    now = now.plus(time);
    return this;
  }

  Talk answering(Duration after) {
    first = after;
    return this;
  }

  int last() {
    return segments.size() - 1;
  }

  /// Sends it with marks of five minutes at `positions`.
  CacheOutcome send(int... positions) {
    var marks = new ArrayList<Breakpoint>();
    for (int position : positions) {
      marks.add(new Breakpoint(position, EntryLife.FIVE_MINUTES));
    }
    return send(marks);
  }

  CacheOutcome send(List<Breakpoint> marks) {
    return cache.send(new CacheRequest(model, scope, segments, marks, now, now.plus(first)));
  }
}
