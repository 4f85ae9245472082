package dev.breakeven.judge;

import dev.breakeven.workspace.Command;
import dev.breakeven.workspace.Folders;
import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.concurrent.atomic.AtomicBoolean;

/// The judge as a command that an agent can call and cannot change: a folder outside its workspace
/// with a shell script and two pipes, at whose other end we sit.
///
/// The script sends a word of its own and waits for the line that begins with it, so that it never
/// takes the answer to an earlier call that was killed. Calls that wait at the same time are
/// answered by one judging, so that a flood of words costs no more than one.
public final class JudgeDoor implements AutoCloseable {
  /// The command's path, as the agent calls it.
  public static final String COMMAND = "/judge/verify";

  private static final String FOLDER = "/judge";
  private static final String STOP = "stop";
  private static final int BROKEN = 70;
  private static final Duration TURN = Duration.ofMillis(20);

  /// How long a judging under way has to break off; then it is left to itself.
  private static final Duration CLOSING = Duration.ofSeconds(30);

  /// The script's words are shorter; a longer line was written by somebody else.
  private static final int LONGEST_WORD = 64;

  /// An agent's own commands may write to the pipe what they like: of the words that wait together,
  /// so many are answered, by one judging.
  private static final int MOST_WORDS = 16;

  private static final String SCRIPT =
      """
      #!/bin/sh
      # Has the work judged; prints one line of JSON; exit code 0 means solved.
      here=${0%/*}
      read -r word < /proc/sys/kernel/random/uuid || word=$$
      printf '\\n%s\\n' "$word" > "$here/request" || exit 70
      while read -r to code line; do
        if [ "$to" = "$word" ]; then
          printf '%s\\n' "$line"
          exit "$code"
        fi
      done < "$here/answer"
      exit 70
      """;

  private final Judge judge;
  private final Path workspace;
  private final Listener listener;
  private final Path folder;
  private final RandomAccessFile requests;
  private final RandomAccessFile answers;
  private final AtomicBoolean closed = new AtomicBoolean();
  private final Thread thread;

  /// Learns of every call.
  public interface Listener {
    /// The judge was called and has answered.
    ///
    /// @param took real time of judging
    void judged(Verdict verdict, Duration took);
  }

  private JudgeDoor(Judge judge, Path workspace, Listener listener, Path folder)
      throws IOException {
    this.judge = judge;
    this.workspace = workspace;
    this.listener = listener;
    this.folder = folder;
    // Opened both ways, so that opening waits for nobody and a reader's end is not our end.
    requests = new RandomAccessFile(folder.resolve("request").toFile(), "rw");
    answers = new RandomAccessFile(folder.resolve("answer").toFile(), "rw");
    thread = Thread.ofPlatform().daemon().name("judge door").unstarted(this::serve);
  }

  /// Opens a door.
  ///
  /// @param judge who answers
  /// @param workspace what is judged
  /// @param listener called on the door's own thread
  /// @throws UncheckedIOException if the folder or the pipes cannot be made
  public static JudgeDoor open(Judge judge, Path workspace, Listener listener)
      throws InterruptedException {
    try {
      Path folder = Files.createTempDirectory("breakeven-door-").toRealPath();
      Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));
      Path script = Files.writeString(folder.resolve("verify"), SCRIPT);
      Files.setPosixFilePermissions(script, PosixFilePermissions.fromString("rwxr-xr-x"));
      pipe(folder.resolve("request"));
      pipe(folder.resolve("answer"));
      JudgeDoor door = new JudgeDoor(judge, workspace, listener, folder);
      door.thread.start();
      return door;
    } catch (IOException e) {
      throw new UncheckedIOException("cannot open the judge's door", e);
    }
  }

  /// What an agent's command must be able to see for [#COMMAND] to work.
  public Command.Mount mount() {
    return new Command.Mount(folder, FOLDER, false);
  }

  private void serve() {
    try {
      // Closed with the pipe.
      var input = new FileInputStream(requests.getFD());
      Collection<String> words = waiting(input);
      while (!words.isEmpty() && !closed.get()) {
        String answer = answer();
        for (String word : words) {
          answers.write(("\n" + word + " " + answer + "\n").getBytes(StandardCharsets.UTF_8));
        }
        words = waiting(input);
      }
    } catch (IOException e) {
      if (!closed.get()) {
        throw new UncheckedIOException("the judge's door broke", e);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /// Waits for a word, and takes those that came with it: the newest, once no more comes for now;
  /// none if the pipe is closed. What follows the last line's end is given up: the script writes
  /// whole lines.
  private static Collection<String> waiting(InputStream input) throws IOException {
    var words = new ArrayDeque<String>();
    var line = new StringBuilder();
    byte[] chunk = new byte[1 << 13];
    for (int count = input.read(chunk); count >= 0; count = input.read(chunk)) {
      for (int i = 0; i < count; i++) {
        if (chunk[i] != '\n') {
          if (line.length() <= LONGEST_WORD) {
            line.append((char) (chunk[i] & 0xff));
          }
          continue;
        }
        if (!line.isEmpty() && line.length() <= LONGEST_WORD) {
          words.add(line.toString());
        }
        line.setLength(0);
      }
      while (words.size() > MOST_WORDS) {
        words.removeFirst();
      }
      if (!words.isEmpty() && input.available() == 0) {
        break;
      }
    }
    return words;
  }

  private String answer() throws InterruptedException {
    long start = System.nanoTime();
    Verdict verdict;
    try {
      verdict = judge.judge(workspace);
    } catch (RuntimeException | Error e) {
      // Whatever broke, the agent must not wait for it; the last judging will say it again.
      return BROKEN + " {\"solved\":false,\"error\":\"the judge itself failed; try again\"}";
    }
    listener.judged(verdict, Duration.ofNanos(System.nanoTime() - start));
    return (VerdictLine.isSolved(verdict) ? 0 : 1) + " " + VerdictLine.of(verdict);
  }

  private static void pipe(Path path) throws IOException, InterruptedException {
    Process process =
        new ProcessBuilder("mkfifo", "-m", "666", path.toString())
            .redirectErrorStream(true)
            .start();
    process.getOutputStream().close();
    String said =
        new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
    if (process.waitFor() != 0) {
      throw new IOException("mkfifo " + path + " failed: " + said);
    }
  }

  /// Ends the service. A call still waiting is told that the judge is gone; a judging under way is
  /// broken off.
  @Override
  public void close() {
    if (!closed.compareAndSet(false, true)) {
      return;
    }
    try {
      thread.interrupt();
      awaitEnd();
    } catch (IOException e) {
      thread.interrupt();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      // First the names, so that no script comes too late and waits; then our ends of the pipes, so
      // that one that waits already reads to the end, and so ends.
      Folders.delete(folder);
      closeQuietly(requests);
      closeQuietly(answers);
    }
  }

  /// Wakes the door's thread, which waits for words, or for room in a pipe that nobody reads any
  /// more.
  private void awaitEnd() throws IOException, InterruptedException {
    long deadline = System.nanoTime() + CLOSING.toNanos();
    var words = new FileInputStream(requests.getFD());
    var unread = new FileInputStream(answers.getFD());
    do {
      unread.readNBytes(unread.available());
      if (words.available() == 0) {
        requests.write(("\n" + STOP + "\n").getBytes(StandardCharsets.UTF_8));
      }
    } while (!thread.join(TURN) && System.nanoTime() < deadline);
  }

  private static void closeQuietly(RandomAccessFile file) {
    try {
      file.close();
    } catch (IOException e) {
      // Nothing is lost: the pipe's content is of no use to anyone any more.
    }
  }
}
