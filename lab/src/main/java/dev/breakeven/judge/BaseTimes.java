package dev.breakeven.judge;

import dev.breakeven.task.Check;
import dev.breakeven.task.FileTree;
import dev.breakeven.task.Pack;
import dev.breakeven.task.Sha256;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/// How long the checks of untouched repositories took on this machine. The limits of checks follow
/// them, so that a slow or busy machine turns no work red.
///
/// They are kept in a folder, a file a check, and hold for as long as the check says the same.
final class BaseTimes {
  /// How many times as long as on the base a check may take, if that is more than the pack says.
  static final int FACTOR = 5;

  /// For the base itself, while nothing is known yet.
  private static final Duration PATIENT = Duration.ofHours(2);

  private final Path folder;

  /// @param folder made if need be
  BaseTimes(Path folder) {
    this.folder = folder;
  }

  /// The check with the limit that holds on this machine.
  Check limited(Pack pack, Check check) {
    return known(pack, check).map(took -> atLeast(check, took.multipliedBy(FACTOR))).orElse(check);
  }

  /// The check as the base is to be given, which may take long.
  static Check patient(Check check) {
    return atLeast(check, PATIENT);
  }

  /// Keeps how long a check of the base took, the longest time of several: tests that passed on the
  /// same files are not run again and take none.
  void learn(Pack pack, Check check, Duration took) {
    if (known(pack, check).filter(longer -> longer.compareTo(took) >= 0).isEmpty()) {
      FileTree.write(file(pack, check), took.toMillis() + "\n");
    }
  }

  /// How long the check took on the base, if it was judged on this machine.
  Optional<Duration> known(Pack pack, Check check) {
    Path file = file(pack, check);
    if (!Files.isRegularFile(file)) {
      return Optional.empty();
    }
    String text = FileTree.read(file).strip();
    return text.matches("\\d{1,15}")
        ? Optional.of(Duration.ofMillis(Long.parseLong(text)))
        : Optional.empty();
  }

  private Path file(Pack pack, Check check) {
    Sha256 key = new Sha256();
    String facts =
        String.join(
            "\n",
            pack.name(),
            pack.environment().toString(),
            within(check, Duration.ZERO).toString());
    key.add("check", facts.getBytes(StandardCharsets.UTF_8));
    return folder.resolve(key.hex().substring(0, 16));
  }

  private static Check atLeast(Check check, Duration limit) {
    Duration stated = stated(check);
    return within(check, stated.compareTo(limit) < 0 ? limit : stated);
  }

  private static Duration stated(Check check) {
    return switch (check) {
      case Check.Mypy mypy -> mypy.limit();
      case Check.Ruff ruff -> ruff.limit();
      case Check.RuffFormat format -> format.limit();
      case Check.Pytest pytest -> pytest.limit();
      case Check.JUnit junit -> junit.limit();
      case Check.Shell shell -> shell.limit();
      case Check.Javac _, Check.Checkstyle _, Check.Pattern _ -> Duration.ZERO;
    };
  }

  private static Check within(Check check, Duration limit) {
    return switch (check) {
      case Check.Mypy(var name, var sources, var lenience, _) ->
          new Check.Mypy(name, sources, lenience, limit);
      case Check.Ruff(var name, var sources, var select, var lenience, _) ->
          new Check.Ruff(name, sources, select, lenience, limit);
      case Check.RuffFormat(var name, var sources, _) -> new Check.RuffFormat(name, sources, limit);
      case Check.Pytest(var name, var arguments, _) -> new Check.Pytest(name, arguments, limit);
      case Check.JUnit(var name, var resources, var libraries, var launch, _) ->
          new Check.JUnit(name, resources, libraries, launch, limit);
      case Check.Shell(var name, var words, var visible, var counts, _) ->
          new Check.Shell(name, words, visible, counts, limit);
      case Check.Javac javac -> javac;
      case Check.Checkstyle style -> style;
      case Check.Pattern pattern -> pattern;
    };
  }
}
