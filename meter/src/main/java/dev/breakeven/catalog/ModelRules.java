package dev.breakeven.catalog;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// The written rules by which the ids of clouds and routers stand for a vendor's model.
///
/// An id that has rows of its own stands for itself. Else what a cloud or router adds is taken off
/// piece by piece, each piece by its rule, and what is left must be an id that has rows. No rule
/// shortens an id to a beginning that happens to be known. docs/formats/catalog.md lists them.
final class ModelRules {
  /// Whose models a prefix of LiteLLM, OpenRouter and others says they are.
  private static final Map<String, String> VENDORS =
      Map.ofEntries(
          Map.entry("anthropic", "anthropic"),
          Map.entry("openai", "openai"),
          Map.entry("google", "google"),
          Map.entry("gemini", "google"),
          Map.entry("deepseek", "deepseek"),
          Map.entry("moonshot", "moonshotai"),
          Map.entry("moonshotai", "moonshotai"),
          Map.entry("dashscope", "alibaba"),
          Map.entry("alibaba", "alibaba"),
          Map.entry("qwen", "alibaba"),
          Map.entry("zai", "zai"),
          Map.entry("z-ai", "zai"),
          Map.entry("xai", "xai"),
          Map.entry("x-ai", "xai"),
          Map.entry("mistral", "mistral"),
          Map.entry("mistralai", "mistral"));

  /// Vendors whose models a router buys from them alone, at their price; models with open weights
  /// it buys from many hosts, each at a price of its own.
  private static final Set<String> CLOSED = Set.of("anthropic", "openai", "google", "xai");

  private static final Set<String> BEDROCK =
      Set.of("bedrock", "bedrock_converse", "amazon-bedrock", "aws");
  private static final Set<String> VERTEX =
      Set.of("vertex_ai", "vertex", "google-vertex", "google-vertex-anthropic");
  private static final Set<String> AZURE = Set.of("azure", "azure_ai", "azure-ai", "foundry");

  /// Areas that an inference profile of Bedrock keeps to; `global` keeps to none.
  private static final Set<String> AREAS =
      Set.of("us", "us-gov", "eu", "apac", "jp", "au", "ca", "global");

  private static final String BEDROCK_VENDOR = "anthropic.";
  private static final String MILLION = "[1m]";
  private static final String LATEST = "-latest";
  private static final String FAST = "-fast";

  /// Tells whose model an id is.
  interface Vendors {
    /// The vendor of an id that has rows, null of any other.
    @Nullable String of(String id);
  }

  private final Vendors vendors;

  private final List<String> ways = new ArrayList<>();
  private String rest;
  private @Nullable String vendor;
  private boolean routed;

  private ModelRules(String written, Vendors vendors) {
    this.rest = written;
    this.vendors = vendors;
  }

  /// What `written` says.
  ///
  /// @param vendors whose model an id is that has rows
  static ModelName name(String written, Vendors vendors) {
    if (vendors.of(written) != null) {
      return new ModelName(written, List.of());
    }
    var rules = new ModelRules(written, vendors);
    String id = rules.id();
    return id == null ? new ModelName(written, List.of()) : new ModelName(id, rules.ways);
  }

  private @Nullable String id() {
    resource();
    prefixes();
    take(rest.endsWith(MILLION), MILLION);
    variant();
    if (!bedrock()) {
      return null;
    }
    databricks();
    String known = known(rest);
    if (known == null && "anthropic".equals(vendor) && rest.endsWith(FAST)) {
      ways.add("fast");
      known = known(rest.substring(0, rest.length() - FAST.length()));
    }
    boolean others = routed && vendor != null && !CLOSED.contains(vendor);
    return others ? null : known;
  }

  private void take(boolean there, String ending) {
    if (there) {
      rest = rest.substring(0, rest.length() - ending.length());
    }
  }

  /// Names of resources: `arn:aws:bedrock:REGION:ACCOUNT:inference-profile/ID` and
  /// `projects/P/locations/L/publishers/V/models/ID`.
  private void resource() {
    if (rest.startsWith("arn:aws")) {
      String[] parts = rest.split(":", 6);
      int slash = parts.length < 6 ? -1 : parts[5].indexOf('/');
      if (slash > 0 && parts[2].equals("bedrock")) {
        rest = parts[5].substring(slash + 1);
        if (parts[5].startsWith("foundation-model/")) {
          ways.add(ModelName.REGIONAL);
        }
      }
      return;
    }
    int models = rest.indexOf("/models/");
    int publisher = rest.indexOf("publishers/");
    if (models > 0 && publisher >= 0) {
      int place = rest.indexOf("locations/");
      String location =
          place < 0 ? "" : rest.substring(place + 10, Math.max(place + 10, publisher));
      ways.add(
          location.isEmpty()
              ? ModelName.UNKNOWN_ENDPOINT
              : location.startsWith("global") ? "" : ModelName.REGIONAL);
      ways.remove("");
      rest = rest.substring(models + 8);
    }
  }

  /// Prefixes up to a slash, in any number: a router's, a cloud's, a vendor's.
  private void prefixes() {
    boolean azure = false;
    boolean bedrock = false;
    for (int slash = rest.indexOf('/'); slash > 0; slash = rest.indexOf('/')) {
      String prefix = rest.substring(0, slash);
      if (prefix.equals("openrouter") || prefix.equals("litellm_proxy")) {
        routed |= prefix.equals("openrouter");
      } else if (BEDROCK.contains(prefix)) {
        bedrock = true;
      } else if (bedrock && (prefix.equals("converse") || prefix.equals("invoke"))) {
        bedrock = true;
      } else if (bedrock && isRegion(prefix)) {
        way(ModelName.REGIONAL);
      } else if (VERTEX.contains(prefix)) {
        way(ModelName.UNKNOWN_ENDPOINT);
      } else if (AZURE.contains(prefix)) {
        azure = true;
      } else if (azure && prefix.startsWith("global")) {
        azure = true;
      } else if (azure && AREAS.contains(prefix)) {
        way(ModelName.REGIONAL);
      } else if (VENDORS.containsKey(prefix)) {
        vendor = VENDORS.get(prefix);
      } else {
        return;
      }
      rest = rest.substring(slash + 1);
    }
  }

