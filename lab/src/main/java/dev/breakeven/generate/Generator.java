package dev.breakeven.generate;

import dev.breakeven.judge.FaultProof;
import dev.breakeven.judge.PackCheck;
import dev.breakeven.task.Fault;
import dev.breakeven.task.FaultChooser;
import dev.breakeven.task.FileTree;
import dev.breakeven.task.Preparation;
import dev.breakeven.task.Preparation.Numbers;
import dev.breakeven.task.PreparedTask;
import dev.breakeven.workspace.Folders;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
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
  private static final int HOPELESS = 3;

  private final PackRequest wish;
  private final Machine machine;
  private final Progress progress;
  private final PackDraft draft;
  private final Set<String> without = new HashSet<>();
  private final Set<String> proven = new HashSet<>();
  private final Map<String, Integer> missed = new HashMap<>();

  private Generator(PackRequest wish, Machine machine, Progress progress, Path scratch) {
    this.wish = wish;
    this.machine = machine;
    this.progress = progress;
    draft = new PackDraft(wish.name(), scratch, machine);
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
    try {
      Path scratch = Files.createTempDirectory("breakeven-generate-").toRealPath();
      try {
        return new Generator(wish, machine, new Progress(listener), scratch).run();
      } finally {
        Folders.delete(scratch);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// All is made in a folder of ours, and put in its place when it is whole.
  private Generated run() throws InterruptedException {
    RepositoryOrigin origin = RepositoryOrigin.of(wish.repository());
    progress.say("Repository: " + origin.said() + ".");
    Path checkout = Checkout.of(origin, draft.scratch(), machine);
    Project found = new Discovery(wish, machine, progress).project(checkout, draft, origin);
    draft.begin(checkout);
    Baseline.Green green = new Baseline(draft, progress).settle(found);
    Project project = green.project();
    without.addAll(project.without());

    Path base = draft.prepared().base();
    Faulty faulty = faults(project, base);
    Optional<Move> moved = move(project, base);
    List<String> tasks = new ArrayList<>(List.of(faulty.task()));
    moved.ifPresent(move -> tasks.add(move.task()));
    draft.from(origin.yaml());
    draft.write(project, tasks);
    moved.ifPresent(move -> FileTree.write(draft.folder().resolve("t2.md"), move.prompt()));
    StudyText.write(draft.folder(), wish.out(), moved.isPresent());
    progress.say("The pack is whole; now all of it is checked.");
    List<PackCheck.Line> claims =
        progress.during(
            "check of the pack",
            () -> PackCheck.run(draft.prepared(), machine.tools(), this::claim));
    draft.publish(wish.out());
    return new Generated(faulty.faults(), moved.map(Move::name), claims);
  }

  private void claim(PackCheck.Line line) {
    progress.now(line.claim());
    progress.say("%-4s %s: %s".formatted(line.holds() ? "ok" : "NO", line.claim(), line.detail()));
  }

  /// T1 and its faults.
  private record Faulty(String task, List<Fault> faults) {}

  private Faulty faults(Project project, Path base) throws InterruptedException {
    for (int round = 1; round <= ROUNDS; round++) {
      List<String> avoided = without.stream().sorted().toList();
      Numbers numbers =
          FaultChooser.most(
              base,
              new Preparation.Injection(
                  wish.seed(), project.sources(), project.tests(), Numbers.USUAL, avoided));
      String task =
          new InjectionText(wish.seed(), numbers, avoided, red(project, numbers))
              .task(project.sources(), project.tests());
      draft.write(project, List.of(task));
      PreparedTask prepared = draft.prepared().tasks().getFirst();
      List<Fault> open =
          prepared.faults().stream().filter(fault -> !proven.contains(fault.name())).toList();
      int before = without.size();
      progress.during(
          "round %d, trying %d faults".formatted(round, open.size()),
          () -> FaultProof.all(prepared, open, machine.tools(), this::note));
      progress.say(
          "Round %d: %d faults tried, %d not caught as they should be."
              .formatted(round, open.size(), without.size() - before));
      if (without.size() == before) {
        if (prepared.faults().isEmpty()) {
          throw new IllegalArgumentException(
              "expected places for faults under %s and %s, found none that a tool catches; name other folders with --sources and --tests"
                  .formatted(project.sources(), project.tests()));
        }
        return new Faulty(task, prepared.faults());
      }
    }
    throw new IllegalArgumentException(
        "no set of faults was caught as it should be in " + ROUNDS + " rounds; try another --seed");
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
      hopeless(proof.fault());
      progress.say(
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

  /// A kind of fault that was never caught is no longer tried.
  private void hopeless(Fault fault) {
    boolean never = proven.stream().noneMatch(name -> name.endsWith(" " + fault.kind()));
    if (missed.merge(fault.kind(), 1, Integer::sum) >= HOPELESS && never) {
      without.add(fault.kind());
      progress.say("Faults of the kind " + fault.kind() + " are not caught here; none is put in.");
    }
  }

  /// The first of the best moves that can be proven.
  private Optional<Move> move(Project project, Path base) throws InterruptedException {
    List<Move> moves = project.moves(base);
    for (Move move : moves.stream().limit(MOVES_SHOWN).toList()) {
      progress.say(
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
      FileTree.write(draft.folder().resolve("t2.md"), move.prompt());
      draft.write(project, List.of(move.task()));
      try {
        List<PackCheck.Line> claims =
            progress.during(
                "trying to move " + move.name(),
                () -> PackCheck.tasks(draft.prepared(), machine.tools()));
        if (claims.stream().allMatch(PackCheck.Line::holds)) {
          return Optional.of(move);
        }
        claims.stream()
            .filter(claim -> !claim.holds())
            .findFirst()
            .ifPresent(claim ->
                progress.say(
                    "Not moved: " + move.name() + "; " + claim.claim() + ": " + claim.detail()));
      } catch (IllegalArgumentException e) {
        progress.say("Not moved: " + move.name() + "; " + e.getMessage());
      }
    }
    return Optional.empty();
  }
}
