package dev.breakeven.cli;

import dev.breakeven.generate.Generator;
import dev.breakeven.generate.Layout;
import dev.breakeven.generate.Machine;
import dev.breakeven.generate.PackRequest;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// Makes a task pack of a repository.
@Command(
    name = "generate",
    description = {
      "Make a task pack of a repository whose checks are green: T1, faults put in by syntax tree"
          + " and each proven to be caught by its own tool, and T2, a function to move, if one can"
          + " be proven.",
      "Exit code 0 if all of the pack holds, 1 if not."
    },
    mixinStandardHelpOptions = true)
final class TaskGenerateCommand implements Callable<Integer> {
  @Parameters(
      paramLabel = "REPO",
      description =
          "a folder, or an address that git clone understands; of a git repository, its last"
              + " commit")
  private @Nullable String repository;

  @Option(
      names = "--out",
      paramLabel = "FOLDER",
      description = "the new pack; its name without this is packs/ and the repository's name")
  private @Nullable Path out;

  @Option(
      names = "--libraries",
      paramLabel = "JARS",
      split = ",",
      description =
          "for Java: jars, folders of jars, or Maven coordinates; without this, Maven is asked")
  private List<String> libraries = new ArrayList<>();

  @Option(
      names = "--environment",
      paramLabel = "PLACE",
      defaultValue = "host",
      description = "for Python: where its tools are, host, root:FOLDER or venv:FOLDER")
  private String environment = "host";

  @Option(
      names = "--sources",
      paramLabel = "FOLDERS",
      split = ",",
      description = "folders of the program, the first one to put faults in; without this, guessed")
  private List<String> sources = new ArrayList<>();

  @Option(
      names = "--tests",
      paramLabel = "FOLDERS",
      split = ",",
      description = "folders of its tests, the first one to put faults in; without this, guessed")
  private List<String> tests = new ArrayList<>();

  @Option(
      names = "--modules",
      paramLabel = "FOLDERS",
      split = ",",
      description = "for Maven: the modules; without this, the one with most tests")
  private List<String> modules = new ArrayList<>();

  @Option(
      names = "--without",
      paramLabel = "TESTS",
      split = ",",
      description =
          "tests to leave out: package.Class, package.Class#method, tests/test_one.py or"
              + " tests/test_one.py::test_two; the pack remembers them")
  private List<String> without = new ArrayList<>();

  @Option(names = "--seed", defaultValue = "1", description = "picks the places of faults")
  private long seed;

  @Spec private @Nullable CommandSpec spec;

  @Override
  public Integer call() {
    var printer = Objects.requireNonNull(spec).commandLine().getOut();
    var from = Objects.requireNonNull(repository);
    var folder = Objects.requireNonNullElseGet(out, () -> Path.of("packs", name(from)));
    var here = Thread.currentThread();
    try (var interrupts = Interrupts.watch(here::interrupt)) {
      try {
        return made(from, folder, printer);
      } catch (InterruptedException e) {
        printer.printf("Interrupted. Nothing was left behind at %s.%n", folder);
        printer.flush();
        return interrupts.exitCode().orElse(1);
      }
    }
  }

  private int made(String from, Path folder, PrintWriter printer) throws InterruptedException {
    try (var site = JudgingMachine.open(2)) {
      site.warning().ifPresent(printer::println);
      var generated =
          Generator.run(
              new PackRequest(
                  from,
                  folder,
                  libraries,
                  environment,
                  seed,
                  new Layout(sources, tests, modules, without)),
              new Machine(
                  site.judge(),
                  JudgingMachine.jars(),
                  Path.of(System.getProperty("user.home"), ".m2", "repository")),
              line -> {
                printer.println(line);
                printer.flush();
              });
      long broken = generated.claims().stream().filter(claim -> !claim.holds()).count();
      printer.printf("%d claims hold, %d do not.%n", generated.claims().size() - broken, broken);
      if (broken == 0) {
        printer.printf(
            "The pack is %s: T1 with %d faults%s.%nNext: ./breakeven run %s --dry-run%n",
            folder,
            generated.faults().size(),
            generated.moved().map(name -> ", T2 moves " + name).orElse(", no T2"),
            folder.resolve("study.yaml"));
      }
      printer.flush();
      return broken == 0 ? 0 : 1;
    } catch (IllegalArgumentException e) {
      throw new UserError(String.valueOf(e.getMessage()), e);
    }
  }

  /// The last word of an address or a path.
  private static String name(String from) {
    var plain = from.replaceFirst("/+$", "").replaceFirst("\\.git$", "");
    var name = plain.substring(plain.lastIndexOf('/') + 1);
    return name.isEmpty() || name.equals(".")
        ? String.valueOf(Path.of(from).toAbsolutePath().normalize().getFileName())
        : name;
  }
}
