package dev.breakeven.judge;

import dev.breakeven.judge.Verdict.CheckResult;
import dev.breakeven.judge.Verdict.Finding;
import dev.breakeven.task.Check;
import dev.breakeven.task.Edits;
import dev.breakeven.task.Fault;
import dev.breakeven.task.FileTree;
import dev.breakeven.task.PreparedTask;
import dev.breakeven.workspace.Folders;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Consumer;

/// Whether a fault, put alone into the untouched repository, is caught by its own tool with one
/// finding in its file, and by none that runs before it.
///
/// @param fault the fault
/// @param caught whether it is
/// @param findings what its tool found
public record FaultProof(Fault fault, boolean caught, List<Finding> findings) {
  /// Takes an immutable copy.
  public FaultProof {
    findings = List.copyOf(findings);
  }

  /// Tries faults, two at a time. What runs is what the claim names: the tool, of the tests those
  /// of the file that should fail to load, and, once for all faults of a tool together, the tools
  /// that run before it. Only if these mind anything are they run for each fault alone.
  ///
  /// @param faults of this task
  /// @param listener told each proof, in the order of the faults
  public static List<FaultProof> all(
      PreparedTask task, List<Fault> faults, JudgeTools tools, Consumer<FaultProof> listener)
      throws InterruptedException {
    Set<String> unminded = unminded(task, faults, tools);
    List<FaultProof> proofs = new ArrayList<>();
    try (var threads = Executors.newFixedThreadPool(2)) {
      List<Future<FaultProof>> pending =
          faults.stream()
              .map(fault ->
                  threads.submit(() -> prove(task, fault, tools, unminded.contains(fault.tool()))))
              .toList();
      try {
        for (Future<FaultProof> future : pending) {
          FaultProof proof = future.get();
          proofs.add(proof);
          listener.accept(proof);
        }
      } catch (ExecutionException e) {
        threads.shutdownNow();
        throw new IllegalStateException("a proof could not be made", e.getCause());
      } catch (InterruptedException e) {
        threads.shutdownNow();
        throw e;
      }
    }
    return proofs;
  }

  /// The tools before which no other minds the faults meant for them, all put in together.
  private static Set<String> unminded(PreparedTask task, List<Fault> faults, JudgeTools tools)
      throws InterruptedException {
    Set<String> unminded = new HashSet<>();
    for (String tool : faults.stream().map(Fault::tool).distinct().toList()) {
      List<Check> before = upTo(tool, task.pack().checks());
      before.removeLast();
      List<Fault> meant = faults.stream().filter(fault -> fault.tool().equals(tool)).toList();
      Path copy = Judge.scratch();
      try {
        FileTree.copy(task.base(), copy);
        // Each fault's edit is of the untouched text: two in one file are tried alone.
        boolean apart = meant.stream().map(Fault::path).distinct().count() == meant.size();
        if (apart) {
          Edits.apply(copy, meant.stream().map(Fault::edit).toList());
        }
        if (apart
            && run(new CheckRunner(task.pack(), tools), before, copy).stream()
                .allMatch(CheckResult::passed)) {
          unminded.add(tool);
        }
      } finally {
        Folders.delete(copy);
      }
    }
    return unminded;
  }

  private static FaultProof prove(
      PreparedTask task, Fault fault, JudgeTools tools, boolean unminded)
      throws InterruptedException {
    Path copy = Judge.scratch();
    try {
      FileTree.copy(task.base(), copy);
      Edits.apply(copy, List.of(fault.edit()));
      List<Check> checks = upTo(fault.tool(), task.pack().checks());
      if (unminded) {
        // Tests need what was compiled.
        checks.subList(0, checks.size() - 1).removeIf(check -> !(check instanceof Check.Javac));
      }
      List<CheckResult> results =
          run(new CheckRunner(task.pack(), tools).loading(fault.path()), checks, copy);
      List<Finding> findings = results.getLast().findings();
      boolean caught =
          results.subList(0, results.size() - 1).stream().allMatch(CheckResult::passed)
              && !results.getLast().passed()
              && findings.size() == 1
              && findings.getFirst().path().equals(fault.path());
      return new FaultProof(fault, caught, findings);
    } finally {
      Folders.delete(copy);
    }
  }

  /// Runs checks on a copy that is ours.
  static List<CheckResult> run(CheckRunner runner, List<Check> checks, Path copy)
      throws InterruptedException {
    Path scratch = Judge.scratch();
    try {
      Path classes = Files.createDirectory(scratch.resolve("classes"));
      return runner.run(checks, copy, classes);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } finally {
      Folders.delete(scratch);
    }
  }

  /// The checks up to the first that is of the kind `tool`.
  static List<Check> upTo(String tool, List<Check> checks) {
    List<Check> some = new ArrayList<>();
    for (Check check : checks) {
      some.add(check);
      if (kind(check).equals(tool)) {
        return some;
      }
    }
    throw new IllegalArgumentException(
        "the pack puts in faults for " + tool + " and has no such check");
  }

  /// The kind of a check that catches faults, as a pack names it.
  private static String kind(Check check) {
    return check.getClass().getSimpleName().toLowerCase(Locale.ROOT);
  }
}
