package dev.breakeven.judge;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.File;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.treesitter.TSParser;
import org.treesitter.TreeSitterPython;

/// One running [CompileWorker], seen from our side.
final class WorkerProcess implements AutoCloseable {
  private final Process process;
  private final DataInputStream in;
  private final DataOutputStream out;

  private WorkerProcess(Process process) {
    this.process = process;
    in = new DataInputStream(new BufferedInputStream(process.getInputStream()));
    out = new DataOutputStream(new BufferedOutputStream(process.getOutputStream()));
  }

  static WorkerProcess start(String java) throws IOException {
    ProcessBuilder builder =
        new ProcessBuilder(
            java,
            "-Xmx256m",
            "-XX:+UseSerialGC",
            "-XX:TieredStopAtLevel=1",
            "--enable-native-access=ALL-UNNAMED",
            "-Duser.language=en",
            "-Duser.country=US",
            "-cp",
            classPath(),
            CompileWorker.class.getName());
    builder.redirectError(ProcessBuilder.Redirect.DISCARD);
    return new WorkerProcess(builder.start());
  }

  /// Our own classes and the parser of Python.
  private static String classPath() {
    return Stream.of(WorkerProcess.class, TSParser.class, TreeSitterPython.class)
        .map(WorkerProcess::place)
        .map(Path::toString)
        .distinct()
        .collect(Collectors.joining(File.pathSeparator));
  }

  /// Where our own classes are: a jar, or a folder while we are being built.
  static Path ownCode() {
    return place(WorkerProcess.class);
  }

  private static Path place(Class<?> type) {
    try {
      return Path.of(type.getProtectionDomain().getCodeSource().getLocation().toURI());
    } catch (URISyntaxException e) {
      throw new IllegalStateException(e);
    }
  }

  List<String> ask(List<String> request) throws IOException {
    Frames.write(out, request);
    return Frames.read(in);
  }

  boolean isAlive() {
    return process.isAlive();
  }

  /// Kills it.
  @Override
  public void close() {
    process.destroyForcibly();
  }
}
