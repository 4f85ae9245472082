package dev.breakeven.judge;

import static org.assertj.core.api.Assertions.assertThat;

import dev.breakeven.task.PreparedTask;
import java.nio.file.Path;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// What an agent leaves is its own failure, whatever it is: each ends as not solved with the rule
/// named, though the task is done, and nothing of ours breaks.
class StrangeWorkTest {
  private static final String FOLDER = "src/main/java/tiny/";

  @TempDir static Path folder;
  private static PreparedTask task;
  private static JudgeTools tools;

  @TempDir Path temporary;

  /// @param rule the rule that names it
  record Left(String what, String rule, Consumer<Work> done) {
    @Override
    public String toString() {
      return what;
    }
  }

  static Stream<Left> left() {
    return Stream.of(
        new Left("a pipe", "not-a-file", work -> work.run("mkfifo " + FOLDER + "Pipe.java")),
        new Left(
            "a socket",
            "not-a-file",
            work ->
                work.run(
                    "cd "
                        + FOLDER
                        + "; python3 -c \"import socket;"
                        + " socket.socket(socket.AF_UNIX).bind('S.java')\"")),
        new Left(
            "a sparse file of 900 MB",
            "too-much",
            work -> work.run("truncate -s 900M " + FOLDER + "Large.java")),
        new Left(
            "many large files",
            "too-much",
            work ->
                work.run("for i in $(seq 20); do truncate -s 60M src/main/java/L$i.java; done")),
        new Left(
            "60,000 files",
            "too-much",
            work ->
                work.run(
                    "python3 -c \"for i in range(60000):"
                        + " open('src/main/java/tiny/F%d.java' % i, 'w').close()\"")),
        new Left(
            "1,500 folders within each other",
            "too-much",
            work ->
                work.run(
                    "cd src/main/java; for i in $(seq 1500); do mkdir folder; cd -P folder; done;"
                        + " echo 'class A {}' > A.java")),
        new Left(
            "a link in the place of the source folder",
            "not-a-file",
            work -> work.run("mv src/main/java elsewhere; ln -s ../../elsewhere src/main/java")),
        new Left(
            "a link to the machine's root",
            "not-a-file",
            work -> work.link("src/main/java/root", Path.of("/"))),
        new Left(
            "a folder where a protected file was",
            "protected-file",
            work -> work.run("rm " + TinyPack.GIVEN + "; mkdir " + TinyPack.GIVEN)),
        new Left(
            "a folder with a file where a protected file was",
            "protected-file",
            work ->
                work.run(
                    "rm %1$s; mkdir %1$s; echo 'class A {}' > %1$s/A.java"
                        .formatted(TinyPack.GIVEN))),
        new Left(
            "a file where the source folder was",
            "outside-allowed-folders",
            work -> work.run("rm -r src/main/java; echo none > src/main/java")),
        new Left(
            "a folder named like a source file, with one in it",
            "javac",
            work ->
                work.run(
                    "mkdir src/main/java/Foo.java; echo 'class {' >"
                        + " src/main/java/Foo.java/A.java")),
        new Left(
            "20,000 parentheses within each other",
            "unreadable-source",
            work ->
                work.write(
                    FOLDER + "Deep.java",
                    "class Deep { int deep = "
                        + "(".repeat(20_000)
                        + "1"
                        + ")".repeat(20_000)
                        + "; }\n")),
        new Left(
            "a source of 5 MB",
            "unreadable-source",
            work ->
                work.write(
                    FOLDER + "Long.java", "class Long {}\n" + "// filler\n".repeat(500_000))),
        new Left(
            "a name that is no text",
            "not-a-name",
            work -> work.run("echo x > \"$(printf '" + FOLDER + "B\\xff.java')\"")),
        new Left("nothing at all", "protected-file", work -> work.run("rm -rf src README")));
  }

  @BeforeAll
  static void prepare() throws InterruptedException {
    task = TinyPack.prepare(folder).task("double");
    tools = new JudgeTools(TinyPack.JARS, folder.resolve("cache"), Sandboxes.best(), 1);
  }

  @AfterAll
  static void close() {
    tools.close();
  }

  @ParameterizedTest
  @MethodSource("left")
  void isNotSolvedByTheRuleNamed(Left left) throws Exception {
    Work.Said said = Work.judged(task, tools, true, temporary.resolve("work"), left.done());
    assertThat(said.solved()).isFalse();
    assertThat(said.rules()).as(said.text()).contains(left.rule());
  }
}
