package dev.breakeven.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.breakeven.store.RunLock;
import dev.breakeven.store.SqlLedger;
import dev.breakeven.study.RunFacts;
import dev.breakeven.trace.Known;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Mistakes a user can make: each ends in exit code 2 and one message.
class MistakesTest {
  @TempDir private Path folder = Path.of("");
  private final StringWriter err = new StringWriter();

  @Test
  void noCommand() {
    assertThat(execute()).isEqualTo(2);
    assertThat(err).asString().startsWith("breakeven: expected a command, for example: demo");
  }

  @Test
  void anUnknownCommand() {
    assertThat(execute("fly")).isEqualTo(2);
    assertThat(err).asString().contains("'fly'").contains("See: breakeven --help");
  }

  @Test
  void aMissingStudyFile() {
    mistake("there is no study file none.yaml", "run", "none.yaml", "--rehearse");
  }

  @Test
  void aLiveRunWithoutItsKey() throws IOException {
    var file = study("{id: claude-opus-4-7,", "{id: claude-opus-4-7, key: NO_SUCH_KEY_HERE,");
    mistake("the environment variable NO_SUCH_KEY_HERE", "run", file.toString(), "--out", out());
    assertThat(err).asString().contains("model opus (claude-opus-4-7)").contains("--rehearse");
    assertThat(Path.of(out())).doesNotExist();
  }

  @Test
  void aLiveRunOfAModelWhoseProviderNobodyKnows() throws IOException {
    var file = study("{id: claude-opus-4-7,", "{id: mystery-1,");
    mistake("add provider:", "run", file.toString(), "--out", out());
  }

  @Test
  void aLiveRunWithoutOllama() throws IOException {
    int port;
    try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      port = socket.getLocalPort();
    }
    var file =
        study(
            "{id: claude-opus-4-7,",
            "{id: claude-opus-4-7, url: \"http://127.0.0.1:1\",",
            "provider: ollama,",
            "provider: ollama, url: \"http://127.0.0.1:%d\",".formatted(port));
    mistake("start it by: ollama serve", "run", file.toString(), "--out", out(), "--only", "B/*");
  }

  @Test
  void aKeyInAStudyFileIsRefusedAndNotShown() throws IOException {
    var file = study("{id: claude-opus-4-7,", "{id: claude-opus-4-7, key: sk-planted-0123,");
    mistake("expected the name of an environment variable", "run", file.toString());
    assertThat(err).asString().doesNotContain("planted");
  }

  @Test
  void badYamlIsNamedWithLineAndColumn() throws IOException {
    var file = study("trials: 1", "trials: many");
    mistake(file + ":5:9: expected a whole number", "run", file.toString(), "--rehearse");
  }

  @Test
  void aModelWithoutProfile() throws IOException {
    var file = study("  haiku: {id: claude-haiku-4-5, rehearse: haiku-like}", "  haiku: {id: x}");
    mistake("model haiku cannot be rehearsed", "run", file.toString(), "--rehearse");
  }

  @Test
  void anUnknownProfile() throws IOException {
    var file = study("rehearse: haiku-like", "rehearse: genius");
    mistake("got genius", "run", file.toString(), "--rehearse");
  }

  @Test
  void aMissingPack() throws IOException {
    var file = study("pack: commons-cli", "pack: nowhere");
    mistake("there is no pack nowhere", "run", file.toString(), "--rehearse");
  }

  @Test
  void aTaskThePackLacks() throws IOException {
    var file = study("tasks: [T1, T2, T3]", "tasks: [T9]");
    mistake("T9", "run", file.toString(), "--rehearse");
  }

  @Test
  void aLocalModelThatTheCatalogPrices() throws IOException {
    var file = study("rehearse: haiku-like}", "rehearse: haiku-like, price: free}");
    mistake("claude-haiku-4-5", "run", file.toString(), "--rehearse", "--out", out());
  }

  @Test
  void aCellThatIsNotThere() {
    mistake("expected --only ARM/TASK", "demo", "--only", "Z/T1", "--out", out());
  }

  @Test
  void noTrialsAtOnce() {
    mistake("expected --parallel of 1 or more, got 0", "demo", "--parallel", "0", "--out", out());
  }

  @Test
  void anOutFolderOfAnotherStudy() throws IOException {
    Files.createDirectories(Path.of(out()));
    try (var ledger = SqlLedger.open(Path.of(out(), "ledger.db"))) {
      ledger.open(new RunFacts("other", Known.REHEARSED, "study: other\n", new TreeMap<>()));
    }
    mistake("the folder holds another run: ", "demo", "--out", out());
    assertThat(err).asString().contains("study was other, is four-arms");
  }

  @Test
  void anOutFolderThatAnotherRunIsAtWorkIn() throws IOException {
    Files.createDirectories(Path.of(out()));
    try (var _ = RunLock.take(Path.of(out()))) {
      mistake("is at work in " + out(), "demo", "--out", out());
    }
    assertThat(Path.of(out(), "ledger.db")).doesNotExist();
  }

  @Test
  void anOutFolderThatIsSomethingElse() throws IOException {
    Files.createDirectories(Path.of(out()));
    Files.writeString(Path.of(out(), "letter.txt"), "Dear");
    mistake("is not empty and holds no run", "demo", "--out", out());
    assertThat(Path.of(out(), "letter.txt")).exists();
  }

  @Test
  void anOutFolderThatIsAFile() throws IOException {
    Files.writeString(Path.of(out()), "a file");
    mistake("expected a folder for --out, got the file", "demo", "--out", out());
  }

  @Test
  void resultsWhereNoRunIs() {
    mistake("there is no run in " + folder, "results", folder.toString());
  }

  @Test
  void resultsOfBooksThatAreNone() throws IOException {
    Files.writeString(folder.resolve("ledger.db"), "Dear ".repeat(400));
    mistake("expected books of Breakeven", "results", folder.toString());
  }

  @Test
  void aFormatThatIsNotThere() {
    assertThat(execute("results", folder.toString(), "--format", "poem")).isEqualTo(2);
    assertThat(err).asString().contains("poem");
  }

  @Test
  void aPackCheckOfNothing() {
    mistake("there is no pack nowhere", "task", "check", "nowhere");
  }

  private void mistake(String message, String... arguments) {
    assertThat(execute(arguments)).as(err.toString()).isEqualTo(2);
    assertThat(err).asString().startsWith("breakeven: ").contains(message);
    assertThat(err.toString().lines()).hasSize(1);
  }

  private int execute(String... arguments) {
    return CommandLines.standard()
        .setOut(new PrintWriter(new StringWriter()))
        .setErr(new PrintWriter(err, true))
        .execute(Commands.typed(arguments));
  }

  private String out() {
    return folder.resolve("out").toString();
  }

  /// The example study with some text replaced by other text, pairwise.
  private Path study(String... replacements) throws IOException {
    var text = Files.readString(Path.of("../examples/four-arms.yaml"));
    for (int i = 0; i < replacements.length; i += 2) {
      if (!replacements[i].isEmpty()) {
        assertThat(text).contains(replacements[i]);
        text = text.replace(replacements[i], replacements[i + 1]);
      }
    }
    text = text.replaceAll("turns: \\{[^}]*\\}", "turns: 40");
    return Files.writeString(folder.resolve("study.yaml"), text);
  }
}
