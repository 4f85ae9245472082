package dev.breakeven.wire;

import dev.breakeven.trace.Purchase;
import dev.breakeven.trace.TokenClass;
import dev.breakeven.unit.Tokens;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/// What the words of providers and tools say of how a call was bought.
///
/// The standard has several names, and none of them is a way of its own. Any other word is kept as
/// it stands: whether it has a price is the catalog's business.
public final class Buying {
  /// Names of the standard speed, tier or place, and words that tell nothing.
  private static final Set<String> STANDARD =
      Set.of(
          "",
          "standard",
          "standard_only",
          "default",
          "auto",
          "normal",
          "none",
          "null",
          "off",
          "global",
          "not_available",
          "on_demand",
          "unspecified",
          "service_tier_unspecified",
          "unset",
          "false");

  /// How the name of a count of uses ends.
  public static final String REQUESTS = "_requests";

  private static final int LONGEST = 40;

  private Buying() {}

  /// A purchase by `words`, each a speed, a tier or a place as a log has it, null where it has
  /// none.
  public static Purchase of(@Nullable String... words) {
    var ways = new ArrayList<String>(1);
    for (String word : words) {
      if (word != null && !isStandard(word)) {
        ways.add(word(word));
      }
    }
    return ways.isEmpty() ? Purchase.STANDARD : new Purchase(ways, Map.of());
  }

  /// Whether `word` names the standard, or tells nothing.
  public static boolean isStandard(@Nullable String word) {
    return word == null || STANDARD.contains(word) || STANDARD.contains(word(word));
  }

  private static String word(String text) {
    String word = text.strip().toLowerCase(Locale.ROOT);
    return word.length() <= LONGEST ? word : word.substring(0, LONGEST);
  }

  /// What an object of a provider says, a usage or an answer: `speed`, `service_tier`,
  /// `inference_geo` and `server_tool_use`.
  ///
  /// @throws IllegalArgumentException if a count is no whole number of 0 or more
  public static Purchase told(JsonNode json) {
    Purchase ways =
        of(text(json, "speed"), text(json, "service_tier"), text(json, "inference_geo"));
    return ways.plus(tools(json.path("server_tool_use")));
  }

  /// How an answer with `usage` was bought that ended for `stop`, null if it does not say: the
  /// Claude API charges nothing for a refusal before any output.
  public static Purchase answered(WireUsage usage, @Nullable String stop) {
    boolean refused =
        "refusal".equals(stop)
            && usage.usage().reported(TokenClass.OUTPUT).map(Tokens::count).orElse(1L) == 0;
    return refused ? usage.bought().with(Purchase.REFUSED) : usage.bought();
  }

  /// The uses in `counts`, an object such as `{"web_search_requests": 3}`.
  ///
  /// @throws IllegalArgumentException if a count is no whole number of 0 or more
  public static Purchase tools(JsonNode counts) {
    var uses = new TreeMap<String, Long>();
    for (Map.Entry<String, JsonNode> entry : counts.properties()) {
      if (!entry.getValue().isNumber()) {
        continue;
      }
      Long times = Counts.at(entry.getValue());
      if (times != null && times > 0) {
        uses.put(tool(entry.getKey()), times);
      }
    }
    return uses.isEmpty() ? Purchase.STANDARD : new Purchase(List.of(), uses);
  }

  /// A tool by the name of its count: `web_search_requests` counts `web_search`.
  public static String tool(String count) {
    return count.endsWith(REQUESTS)
        ? count.substring(0, count.length() - REQUESTS.length())
        : count;
  }

  private static @Nullable String text(JsonNode json, String key) {
    JsonNode value = json.path(key);
    return value.isString() ? value.stringValue() : null;
  }
}
