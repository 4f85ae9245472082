package dev.breakeven.workspace;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// Runs commands as plain processes, for machines without bubblewrap: it keeps them from nothing,
/// so only commands we trust may run here.
///
/// Mounts are not mounted. Their inside paths are replaced in the command's words, folder and
/// variables by the paths of this machine, and back in its output, as text; a path put together at
/// run time is not found. Descendants are killed as far as they can be found: by process tree, by
/// session, and by the private temporary folder named in their environment.
public final class Unconfined implements Sandbox {
  private static final int ROUNDS = 20;
  private static final Pattern PLAIN = Pattern.compile("[\\w./+@-]+");

  /// Makes it.
  public Unconfined() {}

  @Override
  public boolean confines() {
    return false;
  }

  @Override
  public Finished run(Command command) throws InterruptedException {
    Path home = temporary();
    try {
      return run(command, home);
    } finally {
      Folders.delete(home);
    }
  }

  private static Finished run(Command command, Path home) throws InterruptedException {
    var mounts = new ArrayList<Command.Mount>();
    for (Command.Mount mount : command.mounts()) {
      mounts.add(named(mount, home.resolve(".mount" + mounts.size())));
    }
    var labels = Labels.of(mounts);
    var words = new ArrayList<String>();
    // Makes the command the leader of a session and process group of its own.
    if (Files.isExecutable(Path.of("/usr/bin/setsid"))) {
      words.add("/usr/bin/setsid");
    }
    var inner = command.words().stream().map(labels::outside).toList();
    words.addAll(Shell.limited(CommandLimits.AMPLE.fileBytes(), inner));
    var builder =
        new ProcessBuilder(words)
            .directory(new File(labels.outside(command.folder())))
            .redirectInput(ProcessBuilder.Redirect.from(new File("/dev/null")));
    var variables = new TreeMap<>(Shell.ENVIRONMENT);
    variables.put("HOME", home.toString());
    variables.put("TMPDIR", home.toString());
    command.environment().forEach((name, value) -> variables.put(name, labels.outside(value)));
    builder.environment().clear();
    builder.environment().putAll(variables);
    Finished finished =
        new Execution(
                builder,
                new byte[0],
                process -> kill(process, home),
                new Watch(CommandLimits.AMPLE, command.writable()))
            .run(command.limit());
    mounts.add(new Command.Mount(home, "/tmp", true));
    return new Finished(
        finished.exitCode(),
        Labels.of(mounts).inside(finished.output()),
        finished.timedOut(),
        finished.took());
  }

  /// A mount whose outside path can stand in a command line as it is: `link` leads to it if its own
  /// has characters that a shell would take apart.
  private static Command.Mount named(Command.Mount mount, Path link) {
    Path outside = mount.outside().toAbsolutePath();
    if (PLAIN.matcher(outside.toString()).matches()) {
      return mount;
    }
    try {
      Files.createSymbolicLink(link, outside);
      return new Command.Mount(link, mount.inside(), mount.writable());
    } catch (IOException e) {
      throw new UncheckedIOException("cannot link to " + outside, e);
    }
  }

  private static Path temporary() {
    try {
      return Files.createTempDirectory("breakeven-").toRealPath();
    } catch (IOException e) {
      throw new UncheckedIOException("cannot make a temporary folder for a command", e);
    }
  }

  /// Kills in rounds until nothing is found: what is being killed may be starting more.
  private static void kill(Process process, Path home) {
    for (int round = 0; round < ROUNDS; round++) {
      List<ProcessHandle> found = survivors(process, home);
      if (found.isEmpty()) {
        return;
      }
      found.forEach(ProcessHandle::destroyForcibly);
    }
  }

  private static List<ProcessHandle> survivors(Process process, Path home) {
    try (Stream<ProcessHandle> all = ProcessHandle.allProcesses()) {
      List<ProcessHandle> children = process.descendants().toList();
      return Stream.of(
              Stream.of(process.toHandle()),
              children.stream(),
              all.filter(handle -> belongs(handle, process.pid(), home)))
          .flatMap(handles -> handles)
          .distinct()
          .filter(ProcessHandle::isAlive)
          .toList();
    }
  }

  /// Whether a process is of the session led by `leader`, or names `home` in its environment.
  private static boolean belongs(ProcessHandle handle, long leader, Path home) {
    Path entry = Path.of("/proc", Long.toString(handle.pid()));
    try {
      String status = Files.readString(entry.resolve("stat"), StandardCharsets.ISO_8859_1);
      // The fields after the name, which stands in parentheses: state, parent, group, session.
      String[] fields = status.substring(status.lastIndexOf(')') + 1).strip().split(" ", 5);
      if (fields.length == 5 && fields[3].equals(Long.toString(leader))) {
        return !fields[0].equals("Z");
      }
      return Files.readString(entry.resolve("environ"), StandardCharsets.ISO_8859_1)
          .contains("=" + home + "\0");
    } catch (IOException e) {
      // It ended meanwhile, is another user's, or this system has no /proc.
      return false;
    }
  }
}
