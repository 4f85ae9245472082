package dev.breakeven.trace;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;

/// How a call was bought, as far as its log, answer or span tells: what its price depends on beside
/// the model, the day and the tokens.
///
/// @param ways what is not standard, in the provider's words, each once and sorted: `fast`,
///   `batch`, `us`; a word without a known price is kept too, for the bill to say so
/// @param tools how often each tool was used that the provider runs and may charge for, such as
///   `web_search`, without those that were not
public record Purchase(List<String> ways, Map<String, Long> tools) {
  /// Nothing but the standard, or nothing told.
  public static final Purchase STANDARD = new Purchase(List.of(), Map.of());

  /// A word that says that nothing is charged for the call: it was refused before any output.
  public static final String REFUSED = "refused";

  /// Checks, sorts and copies.
  ///
  /// @throws IllegalArgumentException if a way is blank or a tool was used less than once
  public Purchase {
    for (String way : ways) {
      if (way.isBlank()) {
        throw new IllegalArgumentException("expected ways of buying as words, got a blank one");
      }
    }
    tools.forEach((tool, times) -> {
      if (tool.isBlank() || times < 1) {
        throw new IllegalArgumentException(
            "expected tools that were used, got " + tool + " " + times + " times");
      }
    });
    ways = ways.size() < 2 ? List.copyOf(ways) : List.copyOf(new TreeSet<>(ways));
    tools = Map.copyOf(tools);
  }

  /// Whether nothing but the standard is told.
  public boolean isStandard() {
    return ways.isEmpty() && tools.isEmpty();
  }

  /// This purchase and `way`.
  public Purchase with(String way) {
    var more = new ArrayList<>(ways);
    more.add(way);
    return new Purchase(more, tools);
  }

  /// This purchase and `more`, uses of tools added up.
  ///
  /// @throws ArithmeticException if a sum is out of range
  public Purchase plus(Purchase more) {
    if (isStandard() || more.isStandard()) {
      return isStandard() ? more : this;
    }
    var allWays = new ArrayList<>(ways);
    allWays.addAll(more.ways);
    var allTools = new TreeMap<>(tools);
    more.tools.forEach((tool, times) -> allTools.merge(tool, times, Math::addExact));
    return new Purchase(allWays, allTools);
  }

  /// The same ways, and no use of a tool.
  public Purchase withoutTools() {
    return tools.isEmpty() ? this : new Purchase(ways, Map.of());
  }
}
