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
      now = now.plusSeconds(pause(random));
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
      assertThat(List.of(outcome.read(), outcome.write1h(), outcome.write5m()))
          .isEqualTo(plain.send(request));
    }
  }

  private static int pause(Random random) {
    return switch (random.nextInt(12)) {
      case 0 -> random.nextInt(4_000);
      case 1, 2 -> random.nextInt(400);
      default -> random.nextInt(20);
    };
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
    int hours = random.nextInt(positions.size() + 1);
    var marks = new ArrayList<Breakpoint>();
    for (int at : positions) {
      marks.add(
          new Breakpoint(at, marks.size() < hours ? EntryLife.ONE_HOUR : EntryLife.FIVE_MINUTES));
    }
    return marks;
  }

  /// Keeps whole prefixes instead of hashes, never drops one, and looks at every position.
  private static final class Plain {
    private final Map<List<Segment>, Instant> usable = new HashMap<>();
    private final Map<List<Segment>, Instant> expires = new HashMap<>();
    private final Map<List<Segment>, EntryLife> lives = new HashMap<>();

    /// Tokens read, written for an hour, written for five minutes.
    List<Long> send(CacheRequest request) {
      int hit = hit(request);
      long read = tokens(request, hit);
      long hour = read;
      long all = read;
      for (Breakpoint mark : request.breakpoints()) {
        long upTo = tokens(request, mark.position());
        if (upTo >= 100) {
          hour = mark.life() == EntryLife.ONE_HOUR ? Math.max(hour, upTo) : hour;
          all = Math.max(all, upTo);
        }
      }
      renew(request, hit);
      for (Breakpoint mark : request.breakpoints()) {
        if (tokens(request, mark.position()) >= 100) {
          write(request, mark, hit);
        }
      }
      return List.of(read, hour - read, all - hour);
    }

    private int hit(CacheRequest request) {
      int hit = -1;
      for (Breakpoint mark : request.breakpoints()) {
        for (int at = Math.max(0, mark.position() - 19); at <= mark.position(); at++) {
          if (alive(request, at) && !usableFrom(prefix(request, at)).isAfter(request.start())) {
            hit = Math.max(hit, at);
          }
        }
      }
      return hit;
    }

    private void write(CacheRequest request, Breakpoint mark, int hit) {
      List<Segment> prefix = prefix(request, mark.position());
      boolean alive = alive(request, mark.position());
      if (alive && mark.position() <= hit) {
        renew(request, mark.position());
        return;
      }
      if (!alive || request.usable().isBefore(usableFrom(prefix))) {
        usable.put(prefix, request.usable());
      }
      Instant end = request.start().plus(mark.life().duration());
      if (!alive || end.isAfter(expires.getOrDefault(prefix, Instant.MIN))) {
        expires.put(prefix, end);
      }
      lives.put(prefix, mark.life());
    }

    private void renew(CacheRequest request, int at) {
      EntryLife life = at < 0 ? null : lives.get(prefix(request, at));
      if (life != null) {
        Instant end = request.start().plus(life.duration());
        expires.merge(prefix(request, at), end, (old, other) -> old.isAfter(other) ? old : other);
      }
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

    private static long tokens(CacheRequest request, int at) {
      return prefix(request, at).stream().mapToLong(Segment::tokens).sum();
    }
  }
}
