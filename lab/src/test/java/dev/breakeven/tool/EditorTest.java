package dev.breakeven.tool;

import static org.assertj.core.api.Assertions.assertThat;

import dev.breakeven.trace.Origin;
import dev.breakeven.workspace.Workspace;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class EditorTest {
  @TempDir Path temporary;
  private Workspace workspace;
  private Editor editor;

  @BeforeEach
  void createWorkspace() throws Exception {
    Path source = Files.createDirectories(temporary.resolve("source"));
    Files.createDirectories(source.resolve("src/deep/deeper"));
    Files.writeString(source.resolve("src/A.java"), "one\ntwo\nthree\nfour\nfive\n");
    Files.writeString(source.resolve("src/deep/B.java"), "b\n");
    Files.writeString(source.resolve("src/deep/deeper/C.java"), "c\n");
    Files.writeString(source.resolve(".hidden"), "h\n");
    workspace = Workspace.create(source, temporary.resolve("workspace"));
    editor = new Editor(workspace);
  }

  @AfterEach
  void closeWorkspace() {
    workspace.close();
  }

  private Path file(String name) {
    return workspace.folder().resolve(name);
  }

  private Tool.Result run(String command, String path, Object... more) {
    var input = new HashMap<String, Object>(Schema.ordered(more));
    input.put("command", command);
    input.put("path", path);
    return editor.run(input);
  }

  private String done(String command, String path, Object... more) {
    Tool.Result result = run(command, path, more);
    assertThat(result.error()).as(result.text()).isFalse();
    assertThat(result.origin()).isEqualTo(Origin.TOOL_RESULT);
    return result.text();
  }

  private String refused(String command, String path, Object... more) {
    Tool.Result result = run(command, path, more);
    assertThat(result.error()).as(result.text()).isTrue();
    assertThat(result.text()).doesNotContain(temporary.toString());
    return result.text();
  }

  @Test
  void viewNumbersLines() {
    assertThat(done("view", "src/A.java"))
        .isEqualTo("     1\tone\n     2\ttwo\n     3\tthree\n     4\tfour\n     5\tfive\n");
    assertThat(done("view", "/workspace/src/A.java")).isEqualTo(done("view", "src/A.java"));
  }

  @Test
  void viewShowsARange() {
    assertThat(done("view", "src/A.java", "view_range", List.of(2, 3)))
        .isEqualTo("     2\ttwo\n     3\tthree\n");
    assertThat(done("view", "src/A.java", "view_range", List.of(4, -1)))
        .isEqualTo("     4\tfour\n     5\tfive\n");
    assertThat(done("view", "src/A.java", "view_range", List.of(5, 99)))
        .isEqualTo("     5\tfive\n");
    assertThat(done("view", "src/A.java", "view_range", List.of(2.0, 2L)))
        .isEqualTo("     2\ttwo\n");
  }

  @Test
  void viewRefusesARangeThatIsNone() {
    assertThat(refused("view", "src/A.java", "view_range", List.of(6, 7)))
        .contains("within 1 to 5", "/workspace/src/A.java", "got [6, 7]");
    assertThat(refused("view", "src/A.java", "view_range", List.of(0, 2))).contains("got [0, 2]");
    assertThat(refused("view", "src/A.java", "view_range", List.of(3, 2))).contains("got [3, 2]");
    assertThat(refused("view", "src/A.java", "view_range", List.of(1)))
        .isEqualTo(
            "expected argument 'view_range' to be a list of 2 whole numbers, got the list [1]");
    assertThat(refused("view", "src/A.java", "view_range", List.of(1.5, 2))).contains("[1.5, 2]");
    assertThat(refused("view", "src/A.java", "view_range", "1-2")).contains("the string '1-2'");
    assertThat(refused("view", "src", "view_range", List.of(1, 2))).contains("is a folder");
  }

  @Test
  void viewListsAFolderTwoLevelsDeep() {
    assertThat(done("view", "."))
        .isEqualTo("/workspace/\n/workspace/src/\n/workspace/src/A.java\n/workspace/src/deep/\n");
    assertThat(done("view", "/workspace/src/deep"))
        .isEqualTo(
            """
            /workspace/src/deep/
            /workspace/src/deep/B.java
            /workspace/src/deep/deeper/
            /workspace/src/deep/deeper/C.java
            """);
  }

  @Test
  void viewOfALongFileLosesItsMiddle() throws Exception {
    Files.writeString(file("long"), "0123456789\n".repeat(2_000));

    String text = done("view", "long");

    assertThat(text).startsWith("     1\t0123").contains("characters left out").endsWith("6789\n");
    assertThat(text.length()).isBetween(8_000, 8_100);
  }

  @Test
  void viewOfAnEmptyFileSaysSo() throws Exception {
    Files.writeString(file("empty"), "");

    assertThat(done("view", "empty")).isEqualTo("(the file is empty)");
  }

  @Test
  void whatIsNoTextFileIsRefused() throws Exception {
    Files.write(file("binary"), new byte[] {'a', 0, 'b'});
    Files.writeString(file("huge"), "x".repeat(5 << 20));
    assertThat(new ProcessBuilder("mkfifo", file("pipe").toString()).start().waitFor()).isZero();

    assertThat(refused("view", "binary")).contains("/workspace/binary is binary");
    assertThat(refused("view", "huge")).contains("at most 4194304 bytes", "has 5242880");
    assertThat(refused("view", "pipe")).contains("/workspace/pipe is none");
    assertThat(refused("str_replace", "pipe", "old_str", "a", "new_str", "b")).contains("is none");
    assertThat(refused("view", "none")).contains("a file at /workspace/none, there is none");
    assertThat(refused("view", "src/A.java/below")).contains("there is none");
  }

  @Test
  void createMakesAFileAndItsFolders() {
    assertThat(done("create", "new/deep/N.java", "file_text", "a\nb\n"))
        .isEqualTo("Created /workspace/new/deep/N.java with 2 lines.");
    assertThat(file("new/deep/N.java")).hasContent("a\nb\n");
  }

  @Test
  void createOverwritesNothing() {
    assertThat(refused("create", "src/A.java", "file_text", "x"))
        .contains("/workspace/src/A.java exists");
    assertThat(refused("create", "src", "file_text", "x")).contains("is a folder");
    assertThat(refused("create", "/workspace", "file_text", "x")).contains("is a folder");
    assertThat(refused("create", "src/A.java/below", "file_text", "x"))
        .contains("the file system refused");
    assertThat(refused("create", "x".repeat(300), "file_text", "x")).contains("File name too long");
    assertThat(file("src/A.java")).hasContent("one\ntwo\nthree\nfour\nfive\n");
  }

  @Test
  void replaceChangesTheOneMatchAndShowsIt() {
    assertThat(done("str_replace", "src/A.java", "old_str", "two\nthree", "new_str", "2\n3\n3.5"))
        .isEqualTo(
            """
            Changed /workspace/src/A.java, which has 6 lines now.
                 1\tone
                 2\t2
                 3\t3
                 4\t3.5
                 5\tfour
                 6\tfive
            """);
    assertThat(file("src/A.java")).hasContent("one\n2\n3\n3.5\nfour\nfive\n");
  }

  @Test
  void replaceWithoutNewTextDeletes() {
    done("str_replace", "src/A.java", "old_str", "two\n");

    assertThat(file("src/A.java")).hasContent("one\nthree\nfour\nfive\n");
  }

  @Test
  void replaceTakesTextsAsTheyAre() {
    done("str_replace", "src/A.java", "old_str", "two", "new_str", "$1 \\n .*");

    assertThat(file("src/A.java")).hasContent("one\n$1 \\n .*\nthree\nfour\nfive\n");
    assertThat(refused("str_replace", "src/A.java", "old_str", "f.ur", "new_str", "x"))
        .contains("it does not");
  }

  @Test
  void replaceRefusesAnythingButOneMatch() throws Exception {
    Files.writeString(file("twice"), "x\nsame\ny\nsame\n");
    Files.writeString(file("overlapping"), "aaa\n");
    Files.writeString(file("often"), "z\n".repeat(30));

    assertThat(refused("str_replace", "twice", "old_str", "same", "new_str", "other"))
        .isEqualTo(
            "expected old_str to stand exactly once in /workspace/twice, it stands there 2 times,"
                + " at lines 2, 4; include more lines around it");
    assertThat(refused("str_replace", "twice", "old_str", "none", "new_str", "x"))
        .contains("exactly once in /workspace/twice, it does not");
    assertThat(refused("str_replace", "overlapping", "old_str", "aa", "new_str", "b"))
        .contains("2 times");
    assertThat(refused("str_replace", "often", "old_str", "z", "new_str", "b"))
        .contains("30 times", "20, ...;");
    assertThat(refused("str_replace", "twice", "old_str", "", "new_str", "x")).contains("is empty");
    assertThat(refused("str_replace", "twice", "old_str", "x", "new_str", "x"))
        .contains("they are equal");
    assertThat(file("twice")).hasContent("x\nsame\ny\nsame\n");
  }

  @Test
  void insertPutsLinesAfterALine() {
    done("insert", "src/A.java", "insert_line", 0, "new_str", "zero");
    done("insert", "src/A.java", "insert_line", 3, "new_str", "a\nb\n");
    String last = done("insert", "src/A.java", "insert_line", 8, "new_str", "end");

    assertThat(file("src/A.java")).hasContent("zero\none\ntwo\na\nb\nthree\nfour\nfive\nend\n");
    assertThat(last).endsWith("     7\tfour\n     8\tfive\n     9\tend\n");
    assertThat(refused("insert", "src/A.java", "insert_line", 10, "new_str", "x"))
        .contains("within 0 to 9")
        .contains("got 10");
    assertThat(refused("insert", "src/A.java", "insert_line", -1, "new_str", "x"))
        .contains("got -1");
  }

  @Test
  void insertAfterALineWithoutEndStartsANewOne() throws Exception {
    Files.writeString(file("open"), "last");
    done("insert", "open", "insert_line", 1, "new_str", "more");
    assertThat(Files.readString(file("open"))).isEqualTo("last\nmore");

    Files.writeString(file("empty"), "");
    done("insert", "empty", "insert_line", 0, "new_str", "first");
    assertThat(Files.readString(file("empty"))).isEqualTo("first\n");
  }

  @Test
  void windowsLineEndsStay() throws Exception {
    Files.writeString(file("dos"), "one\r\ntwo\r\nthree\r\n");

    assertThat(done("view", "dos")).doesNotContain("\r");
    done("str_replace", "dos", "old_str", "one\ntwo", "new_str", "1\n2");
    done("insert", "dos", "insert_line", 3, "new_str", "four");

    assertThat(Files.readString(file("dos"))).isEqualTo("1\r\n2\r\nthree\r\nfour\r\n");
  }

  @Test
  void mixedLineEndsStay() throws Exception {
    Files.writeString(file("mixed"), "one\r\ntwo\nthree\r\n");

    done("str_replace", "mixed", "old_str", "two", "new_str", "2");

    assertThat(Files.readString(file("mixed"))).isEqualTo("one\r\n2\nthree\r\n");
  }

  @Test
  void encodingsStay() throws Exception {
    Files.writeString(file("latin"), "caf\u00e9\nend\n", StandardCharsets.ISO_8859_1);
    Files.writeString(file("marked"), "\uFEFFfirst\nnaive\n");

    assertThat(done("view", "latin")).isEqualTo("     1\tcaf\u00e9\n     2\tend\n");
    done("str_replace", "latin", "old_str", "end", "new_str", "fin\u00e9");
    assertThat(Files.readString(file("latin"), StandardCharsets.ISO_8859_1))
        .isEqualTo("caf\u00e9\nfin\u00e9\n");
    assertThat(refused("str_replace", "latin", "old_str", "caf", "new_str", "\u20ac"))
        .contains("ISO-8859-1", "nothing was changed");
    assertThat(Files.readString(file("latin"), StandardCharsets.ISO_8859_1))
        .startsWith("caf\u00e9");
    assertThat(done("view", "marked")).startsWith("     1\tfirst\n");
    done("str_replace", "marked", "old_str", "naive", "new_str", "na\u00efve");
    assertThat(Files.readString(file("marked"))).isEqualTo("\uFEFFfirst\nna\u00efve\n");
  }

  @Test
  void permissionsStay() throws Exception {
    Files.writeString(file("run.sh"), "echo a\n");
    assertThat(file("run.sh").toFile().setExecutable(true)).isTrue();

    done("str_replace", "run.sh", "old_str", "a", "new_str", "b");

    assertThat(file("run.sh")).isExecutable();
  }

  @Test
  void argumentsAreChecked() {
    assertThat(editor.run(Map.of()).text())
        .isEqualTo("expected argument 'command' to be a string, got nothing");
    assertThat(editor.run(Map.of("command", "view", "path", 7)).text())
        .isEqualTo("expected argument 'path' to be a string, got the number 7");
    assertThat(editor.run(Map.of("command", List.of("view"), "path", "a")).text())
        .contains("'command' to be a string, got the list [view]");
    assertThat(refused("undo_edit", "src/A.java"))
        .isEqualTo("expected command to be view, create, str_replace or insert, got 'undo_edit'");
    assertThat(refused("create", "x")).contains("'file_text' to be a string, got nothing");
    assertThat(refused("str_replace", "src/A.java")).contains("'old_str'");
    assertThat(refused("str_replace", "src/A.java", "old_str", "one", "new_str", true))
        .contains("'new_str' to be a string, got the boolean true");
    assertThat(refused("insert", "src/A.java", "new_str", "x"))
        .contains("'insert_line' to be a whole number, got nothing");
    assertThat(refused("insert", "src/A.java", "insert_line", "1", "new_str", "x"))
        .contains("'insert_line' to be a whole number, got the string '1'");
    assertThat(refused("insert", "src/A.java", "insert_line", 1e300, "new_str", "x"))
        .contains("'insert_line'");
    assertThat(refused("view", "src/A.java", "view_range", Map.of("from", 1)))
        .contains("an object with 1 members");
  }

  @Test
  void theSchemaNamesEveryArgumentInAFixedOrder() {
    assertThat(editor.schema().get("properties"))
        .asInstanceOf(InstanceOfAssertFactories.MAP)
        .containsOnlyKeys(
            "command", "path", "view_range", "file_text", "old_str", "new_str", "insert_line");
    assertThat(editor.schema().toString())
        .startsWith("{type=object, properties={command={type=string, enum=[view, create,")
        .endsWith("required=[command, path]}");
  }
}
