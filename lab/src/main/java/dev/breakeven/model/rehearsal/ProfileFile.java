package dev.breakeven.model.rehearsal;

import dev.breakeven.model.rehearsal.Profile.Checking;
import dev.breakeven.model.rehearsal.Profile.Delegating;
import dev.breakeven.model.rehearsal.Profile.Editing;
import dev.breakeven.model.rehearsal.Profile.Habits;
import dev.breakeven.model.rehearsal.Profile.Looking;
import dev.breakeven.model.rehearsal.Profile.Machine;
import dev.breakeven.model.rehearsal.Profile.Slips;
import dev.breakeven.model.rehearsal.Profile.Speed;
import dev.breakeven.model.rehearsal.Profile.Tokenizer;
import dev.breakeven.model.rehearsal.Profile.Writing;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Set;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.dataformat.yaml.YAMLMapper;

/// The YAML form of a profile, read strictly: every value is there, with its reason, and nothing
/// else is.
final class ProfileFile {
  private static final double MOST = 1_000_000;

  private final String source;
  private final JsonNode root;

  private ProfileFile(String source, JsonNode root) {
    this.source = source;
    this.root = root;
  }

  /// The profile in `yaml`.
  ///
  /// @param source what to call the file in messages
  /// @throws IllegalArgumentException if it is no profile
  static Profile read(String yaml, String source) {
    JsonNode root;
    try {
      root =
          YAMLMapper.builder()
              .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
              .build()
              .readTree(yaml);
    } catch (JacksonException e) {
      var at = e.getLocation();
      String where = at == null ? "" : " line " + at.getLineNr() + ", column " + at.getColumnNr();
      throw new IllegalArgumentException(
          source + where + ": expected YAML, got: " + e.getOriginalMessage(), e);
    }
    return new ProfileFile(source, root).profile(yaml);
  }

  private Profile profile(String yaml) {
    keys(
        root,
        "the file",
        "profile",
        "version",
        "about",
        "looking",
        "editing",
        "checking",
        "delegating",
        "slipping",
        "writing",
        "speed",
        "tokenizer");
    text(root, "the file", "about");
    JsonNode version = root.get("version");
    if (!version.isInt() || version.intValue() < 1) {
      throw bad("version", "a whole number of 1 or more", version);
    }
    return new Profile(
        text(root, "the file", "profile"),
        version.intValue() + "+" + digest(yaml),
        new Habits(looking(), editing(), checking(), delegating()),
        slips(),
        writing(),
        new Machine(speed(), tokenizer()));
  }

  private Looking looking() {
    Group g = group("looking", "opening", "file", "again", "whole", "closing", "executor");
    return new Looking(
        g.amount("opening"),
        g.amount("file"),
        g.chance("again"),
        g.chance("whole"),
        g.amount("closing"),
        g.chance("executor"));
  }

  private Editing editing() {
    return new Editing(group("editing", "together").chance("together"));
  }

  private Checking checking() {
    Group g = group("checking", "first", "every");
    return new Checking(g.chance("first"), g.count("every", 1));
  }

  private Delegating delegating() {
    Group g = group("delegating", "batch", "look", "verify", "self");
    return new Delegating(
        g.positive("batch"), g.amount("look"), g.chance("verify"), g.chance("self"));
  }

  private Slips slips() {
    Group g = group("slipping", "mismatch", "faulty", "forgotten", "hasty", "straying", "blocked");
    return new Slips(
        g.chance("mismatch"),
        g.chance("faulty"),
        g.chance("forgotten"),
        g.chance("hasty"),
        g.chance("straying"),
        g.chance("blocked"));
  }

  private Writing writing() {
    Group g = group("writing", "aside", "preamble", "summary", "report");
    return new Writing(
        g.amount("aside"), g.amount("preamble"), g.amount("summary"), g.amount("report"));
  }

  private Speed speed() {
    Group g = group("speed", "first", "prompt", "cached", "output");
    return new Speed(
        g.amount("first"), g.positive("prompt"), g.positive("cached"), g.positive("output"));
  }

  private Tokenizer tokenizer() {
    Group g = group("tokenizer", "factor", "tools", "message", "call", "result");
    return new Tokenizer(
        g.positive("factor"),
        g.count("tools", 0),
        g.count("message", 0),
        g.count("call", 0),
        g.count("result", 0));
  }

  private Group group(String name, String... keys) {
    JsonNode node = root.get(name);
    keys(node, name, keys);
    return new Group(name, node);
  }

  private void keys(JsonNode node, String where, String... keys) {
    if (!node.isObject()) {
      throw bad(where, "a map with " + String.join(", ", keys), node);
    }
    for (String key : keys) {
      if (!node.has(key)) {
        throw new IllegalArgumentException(source + ": " + where + " lacks " + key + "; add it");
      }
    }
    Set<String> known = Set.of(keys);
    for (String name : node.propertyNames()) {
      if (!known.contains(name)) {
        throw new IllegalArgumentException(
            "%s: %s has an unknown key %s; expected only %s"
                .formatted(source, where, name, String.join(", ", keys)));
      }
    }
  }

  private String text(JsonNode node, String where, String key) {
    JsonNode value = node.get(key);
    if (!value.isString() || value.stringValue().isBlank()) {
      throw bad(where + "." + key, "words", value);
    }
    return value.stringValue();
  }

  private IllegalArgumentException bad(String where, String expected, JsonNode got) {
    return new IllegalArgumentException(
        "%s: at %s expected %s, got %s".formatted(source, where, expected, got));
  }

  private static String digest(String yaml) {
    try {
      byte[] sha =
          MessageDigest.getInstance("SHA-256").digest(yaml.getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(sha, 0, 6);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }

  /// The values of one group.
  private final class Group {
    private final String name;
    private final JsonNode node;

    Group(String name, JsonNode node) {
      this.name = name;
      this.node = node;
    }

    double chance(String key) {
      return number(key, 0, 1, "a chance between 0 and 1");
    }

    double amount(String key) {
      return number(key, 0, MOST, "a number of 0 or more");
    }

    double positive(String key) {
      return number(key, Double.MIN_NORMAL, MOST, "a number above 0");
    }

    int count(String key, int least) {
      double value = number(key, least, MOST, "a whole number of " + least + " or more");
      if (value != Math.rint(value)) {
        throw bad(name + "." + key, "a whole number", node.get(key).get("value"));
      }
      return (int) value;
    }

    private double number(String key, double least, double most, String expected) {
      String where = name + "." + key;
      JsonNode entry = node.get(key);
      keys(entry, where, "value", "known", "why");
      text(entry, where, "why");
      String known = text(entry, where, "known");
      if (!known.equals("derived") && !known.equals("assumed")) {
        throw bad(where + ".known", "derived or assumed", entry.get("known"));
      }
      JsonNode value = entry.get("value");
      if (!value.isNumber() || !(value.doubleValue() >= least) || !(value.doubleValue() <= most)) {
        throw bad(where + ".value", expected, value);
      }
      return value.doubleValue();
    }
  }
}
