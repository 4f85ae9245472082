package dev.breakeven.generate;

import dev.breakeven.judge.FaultProof;
import dev.breakeven.judge.Judge;
import dev.breakeven.judge.PackCheck;
import dev.breakeven.judge.Verdict;
import dev.breakeven.judge.Verdict.CheckResult;
import dev.breakeven.judge.Verdict.Finding;
import dev.breakeven.task.Fault;
import dev.breakeven.task.FaultChooser;
import dev.breakeven.task.FileTree;
import dev.breakeven.task.PackReader;
import dev.breakeven.task.Preparation;
import dev.breakeven.task.Preparation.Numbers;
import dev.breakeven.task.PreparedPack;
import dev.breakeven.task.PreparedTask;
import dev.breakeven.task.Setup;
import dev.breakeven.task.Task;
import dev.breakeven.workspace.Folders;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/// Makes a pack of a repository whose judge is green: T1, faults that are each proven to be caught
/// by their own tool, and T2, a move, if one can be proven.
///
/// Draft after draft of the pack is prepared and tried; a fault that is not caught as it should be
/// is left out of the next one, which gets another in its place.
public final class Generator {
  private static final int ROUNDS = 20;
  private static final int MOVES_TRIED = 5;
  private static final int MOVES_SHOWN = 10;
  private static final int SHOWN = 5;

  private final PackRequest wish;
  private final Machine machine;
  private final Consumer<String> listener;
  private final Path scratch;
  private final Set<String> without = new HashSet<>();
  private final Set<String> proven = new HashSet<>();

  private Generator(PackRequest wish, Machine machine, Consumer<String> listener, Path scratch) {
    this.wish = wish;
    this.machine = machine;
    this.listener = listener;
    this.scratch = scratch;
  }

  /// What came of it.
  ///
  /// @param faults those of T1
  /// @param moved the function that T2 moves, if there is a T2
  /// @param claims the last check of the whole pack
  public record Generated(List<Fault> faults, Optional<String> moved, List<PackCheck.Line> claims) {
    /// Takes immutable copies.
    public Generated {
      faults = List.copyOf(faults);
      claims = List.copyOf(claims);
    }

    /// Whether every claim holds.
    public boolean holds() {
      return claims.stream().allMatch(PackCheck.Line::holds);
    }
  }

