package dev.breakeven.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/// Study files and invocations that are wrong: one message that says what was expected, exit code
/// 2, and nothing left behind.
class WrongStudyFilesTest {
  @TempDir private Path folder = Path.of("");

  static Stream<Arguments> files() throws IOException {
    var study = Files.readString(Path.of("../examples/four-arms.yaml"));
    return Stream.of(
        file("empty", "", "expected a mapping, got an empty file"),
        file(
            "no UTF-8",
            raw(study.replaceFirst("seed", "se\u00e9d")),
            "expected UTF-8, got the byte 0xE9"),
        file("UTF-16", study.getBytes(StandardCharsets.UTF_16), "got UTF-16; save it as UTF-8"),
        file("UTF-16 LE", utf16(study), "got UTF-16; save it as UTF-8"),
        file("20,000 brackets", "arms: " + "[".repeat(20_000), "at most 50 deep"),
        file("20,000 pairs", "arms: " + "[".repeat(20_000) + "]".repeat(20_000), "at most 50 deep"),
        file("20,000 braces", "arms: " + "{a: ".repeat(20_000), "at most 50 deep"),
        file(
            "a 10 MB scalar",
            "study: \"" + "x".repeat(10_000_000) + "\"",
            "of at most 3145728 bytes"),
        file("a NUL", study + "\0", "special characters are not allowed"),
        file("a bomb of aliases", bomb(), "exceeds the specified max=50"),
        file("tabs", study.replace("  ", "\t"), "not YAML"),
        file("a list", "[1, 2]", "expected a mapping"),
        file("a key twice", study + "\nseed: 2\n", "expected each key once, got seed twice"),
        file("a key nobody knows", study + "\ncolour: red\n", "got colour"),
        file("no arms", study.replace("arms:", "arms: {}\nrest:"), "got rest"),
        file(
            "a negative budget",
            study + "\nbudget-usd: -1\n",
            "an amount above 0 such as 2.50, got -1"),
        file("a budget of nothing", study + "\ntrial-budget-usd: 0\n", "an amount above 0"),
        file("a budget that is none", study + "\ncall-budget-usd: much\n", "an amount above 0"),
        file("a long name", name(study, "n".repeat(300)), "of at most 100 letters"),
        file("a name that leads away", name(study, ".."), "no . or - at its head"),
        file("a name that is an option", name(study, "-rf"), "no . or - at its head"),
        file("a name that rings", name(study, "\"a\\x07b\""), "got a\\u0007b"),
        file("no number", study.replace("trials: 1 ", "trials: many "), "expected a whole number"),
        file("too many trials", study.replace("trials: 1 ", "trials: 99999 "), "from 1 to 10000"),
        file(
            "a seed too large",
            study.replace("seed: 1 ", "seed: 9999999999999999999 "),
            "expected a whole number"),
        file(
            "a day that is none",
            study.replace("2026-11-24", "2026-13-24"),
            "expected a date such as"),
        file(
            "no order",
            study.replace("order: random ", "order: mine "),
            "expected random or listed"),
        file("a model nobody named", study.replace("{solo: opus,", "{solo: sonnet,"), "got sonnet"),
        file("a task twice", study.replace("[T1, T2, T3]", "[T1, T1]"), "without repetition"),
        file(
            "a pack that is not there",
            study.replace("pack: commons-cli ", "pack: ../../etc "),
            "there is no pack"));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("files")
  void aWrongStudyFileIsNamed(String name, byte[] content, String message) throws IOException {
    var file = Files.write(folder.resolve("study.yaml"), content);
    wrong(message, "run", file.toString(), "--rehearse", "--out", folder.resolve("out").toString());
    assertThat(folder.resolve("out")).doesNotExist();
  }

  static Stream<Arguments> invocations() {
    return Stream.of(
        Arguments.of("a folder for a study", "got the folder", "run . --rehearse"),
        Arguments.of(
            "a file that is not there", "there is no study file none.yaml", "run none.yaml"),
        Arguments.of("no rows", "expected --rows to be at least 1, got -3", "explain . --rows=-3"),
        Arguments.of(
            "an end before the beginning",
            "expected --since not to come after --until",
            "audit . --since 2026-11-02 --until 2026-11-01"),
        Arguments.of(
            "a month too many", "expected a day such as 2026-07-01", "audit . --since 2026-13-01"),
        Arguments.of(
            "a year of nobody",
            "expected a day such as 2026-07-01, from 2020 on",
            "reprice . --on 0000-00-00"),
        Arguments.of(
            "before all models", "from 2020 on, got 1890-01-01", "reprice . --on 1890-01-01"),
        Arguments.of("results of nothing", "there is no run in", "results ."),
        Arguments.of("a report of nothing", "there is no run in", "report ."),
        Arguments.of("a comparison of nothing", "there is no run in", "compare . A B"),
        Arguments.of("an explanation of nothing", "there is no nowhere", "explain nowhere"),
        Arguments.of("a pack of nothing", "there is no pack nowhere", "task check nowhere"),
        Arguments.of(
            "no trials at once", "expected --parallel of 1 or more", "demo --parallel 0 --out out"),
        Arguments.of("an option nobody knows", "--fly", "results . --fly"),
        Arguments.of("a command nobody knows", "fly", "fly"));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("invocations")
  void aWrongInvocationIsNamed(String name, String message, String line) throws IOException {
    var arguments =
        Stream.of(line.split(" "))
            .map(word -> word.equals(".") ? folder.toString() : word)
            .map(word -> word.equals("out") ? folder.resolve("out").toString() : word)
            .toArray(String[]::new);
    wrong(message, arguments);
    try (var files = Files.list(folder)) {
      assertThat(files).isEmpty();
    }
  }

  private static void wrong(String message, String... arguments) {
    var err = new StringWriter();
    var out = new StringWriter();
    int code =
        CommandLines.standard()
            .setOut(new PrintWriter(out))
            .setErr(new PrintWriter(err, true))
            .execute(Commands.typed(arguments));
    assertThat(code).as("%s", err).isEqualTo(2);
    assertThat(err).asString().startsWith("breakeven: ").contains(message);
    assertThat(err.toString().lines().count()).isLessThanOrEqualTo(2);
    assertThat(out).asString().isEmpty();
  }

  private static Arguments file(String name, String content, String message) {
    return file(name, content.getBytes(StandardCharsets.UTF_8), message);
  }

  private static Arguments file(String name, byte[] content, String message) {
    return Arguments.of(name, content, message);
  }

  private static byte[] raw(String text) {
    return text.getBytes(StandardCharsets.ISO_8859_1);
  }

  private static byte[] utf16(String text) {
    return ("\ufeff" + text).getBytes(Charset.forName("UTF-16LE"));
  }

  private static String name(String study, String name) {
    return study.replace("study: four-arms", "study: " + name);
  }

  private static String bomb() {
    var text = new StringBuilder("a: &a [x, x]\n");
    for (char c = 'b'; c <= 'h'; c++) {
      text.append("%c: &%c [%s]\n".formatted(c, c, ("*" + (char) (c - 1) + ", ").repeat(9)));
    }
    return text.toString();
  }
}
