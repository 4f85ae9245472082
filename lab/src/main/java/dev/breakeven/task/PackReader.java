package dev.breakeven.task;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/// Reads task packs from their folders.
public final class PackReader {
  private final Path folder;

  private PackReader(Path folder) {
    this.folder = folder;
  }

  /// Reads the pack in `folder`.
  ///
  /// @throws IllegalArgumentException if the pack is not as `docs/formats/pack.md` says, with file,
  ///   line and column
  public static Pack read(Path folder) {
    Path file = folder.resolve("pack.yaml");
    if (!Files.isRegularFile(file)) {
      throw new IllegalArgumentException(
          "no task pack in " + folder + ": expected a file pack.yaml there");
    }
    return new PackReader(folder).pack(YamlNode.read(file));
  }

  private Pack pack(YamlMap yaml) {
    String name = yaml.text("pack");
    RepositorySource repository =
        yaml.map("repository")
            .map(this::repository)
            .orElseThrow(() -> yaml.place().error("the key 'repository' is missing"));
    CheckReader checkReader = new CheckReader(folder);
    List<Check> checks = yaml.maps("checks").stream().map(checkReader::check).toList();
    Rules rules =
        yaml.map("rules")
            .map(PackReader::rules)
            .orElseThrow(() -> yaml.place().error("the key 'rules' is missing"));
    List<Task> tasks = new ArrayList<>();
    Set<String> names = new HashSet<>();
    for (YamlMap item : yaml.maps("tasks")) {
      Task task = task(item, checkReader);
      if (!names.add(task.name())) {
        throw item.place("task").error("there are two tasks named " + task.name());
      }
      tasks.add(task);
    }
    if (tasks.isEmpty()) {
      throw yaml.place("tasks").error("expected at least one task under 'tasks'");
    }
    yaml.done();
    return new Pack(name, folder, repository, checks, rules, tasks);
  }

  private RepositorySource repository(YamlMap yaml) {
    String kind = yaml.text("kind");
    RepositorySource source =
        switch (kind) {
          case "jars" ->
              new RepositorySource.Jars(yaml.maps("take").stream().map(PackReader::take).toList());
          case "folder" -> new RepositorySource.Folder(folder.resolve(yaml.text("folder")));
          case "git" -> new RepositorySource.Git(yaml.text("from"), yaml.text("commit"));
          default ->
              throw yaml.place("kind")
                  .error("unknown kind '" + kind + "'; expected jars, folder or git");
        };
    yaml.done();
    return source;
  }

  private static RepositorySource.Take take(YamlMap yaml) {
    RepositorySource.Take take =
        new RepositorySource.Take(
            read(yaml, "jar", Coordinate::parse),
            yaml.text("entries"),
            yaml.optionalText("strip").orElse(""),
            yaml.optionalText("to").orElse(""));
    yaml.done();
    return take;
  }

  private static Rules rules(YamlMap yaml) {
    Rules rules =
        new Rules(
            yaml.texts("allowed"),
            yaml.texts("ignored"),
            yaml.number("tests", 0),
            yaml.number("skipped", 0));
    if (rules.allowed().isEmpty()) {
      throw yaml.place("allowed").error("expected at least one glob under 'allowed'");
    }
    yaml.done();
    return rules;
  }

  private Task task(YamlMap yaml, CheckReader checkReader) {
    String name = yaml.text("task");
    String prompt = read(yaml, "prompt", this::packFile);
    Preparation preparation =
        new Preparation(
            yaml.map("injection").map(PackReader::injection),
            steps(yaml, "edits"),
            yaml.maps("protected").stream().map(this::protectedFile).toList(),
            yaml.texts("red"));
    List<Check> checks = yaml.maps("checks").stream().map(checkReader::check).toList();
    List<Step> reference = steps(yaml, "reference");
    if (reference.isEmpty() && preparation.injection().isEmpty()) {
      throw yaml.place()
          .error("task " + name + " has no way to be solved; expected steps under 'reference'");
    }
    if (preparation.red().isEmpty()) {
      throw yaml.place()
          .error("expected under 'red' the checks that fail before task " + name + " is done");
    }
    yaml.done();
    return new Task(name, prompt, preparation, checks, reference);
  }

  private static Preparation.Injection injection(YamlMap yaml) {
    Preparation.Injection injection =
        new Preparation.Injection(yaml.number("seed", 1), yaml.text("sources"), yaml.text("tests"));
    yaml.done();
    return injection;
  }

  private Preparation.ProtectedFile protectedFile(YamlMap yaml) {
    Preparation.ProtectedFile file =
        new Preparation.ProtectedFile(yaml.text("file"), yaml.text("from"), yaml.text("sha256"));
    String found = Sha256.of(folder.resolve(file.from()));
    if (!found.equals(file.sha256())) {
      throw yaml.place("sha256")
          .error("the fingerprint of " + file.from() + " is " + found + ", not " + file.sha256());
    }
    yaml.done();
    return file;
  }

  private static List<Step> steps(YamlMap yaml, String key) {
    return yaml.maps(key).stream().map(PackReader::step).toList();
  }

  private static Step step(YamlMap yaml) {
    Optional<YamlMap> replace = yaml.map("replace");
    Optional<YamlMap> create = yaml.map("create");
    Optional<YamlMap> cut = yaml.map("cut");
    yaml.done();
    if (replace.isPresent()) {
      YamlMap inner = replace.get();
      Step step =
          new Step.Replace(
              inner.text("file"), inner.text("before"), inner.text("after"), inner.flag("each"));
      inner.done();
      return step;
    }
    if (create.isPresent()) {
      Step step = new Step.Create(create.get().text("file"), create.get().text("text"));
      create.get().done();
      return step;
    }
    YamlMap inner =
        cut.orElseThrow(() -> yaml.place().error("expected a step: replace, create or cut"));
    Step step = new Step.Cut(inner.text("file"), inner.text("member"), inner.text("as"));
    inner.done();
    return step;
  }

  private String packFile(String name) {
    try {
      return Files.readString(folder.resolve(name));
    } catch (IOException e) {
      throw new IllegalArgumentException("expected a file of the pack, found no " + name, e);
    }
  }

  /// Reads a text by a function whose complaints get the text's place.
  static <T> T read(YamlMap yaml, String key, Function<String, T> how) {
    String text = yaml.text(key);
    try {
      return how.apply(text);
    } catch (IllegalArgumentException e) {
      throw yaml.place(key).error(String.valueOf(e.getMessage()));
    }
  }
}