  /// Makes a pack.
  ///
  /// @param listener told line by line what happens
  /// @throws IllegalArgumentException if the repository cannot be used: its tools are not found, it
  ///   is not green, or it has no place for a fault
  public static Generated run(PackRequest wish, Machine machine, Consumer<String> listener)
      throws InterruptedException {
    if (Files.exists(wish.out())) {
      throw new IllegalArgumentException(
          "expected a new folder for the pack, got " + wish.out() + ", which exists");
    }
    boolean made = false;
    try {
      Path scratch = Files.createTempDirectory("breakeven-generate-").toRealPath();
      try {
        Generated generated = new Generator(wish, machine, listener, scratch).run();
        made = true;
        return generated;
      } finally {
        Folders.delete(scratch);
        if (!made) {
          Folders.delete(wish.out());
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private Generated run() throws InterruptedException {
    RepositoryOrigin origin = RepositoryOrigin.of(wish.repository());
    listener.accept("Repository: " + origin.said() + ".");
    Path base = Checkout.of(origin, scratch, machine);
    Project project = project(base);
    write(project, new PackText(wish.name(), folder(base), project, 0, 0, List.of(none())));
    Verdict green = judged();
    List<Finding> broken = style(project, green);
    if (!broken.isEmpty()) {
      Project lenient = project.lenient(broken);
      if (!lenient.equals(project)) {
        listener.accept(
            "The base has %d findings of the linter, which is told to overlook them."
                .formatted(broken.size()));
        project = lenient;
        write(project, new PackText(wish.name(), folder(base), project, 0, 0, List.of(none())));
        green = judged();
      }
    }
    refuseRed(green);
    long tests = count(green, "tests");
    long skipped = count(green, "skipped");
    listener.accept("The base is green: " + tests + " tests, " + skipped + " of them skipped.");
    without.addAll(project.without());

    PackText draft =
        new PackText(wish.name(), folder(base), project, tests, skipped, List.of(none()));
    Faulty faulty = faults(project, draft, base);
    Optional<Move> moved = move(project, draft, base);
    List<String> tasks = new ArrayList<>(List.of(faulty.task()));
    moved.ifPresent(move -> tasks.add(move.task()));
    write(project, new PackText(wish.name(), origin.yaml(), project, tests, skipped, tasks));
    moved.ifPresent(move -> FileTree.write(wish.out().resolve("t2.md"), move.prompt()));
    StudyText.write(wish.out(), moved.isPresent());
    listener.accept("The pack is written; now all of it is checked.");
    List<PackCheck.Line> claims =
        PackCheck.run(
            prepared(),
            machine.tools(),
            line ->
                listener.accept(
                    "%-4s %s: %s"
                        .formatted(line.holds() ? "ok" : "NO", line.claim(), line.detail())));
    return new Generated(faulty.faults(), moved.map(Move::name), claims);
  }

  private Project project(Path base) throws InterruptedException {
    if (PythonProject.is(base)) {
      PythonProject python = PythonProject.in(base, wish.environment());
      listener.accept("Python: " + python.sources() + ", tests in " + python.tests() + ".");
      return python;
    }
    if (!JavaProject.is(base)) {
      throw new IllegalArgumentException(
          "expected Java sources under src/main/java or a pyproject.toml, found neither in "
              + wish.repository());
    }
    List<String> jars =
        Libraries.collect(machine, wish.libraries(), base, wish.out().resolve("jars"));
    listener.accept("Java: " + jars.size() + " libraries are put beside the pack.");
    return JavaProject.in(base, jars);
  }

  private static String folder(Path base) {
    return "{kind: folder, folder: " + PackText.quoted(base.toString()) + "}";
  }

  private void write(Project project, PackText text) {
    project.files().forEach((name, content) -> FileTree.write(wish.out().resolve(name), content));
    FileTree.write(wish.out().resolve("pack.yaml"), text.yaml());
  }

  /// Prepares the pack as it stands now; what it was prepared in goes with us.
  private PreparedPack prepared() throws InterruptedException {
    return new Setup(machine.jars(), scratch.resolve("cache")).prepare(PackReader.read(wish.out()));
  }

  private Verdict judged() throws InterruptedException {
    PreparedPack pack = prepared();
    Task nothing =
        new Task(
            "base",
            "",
            new Preparation(Optional.empty(), List.of(), List.of(), List.of()),
            List.of(),
            List.of(),
            List.of());
    PreparedTask base =
        new PreparedTask(pack.pack(), nothing, pack.base(), pack.base(), List.of(), List.of());
    return new Judge(base, machine.tools()).judge(pack.base());
  }

  /// What the linter finds in the base.
  private static List<Finding> style(Project project, Verdict verdict) {
    return verdict.checks().stream()
        .filter(result -> result.check().equals(project.tools().get(1)))
        .flatMap(result -> result.findings().stream())
        .toList();
  }

  private void refuseRed(Verdict verdict) {
    StringBuilder said = new StringBuilder();
    for (CheckResult result : verdict.checks()) {
      if (!result.passed() && result.exitCode() >= 0) {
        said.append("\n  ").append(result.check()).append(" ").append(result.counts());
        result.findings().stream()
            .limit(SHOWN)
            .forEach(found ->
                said.append(
                    "\n    %s:%d %s".formatted(found.path(), found.line(), found.message())));
      }
    }
    if (!said.isEmpty()) {
      throw new IllegalArgumentException(
          "expected a repository that is green, but these checks of it fail:"
              + said
              + "\nMend it, or name the libraries it needs with --libraries, and try again.");
    }
  }

  private static long count(Verdict verdict, String name) {
    return verdict.checks().stream()
        .mapToLong(result -> result.counts().getOrDefault(name, 0L))
        .sum();
  }

  /// T1 without any fault, so that a draft can be read and prepared.
  private String none() {
    return new InjectionText(wish.seed(), new Numbers(0, 0, 0), List.of(), List.of("none"))
        .task("src", "src");
  }

  /// T1 and its faults.
  private record Faulty(String task, List<Fault> faults) {}

  private Faulty faults(Project project, PackText draft, Path base) throws InterruptedException {
    for (int round = 1; round <= ROUNDS; round++) {
      List<String> avoided = without.stream().sorted().toList();
      Numbers wanted = wanted(draft);
      Numbers numbers =
          FaultChooser.most(
              base,
              new Preparation.Injection(
                  wish.seed(), project.sources(), project.tests(), wanted, avoided));
      String task =
          new InjectionText(wish.seed(), numbers, avoided, red(project, numbers))
              .task(project.sources(), project.tests());
      write(
          project,
          new PackText(
              draft.name(),
              draft.repository(),
              project,
              draft.tests(),
              draft.skipped(),
              List.of(task)));
      PreparedTask prepared = prepared().tasks().getFirst();
      List<Fault> open =
          prepared.faults().stream().filter(fault -> !proven.contains(fault.name())).toList();
      int before = without.size();
      FaultProof.all(prepared, open, machine.tools(), this::note);
      listener.accept(
          "Round %d: %d faults tried, %d not caught as they should be."
              .formatted(round, open.size(), without.size() - before));
      if (without.size() == before) {
        if (prepared.faults().isEmpty()) {
          throw new IllegalArgumentException(
              "expected places for faults under %s and %s, found none that a tool catches"
                  .formatted(project.sources(), project.tests()));
        }
        return new Faulty(task, prepared.faults());
      }
    }
    throw new IllegalArgumentException(
        "no set of faults was caught as it should be in " + ROUNDS + " rounds; try another --seed");
  }

  /// Where no tests run, none can fail at load.
  private static Numbers wanted(PackText draft) {
    Numbers usual = Numbers.USUAL;
    return draft.tests() > 0 ? usual : new Numbers(usual.type(), usual.lint(), 0);
  }

  private static List<String> red(Project project, Numbers numbers) {
    List<String> red = new ArrayList<>();
    if (numbers.type() > 0) {
      red.add(project.tools().get(0));
    }
    if (numbers.lint() > 0) {
      red.add(project.tools().get(1));
    }
    if (numbers.load() > 0 && !(project.compiled() && numbers.type() > 0)) {
      red.add(project.tools().get(2));
    }
    return red.isEmpty() ? List.of("none") : red;
  }

  private void note(FaultProof proof) {
    String name = proof.fault().name();
    if (proof.caught()) {
      proven.add(name);
    } else {
      without.add(name);
      listener.accept(
          "Left out: "
              + name
              + ", for "
              + proof.fault().tool()
              + " found "
              + (proof.findings().isEmpty()
                  ? "nothing"
                  : proof.findings().size() + ": " + proof.findings().getFirst().message()));
    }
  }

  /// The first of the best moves that can be proven.
  private Optional<Move> move(Project project, PackText draft, Path base)
      throws InterruptedException {
    List<Move> moves = project.moves(base);
    for (Move move : moves.stream().limit(MOVES_SHOWN).toList()) {
      listener.accept(
          "Could move%s: %s in %s (%d lines, used by %d other files)."
              .formatted(
                  move.task().isEmpty() ? ", by hand" : "",
                  move.name(),
                  move.file(),
                  move.lines(),
                  move.users()));
    }
    for (Move move :
        moves.stream().filter(move -> !move.task().isEmpty()).limit(MOVES_TRIED).toList()) {
      FileTree.write(wish.out().resolve("t2.md"), move.prompt());
      write(
          project,
          new PackText(
              draft.name(),
              draft.repository(),
              project,
              draft.tests(),
              draft.skipped(),
              List.of(move.task())));
      try {
        List<PackCheck.Line> claims = PackCheck.run(prepared(), machine.tools(), line -> {});
        if (claims.stream().allMatch(PackCheck.Line::holds)) {
          return Optional.of(move);
        }
        claims.stream()
            .filter(claim -> !claim.holds())
            .findFirst()
            .ifPresent(claim ->
                listener.accept(
                    "Not moved: " + move.name() + "; " + claim.claim() + ": " + claim.detail()));
      } catch (IllegalArgumentException e) {
        listener.accept("Not moved: " + move.name() + "; " + e.getMessage());
      }
    }
    return Optional.empty();
  }
}
