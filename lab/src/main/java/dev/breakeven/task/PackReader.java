package dev.breakeven.task;

import dev.breakeven.yaml.Yaml;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

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
    return new PackReader(folder).pack(Yaml.read(file));
  }

  private Pack pack(Yaml yaml) {
    yaml.keys("pack", "repository", "environment", "checks", "rules", "tasks");
    CheckReader checkReader = new CheckReader(folder);
    List<Check> checks = yaml.items("checks").stream().map(checkReader::check).toList();
    List<Task> tasks = new ArrayList<>();
    Set<String> names = new HashSet<>();
    for (Yaml item : yaml.at("tasks").items()) {
      Task task = task(item, checkReader);
      if (!names.add(task.name())) {
        throw item.at("task")
            .error("expected tasks of different names, got two named " + task.name());
      }
      tasks.add(task);
    }
    if (tasks.isEmpty()) {
      throw yaml.at("tasks").wrong("at least one task");
    }
    return new Pack(
        yaml.at("pack").text(),
        folder,
        repository(yaml.at("repository")),
        yaml.find("environment").map(this::environment).orElse(Environment.HOST),
        checks,
        rules(yaml.at("rules")),
        tasks);
  }

  private RepositorySource repository(Yaml yaml) {
    RepositorySource source = source(yaml);
    return yaml.find("add")
        .<RepositorySource>map(
            add -> new RepositorySource.Completed(source, folder.resolve(add.text())))
        .orElse(source);
  }

  private RepositorySource source(Yaml yaml) {
    Yaml kind = yaml.at("kind");
    return switch (kind.text()) {
      case "jars" -> {
        yaml.keys("kind", "take", "add");
        yield new RepositorySource.Jars(
            yaml.at("take").items().stream().map(PackReader::take).toList());
      }
      case "folder" -> {
        yaml.keys("kind", "folder", "add");
        yield new RepositorySource.Folder(folder.resolve(yaml.at("folder").text()));
      }
      case "git" -> {
        yaml.keys("kind", "from", "commit", "add");
        yield new RepositorySource.Git(yaml.at("from").text(), yaml.at("commit").text());
      }
      default -> throw kind.wrong("jars, folder or git");
    };
  }

  private Environment environment(Yaml yaml) {
    Yaml kind = yaml.at("kind");
    Environment.Place place =
        switch (kind.text()) {
          case "host" -> {
            yaml.keys("kind", "variables");
            yield new Environment.Place.Host();
          }
          case "root" -> {
            yaml.keys("kind", "folder", "variables");
            yield new Environment.Place.Root(folder.resolve(yaml.at("folder").text()));
          }
          case "venv" -> {
            yaml.keys("kind", "folder", "make", "variables");
            List<String> words = yaml.texts("make");
            String at = yaml.at("folder").text();
            yield words.isEmpty()
                ? new Environment.Place.Venv(folder.resolve(at))
                : new Environment.Place.Made(words, at);
          }
          default -> throw kind.wrong("host, root or venv");
        };
    Map<String, String> variables = new TreeMap<>();
    yaml.find("variables")
        .ifPresent(
            found -> found.entries().forEach((name, value) -> variables.put(name, value.text())));
    return new Environment(place, variables);
  }

  private static RepositorySource.Take take(Yaml yaml) {
    yaml.keys("jar", "entries", "strip", "to");
    return new RepositorySource.Take(
        yaml.at("jar").as(Coordinate::parse),
        yaml.at("entries").text(),
        yaml.find("strip").map(Yaml::text).orElse(""),
        yaml.find("to").map(Yaml::text).orElse(""));
  }

  private static Rules rules(Yaml yaml) {
    yaml.keys("allowed", "ignored", "tests", "skipped");
    Rules rules =
        new Rules(
            yaml.texts("allowed"),
            yaml.texts("ignored"),
            yaml.find("tests").map(tests -> tests.number(0, Long.MAX_VALUE)).orElse(0L),
            yaml.find("skipped").map(skipped -> skipped.number(0, Long.MAX_VALUE)).orElse(0L));
    if (rules.allowed().isEmpty()) {
      throw yaml.at("allowed").wrong("at least one glob");
    }
    return rules;
  }

  private Task task(Yaml yaml, CheckReader checkReader) {
    yaml.keys(
        "task",
        "prompt",
        "injection",
        "edits",
        "protected",
        "red",
        "checks",
        "reference",
        "network");
    String name = yaml.at("task").text();
    String prompt = yaml.at("prompt").as(this::packFile);
    Preparation preparation =
        new Preparation(
            yaml.find("injection").map(PackReader::injection),
            steps(yaml, "edits"),
            yaml.items("protected").stream().map(this::protectedFile).toList(),
            yaml.texts("red"));
    List<Check> checks = yaml.items("checks").stream().map(checkReader::check).toList();
    List<Step> reference = steps(yaml, "reference");
    if (reference.isEmpty() && preparation.injection().isEmpty()) {
      throw yaml.error("expected steps under reference that solve task " + name + ", got none");
    }
    if (preparation.red().isEmpty()) {
      throw yaml.error(
          "expected under red the checks that fail before task " + name + " is done, got none");
    }
    return new Task(name, prompt, preparation, checks, reference, network(yaml));
  }

  private static List<String> network(Yaml yaml) {
    return yaml.items("network").stream()
        .map(host ->
            host.as(
                "the name of a host, as pypi.org or localhost:8080",
                text -> {
                  if (!text.matches("[A-Za-z0-9.-]+(:[0-9]{1,5})?")) {
                    throw new IllegalArgumentException(text);
                  }
                  return text;
                }))
        .toList();
  }

  private static Preparation.Injection injection(Yaml yaml) {
    yaml.keys("seed", "sources", "tests", "faults", "without");
    return new Preparation.Injection(
        yaml.find("seed").map(seed -> seed.number(Long.MIN_VALUE, Long.MAX_VALUE)).orElse(1L),
        yaml.at("sources").text(),
        yaml.at("tests").text(),
        yaml.find("faults").map(PackReader::numbers).orElse(Preparation.Numbers.USUAL),
        yaml.texts("without"));
  }

  private static Preparation.Numbers numbers(Yaml yaml) {
    yaml.keys("type", "lint", "load");
    return new Preparation.Numbers(
        faults(yaml, "type"), faults(yaml, "lint"), faults(yaml, "load"));
  }

  private static int faults(Yaml yaml, String key) {
    return (int) yaml.at(key).number(0, 1000);
  }

  private Preparation.ProtectedFile protectedFile(Yaml yaml) {
    yaml.keys("file", "from", "sha256");
    Preparation.ProtectedFile file =
        new Preparation.ProtectedFile(
            yaml.at("file").text(), yaml.at("from").text(), yaml.at("sha256").text());
    String found = yaml.at("from").as(from -> Sha256.of(folder.resolve(from)));
    if (!found.equals(file.sha256())) {
      throw yaml.at("sha256").wrong(found + ", the fingerprint of " + file.from());
    }
    return file;
  }

  private static List<Step> steps(Yaml yaml, String key) {
    return yaml.items(key).stream().map(PackReader::step).toList();
  }

  private static Step step(Yaml yaml) {
    var kinds = yaml.keys("replace", "create", "cut").entries();
    if (kinds.size() != 1) {
      throw yaml.error("expected one of replace, create and cut, got " + kinds.keySet());
    }
    var kind = kinds.entrySet().iterator().next();
    Yaml inner = kind.getValue();
    if (kind.getKey().equals("replace")) {
      inner.keys("file", "before", "after", "each");
      return new Step.Replace(
          inner.at("file").text(),
          inner.at("before").text(),
          inner.at("after").text(),
          inner.find("each").map(Yaml::flag).orElse(false));
    }
    if (kind.getKey().equals("create")) {
      inner.keys("file", "text");
      return new Step.Create(inner.at("file").text(), inner.at("text").text());
    }
    inner.keys("file", "member", "as");
    return new Step.Cut(inner.at("file").text(), inner.at("member").text(), inner.at("as").text());
  }

  private String packFile(String name) {
    try {
      return Files.readString(folder.resolve(name));
    } catch (IOException e) {
      throw new IllegalArgumentException("expected a file of the pack, got " + name + ": " + e, e);
    }
  }
}
