package dev.breakeven.judge;

import dev.breakeven.judge.Sayings.What;
import dev.breakeven.task.JavaSource;
import dev.breakeven.task.PythonSource;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;

/// Reads source files for the rules, file by file. It runs in a worker process, whose memory and
/// stack a file may exhaust without harm to ours.
///
/// Its arguments: the folder, and the paths of files in it. It finds what [Sayings] says.
final class SourceReader implements Function<List<String>, List<String>> {
  private static final long LARGEST = 4L << 20;

  /// What is said is held in our memory.
  private static final int MOST = 300_000;

  @Override
  public List<String> apply(List<String> arguments) {
    var said = read(Path.of(arguments.getFirst()), arguments.subList(1, arguments.size()));
    long parts =
        said.values().stream()
            .flatMap(file -> file.counts().values().stream())
            .mapToLong(Map::size)
            .sum();
    if (parts > MOST) {
      var tooMuch = new Sayings();
      tooMuch.add(What.UNREADABLE, "what was changed has more than %d parts".formatted(MOST), 1);
      said = Map.of("", tooMuch);
    }
    return new ToolAnswer(0, Map.of(), Sayings.findings(said)).encoded();
  }

  /// What the files say that are there.
  static Map<String, Sayings> read(Path root, List<String> paths) {
    Map<String, Sayings> files = new TreeMap<>();
    for (String path : paths) {
      if (Files.isRegularFile(root.resolve(path))) {
        files.put(path, read(root, path));
      }
    }
    return files;
  }

  private static Sayings read(Path root, String path) {
    var said = new Sayings();
    Path file = root.resolve(path);
    try {
      if (isSource(path) && Files.size(file) > LARGEST) {
        said.add(What.UNREADABLE, "it has more than %d bytes".formatted(LARGEST), 1);
        return said;
      }
      if (path.endsWith(".java")) {
        TestsOf.in(JavaSource.parse(path, text(file)), said);
      } else if (path.endsWith(".py") || path.endsWith(".pyi")) {
        PythonTestsOf.in(PythonSource.parse(path, text(file)), said);
      } else if (Files.size(file) <= LARGEST) {
        TestSettings.in(path, text(file)).forEach((name, n) -> said.add(What.DISABLING, name, n));
        Suppressions.in(text(file)).forEach((name, n) -> said.add(What.SUPPRESSING, name, n));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (IllegalStateException | StackOverflowError | OutOfMemoryError e) {
      // The parser of Java wraps what it dies of.
      said.counts().clear();
      said.add(What.UNREADABLE, "its parts lie too deep within each other, or are too many", 1);
    }
    return said;
  }

  private static boolean isSource(String path) {
    return path.endsWith(".java") || path.endsWith(".py") || path.endsWith(".pyi");
  }

  /// The text of a file. What is no UTF-8 is read byte by byte: a stray byte must not hide the
  /// rest.
  static String text(Path file) throws IOException {
    byte[] bytes = Files.readAllBytes(file);
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
    } catch (CharacterCodingException e) {
      return new String(bytes, StandardCharsets.ISO_8859_1);
    }
  }
}
