package dev.breakeven.report.page;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// A Chromium that is installed on this machine, opening pages without a window.
public final class Chromium {
  private static final List<String> NAMES =
      List.of("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome");
  private static final Pattern CONSOLE = Pattern.compile("CONSOLE[(:](.*)");
  private static final int MOST_SECONDS = 120;

  private final Path program;

  private Chromium(Path program) {
    this.program = program;
  }

  /// What came of opening a page.
  ///
  /// @param dom the page's elements after its scripts ran
  /// @param console what was said to the console
  public record Visit(String dom, List<String> console) {}

  /// The first on the PATH; empty if there is none.
  public static Optional<Chromium> installed() {
    return Stream.of(
            Optional.ofNullable(System.getenv("PATH")).orElse("").split(File.pathSeparator))
        .flatMap(folder -> NAMES.stream().map(name -> Path.of(folder, name)))
        .filter(Files::isExecutable)
        .findFirst()
        .map(Chromium::new);
  }

  /// Opens `page`, a file, as a user does who clicks on it, with no network.
  ///
  /// @param folder an empty folder for the browser's own files
  /// @param more further flags
  public Visit open(Path page, Path folder, String... more)
      throws IOException, InterruptedException {
    var command =
        new ArrayList<>(
            List.of(
                program.toString(),
                "--headless",
                "--no-sandbox",
                "--disable-gpu",
                "--disable-quic",
                "--no-first-run",
                "--disable-background-networking",
                "--disable-component-update",
                "--disable-sync",
                "--host-resolver-rules=MAP * ~NOTFOUND",
                "--user-data-dir=" + folder.resolve("profile"),
                "--window-size=1200,900",
                "--enable-logging=stderr",
                "--virtual-time-budget=5000"));
    command.addAll(List.of(more));
    command.add("--dump-dom");
    command.add(page.toUri().toString());
    var out = folder.resolve("dom.html");
    var err = folder.resolve("log.txt");
    var process =
        new ProcessBuilder(command)
            .redirectOutput(out.toFile())
            .redirectError(err.toFile())
            .start();
    if (!process.waitFor(MOST_SECONDS, TimeUnit.SECONDS)) {
      process.destroyForcibly().waitFor();
      throw new IOException("expected Chromium to be done in " + MOST_SECONDS + " s with " + page);
    }
    var console =
        Files.readString(err, StandardCharsets.UTF_8)
            .lines()
            .map(CONSOLE::matcher)
            .filter(java.util.regex.Matcher::find)
            .map(found -> found.group(1))
            .toList();
    return new Visit(Files.readString(out, StandardCharsets.UTF_8), console);
  }
}
