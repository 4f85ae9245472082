package dev.breakeven.store;

import dev.breakeven.study.RunFacts;
import dev.breakeven.trace.Known;
import java.util.ArrayList;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jdbi.v3.core.Handle;

/// The table of what the books were opened for.
final class RunTable {
  private static final String VERSION = "version.";

  /// Decides nothing about the run, so it is not compared.
  private static final String BRANCH = "branch";

  private RunTable() {}

  static void open(Handle handle, RunFacts facts) {
    var wanted = values(facts);
    var held = held(handle);
    if (held.isEmpty()) {
      handle.useTransaction(transaction ->
          wanted.forEach(
              (name, value) -> transaction.execute("insert into run values (?, ?)", name, value)));
    } else if (!held.equals(wanted)) {
      throw new IllegalArgumentException(
          "the folder holds another run: "
              + difference(held, wanted)
              + "; choose another folder with --out, and --branch to take over what still counts");
    }
  }

  /// @throws IllegalArgumentException if `held` is not as `wanted`; says in what it differs
  static void requireSame(RunFacts wanted, RunFacts held) {
    if (!held.equals(wanted)) {
      throw new IllegalArgumentException(
          "no trial of the older run can be taken over: "
              + difference(values(held), values(wanted)));
    }
  }

  /// Opens books that hold another run for `facts`.
  static void rename(Handle handle, RunFacts facts, String note) {
    handle.execute("delete from run");
    open(handle, facts);
    handle.execute("insert into run values (?, ?)", BRANCH, note);
  }

  /// What the books say of the older run they began with.
  static Optional<String> branch(Handle handle) {
    return handle
        .createQuery("select value from run where name = ?")
        .bind(0, BRANCH)
        .mapTo(String.class)
        .findOne();
  }

  static RunFacts facts(Handle handle) {
    var held = held(handle);
    if (held.isEmpty()) {
      throw new IllegalArgumentException("the books are empty: no run was begun in this folder");
    }
    var versions = new TreeMap<String, String>();
    held.forEach((name, value) -> {
      if (name.startsWith(VERSION)) {
        versions.put(name.substring(VERSION.length()), value);
      }
    });
    return new RunFacts(
        value(held, "study"),
        Known.valueOf(value(held, "how").toUpperCase(Locale.ROOT)),
        value(held, "text"),
        versions);
  }

  private static String value(Map<String, String> held, String name) {
    return Objects.requireNonNull(held.get(name), name);
  }

  private static Map<String, String> values(RunFacts facts) {
    var values = new TreeMap<String, String>();
    values.put("study", facts.study());
    values.put("how", facts.how().key());
    values.put("text", facts.text());
    facts.versions().forEach((name, version) -> values.put(VERSION + name, version));
    return values;
  }

  private static Map<String, String> held(Handle handle) {
    var held = new TreeMap<String, String>();
    handle
        .createQuery("select name, value from run where name <> :branch")
        .bind("branch", BRANCH)
        .map((row, _) -> Map.entry(row.getString("name"), row.getString("value")))
        .forEach(entry -> held.put(entry.getKey(), entry.getValue()));
    return held;
  }

  private static String difference(Map<String, String> held, Map<String, String> wanted) {
    var names = new TreeSet<>(held.keySet());
    names.addAll(wanted.keySet());
    var parts = new ArrayList<String>();
    for (var name : names) {
      var before = held.getOrDefault(name, "nothing");
      var now = wanted.getOrDefault(name, "nothing");
      if (!before.equals(now)) {
        parts.add(
            name.equals("text") ? firstLine(before, now) : name + " was " + before + ", is " + now);
      }
    }
    return String.join("; ", parts);
  }

  /// The first line in which two study files differ.
  private static String firstLine(String before, String now) {
    var old = before.lines().toList();
    var current = now.lines().toList();
    int line = 0;
    while (line < old.size() && line < current.size() && old.get(line).equals(current.get(line))) {
      line++;
    }
    return "line %d of the study file was `%s`, is `%s`"
        .formatted(line + 1, at(old, line), at(current, line));
  }

  private static String at(java.util.List<String> lines, int line) {
    return line < lines.size() ? lines.get(line).strip() : "";
  }
}
