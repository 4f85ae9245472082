package dev.breakeven.cache;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeSet;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;

/// Random requests against a second, plain telling of the rules; each repetition is a seed.
class PromptCachePropertyTest {
  private static final CacheRules RULES = new CacheRules(20, 4, 1, Map.of("m", 100L));

  @RepeatedTest(100)
  void theCacheAgreesWithAPlainTellingOfItsRules(RepetitionInfo repetition) {
    var random = new Random(repetition.getCurrentRepetition());
    var cache = new PromptCache(RULES);
    var plain = new Plain();
    Instant now = Instant.parse("2026-11-24T06:00:00Z");
    var prompt = new ArrayList<Segment>();
    for (int i = 0; i < 60; i++) {
      now = now.plusSeconds(random.nextInt(4) == 0 ? random.nextInt(400) : random.nextInt(20));
      change(prompt, random);
      var request =
          new CacheRequest(
              "m",
              "s",
              prompt,
              marks(prompt.size(), random),
              now,
              now.plusSeconds(random.nextInt(9)));

      CacheOutcome outcome = cache.send(request);

      assertThat(outcome.prompt())
          .isEqualTo(prompt.stream().mapToLong(Segment::tokens).sum() + RULES.tail());
      assertThat(outcome.read()).isEqualTo(plain.read(request));
    }
  }

  private static void change(List<Segment> prompt, Random random) {
    int kept = random.nextInt(10) == 0 ? random.nextInt(prompt.size() + 1) : prompt.size();
    prompt.subList(kept, prompt.size()).clear();
    int added = 1 + random.nextInt(random.nextInt(8) == 0 ? 30 : 3);
    for (int i = 0; i < added; i++) {
      int key = random.nextInt(3);
      prompt.add(new Segment(key, 5 + 13L * key, Level.MESSAGES));
    }
  }

  private static List<Breakpoint> marks(int size, Random random) {
    var positions = new TreeSet<Integer>();
    for (int i = random.nextInt(4); i >= 0; i--) {
      positions.add(i == 0 ? size - 1 : random.nextInt(size));
    }
    return positions.stream().map(at -> new Breakpoint(at, Life.FIVE_MINUTES)).toList();
  }

  /// Keeps whole prefixes instead of hashes, never drops one, and looks at every position.
  private static final class Plain {
    private final Map<List<Segment>, Instant> usable = new HashMap<>();
    private final Map<List<Segment>, Instant> expires = new HashMap<>();

    long read(CacheRequest request) {
      int hit = -1;
      for (Breakpoint mark : request.breakpoints()) {
        for (int at = Math.max(0, mark.position() - 19); at <= mark.position(); at++) {
          if (alive(request, at) && !usableFrom(prefix(request, at)).isAfter(request.start())) {
            hit = Math.max(hit, at);
          }
        }
      }
      Instant end = request.start().plusSeconds(300);
      if (hit >= 0) {
        expires.put(prefix(request, hit), end);
      }
      for (Breakpoint mark : request.breakpoints()) {
        List<Segment> prefix = prefix(request, mark.position());
        if (tokens(prefix) >= 100) {
          if (!alive(request, mark.position())) {
            usable.put(prefix, request.usable());
          } else if (mark.position() > hit && request.usable().isBefore(usableFrom(prefix))) {
            usable.put(prefix, request.usable());
          }
          expires.put(prefix, end);
        }
      }
      return hit < 0 ? 0 : tokens(prefix(request, hit));
    }

    private Instant usableFrom(List<Segment> prefix) {
      return usable.getOrDefault(prefix, Instant.MAX);
    }

    private boolean alive(CacheRequest request, int at) {
      Instant end = expires.get(prefix(request, at));
      return end != null && request.start().isBefore(end);
    }

    private static List<Segment> prefix(CacheRequest request, int at) {
      return request.segments().subList(0, at + 1);
    }

    private static long tokens(List<Segment> segments) {
      return segments.stream().mapToLong(Segment::tokens).sum();
    }
  }
}
