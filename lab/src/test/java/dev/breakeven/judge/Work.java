package dev.breakeven.judge;

import static org.assertj.core.api.Assertions.assertThat;

import dev.breakeven.judge.Verdict.CheckResult;
import dev.breakeven.judge.Verdict.Violation;
import dev.breakeven.task.Edits;
import dev.breakeven.task.FileTree;
import dev.breakeven.task.PreparedTask;
import dev.breakeven.workspace.Folders;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/// A workspace as agents leave them, made by what is told of it.
final class Work {
  private final Path folder;

  private Work(Path folder) {
    this.folder = folder;
  }

  /// What is said against work, by its rule or, if no rule is broken, by the checks that failed.
  ///
  /// @param solved whether the reference solution is applied first
  /// @param done what is done then
  static Said judged(
      PreparedTask task, JudgeTools tools, boolean solved, Path folder, Consumer<Work> done)
      throws InterruptedException {
    FileTree.copy(task.tree(), folder);
    if (solved) {
      Edits.apply(folder, task.reference());
    }
    try {
      done.accept(new Work(folder));
      return Said.of(new Judge(task, tools).judge(folder));
    } finally {
      Folders.delete(folder);
    }
  }

  /// A verdict in words.
  ///
  /// @param solved whether the work is good
  /// @param rules the rules broken, or the checks that failed
  /// @param text everything
  record Said(boolean solved, List<String> rules, String text) {
    static Said of(Verdict verdict) {
      List<String> rules = new ArrayList<>();
      if (verdict instanceof Verdict.NotSolved found) {
        found.violations().stream().map(Violation::rule).distinct().forEach(rules::add);
      }
      if (rules.isEmpty()) {
        verdict.checks().stream()
            .filter(result -> !result.passed())
            .map(CheckResult::check)
            .forEach(rules::add);
      }
      return new Said(VerdictLine.isSolved(verdict), rules, VerdictLine.of(verdict));
    }
  }

  Path at(String path) {
    return folder.resolve(path);
  }

  void write(String path, String text) {
    FileTree.write(at(path), text);
  }

  void replace(String path, String before, String after) {
    String text = FileTree.read(at(path));
    assertThat(text).contains(before);
    write(path, text.replace(before, after));
  }

  void delete(String path) {
    Folders.delete(at(path));
  }

  void run(String script) {
    try {
      Process process =
          new ProcessBuilder("bash", "-ec", script)
              .directory(folder.toFile())
              .redirectErrorStream(true)
              .start();
      String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      assertThat(process.waitFor()).as(said).isZero();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  void link(String path, Path target) {
    try {
      Files.createSymbolicLink(at(path), target);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
