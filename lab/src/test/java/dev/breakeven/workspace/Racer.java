package dev.breakeven.workspace;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Assumptions;

/// A process that exchanges two names of one folder as fast as it can, by renameat2(2).
public final class Racer implements AutoCloseable {
  /// Its program: folder, one name, the other.
  public static final String PROGRAM =
      """
      import ctypes, os, sys
      os.chdir(sys.argv[1])
      library = ctypes.CDLL(None, use_errno=True)
      one, other = sys.argv[2].encode(), sys.argv[3].encode()
      if library.renameat2(-100, one, -100, other, 2) != 0:
          sys.exit("renameat2: " + os.strerror(ctypes.get_errno()))
      print("racing", flush=True)
      while True:
          library.renameat2(-100, one, -100, other, 2)
      """;

  private final Process process;

  private Racer(Process process) {
    this.process = process;
  }

  /// Starts one; the test is skipped where there is no Python or no such call.
  public static Racer exchanging(Path folder, String one, String other) throws IOException {
    Assumptions.assumeTrue(
        Files.isExecutable(Path.of("/usr/bin/python3")), "needs /usr/bin/python3");
    Process process =
        new ProcessBuilder("/usr/bin/python3", "-c", PROGRAM, folder.toString(), one, other)
            .redirectErrorStream(true)
            .start();
    byte[] said = process.getInputStream().readNBytes("racing".length());
    String word = new String(said, StandardCharsets.UTF_8);
    Assumptions.assumeTrue(word.equals("racing"), "needs renameat2: " + word);
    return new Racer(process);
  }

  @Override
  public void close() {
    process.destroyForcibly();
    process.onExit().join();
  }
}
