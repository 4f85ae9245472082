package dev.breakeven.generate;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.stream.Collectors;

/// Runs `mvn`, and tells what it does.
final class Maven {
  private static final int SHOWN = 15;

  /// Checks of a build that have nothing to do with what is wanted of it, and would end it.
  private static final List<String> SKIPPED =
      List.of(
          "-Denforcer.skip=true",
          "-Drat.skip=true",
          "-Dcheckstyle.skip=true",
          "-Dspotless.check.skip=true",
          "-Dspotless.apply.skip=true",
          "-Danimal.sniffer.skip=true",
          "-Djacoco.skip=true",
          "-Dpmd.skip=true",
          "-Dspotbugs.skip=true",
          "-Dlicense.skip=true",
          "-Dfmt.skip=true",
          "-Dgpg.skip=true");

  private Maven() {}

  /// What came of a run.
  ///
  /// @param words as one would type them
  /// @param succeeded whether its exit code was 0
  /// @param said its errors or, if it reported none, the end of its output
  record Ran(String words, boolean succeeded, String said) {}

  /// Runs it in a folder.
  ///
  /// @param arguments its goals and options, beside those that keep it to the point
  static Ran run(Path folder, List<String> arguments, Progress progress)
      throws InterruptedException {
    List<String> words = new ArrayList<>(List.of("mvn", "-B", "-ntp"));
    words.addAll(arguments);
    String typed = String.join(" ", words);
    words.addAll(SKIPPED);
    return progress.during("mvn " + goals(arguments), () -> ran(folder, words, typed, progress));
  }

  private static String goals(List<String> arguments) {
    return arguments.stream()
        .filter(word -> !word.startsWith("-"))
        .map(word -> word.replaceFirst("^dependency:", ""))
        .collect(Collectors.joining(" "));
  }

  private static Ran ran(Path folder, List<String> words, String typed, Progress progress)
      throws InterruptedException {
    Deque<String> last = new ArrayDeque<>();
    List<String> errors = new ArrayList<>();
    Process process = started(folder, words);
    Thread reading = Thread.ofVirtual().start(() -> read(process, last, errors, progress));
    try {
      process.getOutputStream().close();
      boolean succeeded = process.waitFor() == 0;
      reading.join();
      String said = String.join("\n  ", errors.isEmpty() ? last : errors);
      return new Ran(typed, succeeded, "  " + said);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } finally {
      process.descendants().forEach(ProcessHandle::destroy);
      process.destroy();
    }
  }

  private static Process started(Path folder, List<String> words) {
    try {
      return new ProcessBuilder(words).directory(folder.toFile()).redirectErrorStream(true).start();
    } catch (IOException e) {
      throw new IllegalArgumentException(
          "expected mvn on the PATH, found none; install it or name the jars with --libraries", e);
    }
  }

  private static void read(
      Process process, Deque<String> last, List<String> errors, Progress progress) {
    try (BufferedReader output = process.inputReader()) {
      for (String line = output.readLine(); line != null; line = output.readLine()) {
        progress.now(line.replaceFirst("^\\[[A-Z]+]\\s*", ""));
        last.add(line);
        if (last.size() > SHOWN) {
          last.removeFirst();
        }
        if (line.startsWith("[ERROR]") && errors.size() < SHOWN) {
          errors.add(line);
        }
      }
    } catch (IOException e) {
      // The pipe broke because the process was ended; what came before counts.
    }
  }
}
