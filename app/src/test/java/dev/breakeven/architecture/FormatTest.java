package dev.breakeven.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.googlejavaformat.java.Formatter;
import com.google.googlejavaformat.java.FormatterException;
import com.google.googlejavaformat.java.ImportOrderer;
import com.google.googlejavaformat.java.JavaFormatterOptions.Style;
import com.google.googlejavaformat.java.RemoveUnusedImports;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// Every Java file stands as google-java-format writes it, and none is longer than 500 lines.
///
/// `mvn verify -Dformat.write` rewrites the files that do not, and fails so that it is noticed.
class FormatTest {
  private static final int MOST_LINES = 500;

  @Test
  void everyFileIsFormatted() throws IOException, FormatterException {
    var wrong = new ArrayList<Path>();
    for (var file : sources()) {
      var source = Files.readString(file);
      var formatted = format(source);
      if (!formatted.equals(source)) {
        wrong.add(file);
        if (System.getProperty("format.write") != null) {
          Files.writeString(file, formatted);
        }
      }
    }
    assertThat(wrong).as("files to format; -Dformat.write does it").isEmpty();
  }

  @Test
  void noFileIsTooLong() throws IOException {
    var tooLong = new ArrayList<Path>();
    for (var file : sources()) {
      try (var lines = Files.lines(file)) {
        if (lines.count() > MOST_LINES) {
          tooLong.add(file);
        }
      }
    }
    assertThat(tooLong).isEmpty();
  }

  private static String format(String source) throws FormatterException {
    var ordered = ImportOrderer.reorderImports(source, Style.GOOGLE);
    return new Formatter().formatSource(RemoveUnusedImports.removeUnusedImports(ordered));
  }

  private static Iterable<Path> sources() throws IOException {
    var found = new ArrayList<Path>();
    for (var folder : new String[] {"../meter/src", "../lab/src", "../app/src", "../bench"}) {
      if (Files.isDirectory(Path.of(folder))) {
        try (Stream<Path> files = Files.walk(Path.of(folder))) {
          files.filter(file -> file.toString().endsWith(".java")).sorted().forEach(found::add);
        }
      }
    }
    assertThat(found).isNotEmpty();
    return found;
  }
}
