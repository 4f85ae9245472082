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
import dev.breakeven.yaml.Yaml;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.function.Predicate;

/// The YAML form of a profile, read strictly: every value is there, with its reason, and nothing
/// else is.
final class ProfileFile {
  private static final int MOST = 1_000_000;

  private final Yaml root;

  private ProfileFile(Yaml root) {
    this.root = root;
  }

  /// The profile in `yaml`.
  ///
  /// @param source what to call the file in messages
  /// @throws IllegalArgumentException if it is no profile
  static Profile read(String yaml, String source) {
    return new ProfileFile(Yaml.parse(source, yaml)).profile(digest(yaml));
  }

  private Profile profile(String digest) {
    root.keys(
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
    words(root, "about");
    long version = root.at("version").number(1, MOST);
    return new Profile(
        words(root, "profile"),
        version + "+" + digest,
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
    return new Group(root.at(name).keys(keys));
  }

  private static String words(Yaml yaml, String key) {
    String words = yaml.at(key).text();
    if (words.isBlank()) {
      throw yaml.at(key).wrong("words");
    }
    return words;
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
  private record Group(Yaml yaml) {
    double chance(String key) {
      Predicate<BigDecimal> fits = n -> n.signum() >= 0 && n.compareTo(BigDecimal.ONE) <= 0;
      return value(key).decimal("a chance between 0 and 1", fits).doubleValue();
    }

    double amount(String key) {
      Predicate<BigDecimal> fits = n -> n.signum() >= 0 && isModest(n);
      return value(key).decimal("a number from 0 to " + MOST, fits).doubleValue();
    }

    double positive(String key) {
      Predicate<BigDecimal> fits = n -> n.doubleValue() > 0 && isModest(n);
      return value(key).decimal("a number above 0, up to " + MOST, fits).doubleValue();
    }

    int count(String key, int least) {
      return (int) value(key).number(least, MOST);
    }

    private static boolean isModest(BigDecimal number) {
      return number.compareTo(BigDecimal.valueOf(MOST)) <= 0;
    }

    /// The value at `key`, which must give its reason.
    private Yaml value(String key) {
      Yaml entry = yaml.at(key).keys("value", "known", "why");
      words(entry, "why");
      String known = entry.at("known").text();
      if (!known.equals("derived") && !known.equals("assumed")) {
        throw entry.at("known").wrong("derived or assumed");
      }
      return entry.at("value");
    }
  }
}