  private void way(String way) {
    if (!ways.contains(way)) {
      ways.add(way);
    }
  }

  /// As `eu-west-1`.
  private static boolean isRegion(String text) {
    int end = text.length() - 1;
    return end > 4
        && Fields.digits(text, end, end + 1)
        && text.charAt(end - 1) == '-'
        && text.indexOf('-') == 2;
  }

  /// Variants of OpenRouter, `:nitro`: they choose among hosts, and a closed model has one price.
  private void variant() {
    if (vendor == null) {
      return;
    }
    for (String variant : List.of("nitro", "floor", "exacto", "thinking", "extended", "beta")) {
      take(rest.endsWith(":" + variant), ":" + variant);
    }
    for (String variant : List.of(ModelName.FREE, "online")) {
      if (rest.endsWith(":" + variant)) {
        take(true, ":" + variant);
        way(variant);
      }
    }
  }

  /// `[AREA.]anthropic.ID[-vN[:M]]`; false for an area that is none.
  private boolean bedrock() {
    int at = rest.indexOf(BEDROCK_VENDOR);
    if (at < 0) {
      return true;
    }
    String area = at == 0 ? "" : rest.substring(0, at - 1);
    if (at > 0 && (rest.charAt(at - 1) != '.' || !AREAS.contains(area))) {
      return false;
    }
    vendor = "anthropic";
    rest = unversioned(rest.substring(at + BEDROCK_VENDOR.length()));
    if (area.isEmpty()) {
      if (!ways.contains(ModelName.REGIONAL)) {
        way(ModelName.UNKNOWN_ENDPOINT);
      }
    } else {
      ways.remove(ModelName.REGIONAL);
      if (!area.equals("global")) {
        way(ModelName.REGIONAL);
      }
    }
    return true;
  }

  /// `id` without `-vN`, `-vN:M` or `-vN:M:200k` at its end.
  private static String unversioned(String id) {
    int colon = id.indexOf(':');
    String stem = colon < 0 ? id : id.substring(0, colon);
    int version = stem.lastIndexOf("-v");
    return version > 0
            && version + 2 < stem.length()
            && Fields.digits(stem, version + 2, stem.length())
        ? stem.substring(0, version)
        : id;
  }

  private void databricks() {
    if (rest.startsWith("databricks-claude-")) {
      rest = rest.substring("databricks-".length());
      vendor = "anthropic";
      way("databricks");
    }
  }

  /// The id with rows that `id` is another spelling of: with a date, `@`, `-latest`, dots.
  private @Nullable String known(String id) {
    String known = spelled(id);
    if (known != null) {
      return known;
    }
    int at = id.indexOf('@');
    if (at > 0) {
      way(ways.contains(ModelName.REGIONAL) ? ModelName.REGIONAL : ModelName.UNKNOWN_ENDPOINT);
      String dated = spelled(id.substring(0, at) + "-" + id.substring(at + 1));
      boolean date = Fields.digits(id, at + 1, id.length());
      boolean named = id.endsWith("@default") || id.endsWith("@latest");
      return dated != null ? dated : date || named ? spelled(id.substring(0, at)) : null;
    }
    return null;
  }

  private @Nullable String spelled(String id) {
    String exact = ofVendor(id);
    String undated = exact == null ? ofVendor(undated(id)) : exact;
    if (undated != null) {
      return undated;
    }
    if (id.endsWith(LATEST)) {
      return ofVendor(id.substring(0, id.length() - LATEST.length()));
    }
    if (!id.startsWith("claude-")) {
      return null;
    }
    String plain = undated(id.replace('.', '-'));
    String hyphens = ofVendor(plain);
    return hyphens == null ? ofVendor(turned(plain)) : hyphens;
  }

  /// `claude-4-5-sonnet`, as OpenRouter answers, in the vendor's order: `claude-sonnet-4-5`.
  private static String turned(String id) {
    int family = id.lastIndexOf('-');
    int version = "claude-".length();
    return family > version && Fields.digits(id, version, version + 1)
        ? "claude-" + id.substring(family + 1) + "-" + id.substring(version, family)
        : id;
  }

  /// `id` itself where it has rows, and of the vendor that a prefix named.
  private @Nullable String ofVendor(String id) {
    String whose = vendors.of(id);
    return whose != null && (vendor == null || vendor.equals(whose)) ? id : null;
  }

  /// `id` without the date at its end, such as `-20251101` or `-2025-11-01`, if there is one.
  private static String undated(String id) {
    int end = id.length();
    if (end > 9 && id.startsWith("-20", end - 9) && Fields.digits(id, end - 8, end)) {
      return id.substring(0, end - 9);
    }
    boolean hyphens =
        end > 11
            && id.startsWith("-20", end - 11)
            && Fields.digits(id, end - 10, end - 6)
            && id.charAt(end - 6) == '-'
            && Fields.digits(id, end - 5, end - 3)
            && id.charAt(end - 3) == '-'
            && Fields.digits(id, end - 2, end);
    return hyphens ? id.substring(0, end - 11) : id;
  }
}
