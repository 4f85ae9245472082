package dev.breakeven.cache;

import dev.breakeven.catalog.CacheFacts;
import dev.breakeven.catalog.Catalog;
import dev.breakeven.catalog.Rate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The numbers of a provider's prompt cache.
///
/// @param lookback how many positions a breakpoint checks, its own counted first
/// @param breakpoints the most marks a request may set
/// @param tail tokens billed as uncached behind the last segment of every request; Anthropic's
///   records show 1, which its documentation does not mention (docs/method.md)
/// @param minimums the shortest prefix that is cached, in tokens, by model
public record CacheRules(int lookback, int breakpoints, long tail, Map<String, Long> minimums) {
  /// Takes an immutable copy.
  public CacheRules {
    minimums = Map.copyOf(minimums);
  }

  /// The rules of `vendor` as far as `catalog` knows them.
  ///
  /// @throws IllegalArgumentException if a number of them is not established there
  public static CacheRules of(Catalog catalog, String vendor) {
    CacheFacts facts =
        catalog
            .cache(vendor)
            .orElseThrow(() ->
                new IllegalArgumentException(
                    "expected a vendor whose cache the catalog knows, got " + vendor));
    var minimums = new HashMap<String, Long>();
    for (String model : catalog.models()) {
      for (Rate rate : catalog.rates(model)) {
        Long minimum = rate.traits().minimumCacheable();
        if (minimum != null && rate.traits().vendor().equals(vendor)) {
          minimums.putIfAbsent(model, minimum);
        }
      }
    }
    return new CacheRules(
        established(vendor, "lookback", facts.lookback()),
        established(vendor, "breakpoints", facts.breakpoints()),
        established(vendor, "tail", facts.tail()),
        minimums);
  }

  /// These rules with a minimum of `tokens` for `model`.
  public CacheRules withMinimum(String model, long tokens) {
    var more = new HashMap<>(minimums);
    more.put(model, tokens);
    return new CacheRules(lookback, breakpoints, tail, more);
  }

  /// The shortest prefix of `model` that is cached, in tokens.
  ///
  /// @throws IllegalArgumentException if it is not established
  public long minimum(String model) {
    Long minimum = minimums.get(model);
    if (minimum == null) {
      throw new IllegalArgumentException(
          "expected a model with an established minimum cacheable length, got "
              + model
              + "; add it to a catalog file, or by withMinimum");
    }
    return minimum;
  }

  /// The marks of a request that leaves caching to the provider: the `explicit` ones, and one on
  /// the last block that can carry a mark, which takes up one of the request's marks.
  ///
  /// @param lastCacheable the position of that block; thinking blocks cannot carry a mark
  /// @param explicit the marks the request sets itself, by ascending position
  /// @param life the life of the automatic mark
  /// @throws IllegalArgumentException if the block has an explicit mark of another life, or all
  ///   marks are used up, as the provider would refuse it
  public List<Breakpoint> automatic(int lastCacheable, List<Breakpoint> explicit, EntryLife life) {
    for (Breakpoint breakpoint : explicit) {
      if (breakpoint.position() == lastCacheable) {
        if (breakpoint.life() != life) {
          throw new IllegalArgumentException(
              "expected the automatic breakpoint to have the life of the explicit one on the last"
                  + " block, %s, got %s".formatted(breakpoint.life(), life));
        }
        return List.copyOf(explicit);
      }
    }
    var all = new ArrayList<>(explicit);
    all.add(new Breakpoint(lastCacheable, life));
    all.sort(Comparator.comparingInt(Breakpoint::position));
    check(all);
    return List.copyOf(all);
  }

  /// Refuses marks that the provider would refuse.
  ///
  /// @throws IllegalArgumentException if there are too many, or one of an hour stands behind one of
  ///   five minutes
  void check(List<Breakpoint> marks) {
    List<Breakpoint> set =
        marks.stream().filter(mark -> mark.setter() == Breakpoint.Setter.REQUEST).toList();
    if (set.size() > breakpoints) {
      throw new IllegalArgumentException(
          "expected at most %d breakpoints, got %d".formatted(breakpoints, set.size()));
    }
    for (int i = 1; i < set.size(); i++) {
      if (set.get(i).life() == EntryLife.ONE_HOUR
          && set.get(i - 1).life() == EntryLife.FIVE_MINUTES) {
        throw new IllegalArgumentException(
            "expected breakpoints of one hour before those of five minutes, got one hour at"
                + " segment %d behind five minutes at segment %d"
                    .formatted(set.get(i).position(), set.get(i - 1).position()));
      }
    }
  }

  private static int established(String vendor, String what, @Nullable Integer number) {
    if (number == null) {
      throw new IllegalArgumentException(
          "expected a vendor whose cache the catalog describes in full, got "
              + vendor
              + ", whose "
              + what
              + " is not established");
    }
    return number;
  }
}
