package dev.breakeven.workspace;

import java.io.ByteArrayOutputStream;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;

/// Runs commands under bubblewrap: namespaces of their own for processes, network, files, users and
/// host name.
///
/// A command sees the system's programs (`/usr` and its links; those of another system if [#over]
/// says so), a few files of `/etc`, an empty `/tmp` of its own, and its mounts; no network but its
/// own loopback; no process and no variable of ours. When it ends, or its limit is reached, or this
/// process dies, the kernel kills all that it started, daemons included, as their process namespace
/// ends; that is done when it returns.
public final class Bubblewrap implements Sandbox {
  private static final Duration TRIAL = Duration.ofSeconds(10);

  /// Hands the options over in a pipe, so that the command cannot read paths of this machine from
  /// the command line of its process 1; the files of `/etc` that are made up come in pipes too.
  /// Should the machine run out of memory, the kernel ends these processes first.
  private static final String LAUNCH =
      """
      [ -z "$1" ] || echo $$ > "$1" || exit 70
      shift
      { echo 1000 > /proc/self/oom_score_adj; } 2>/dev/null
      exec 9<&0 </dev/null 6<<hosts 7<<passwd 8<<group
      127.0.0.1 localhost sandbox
      ::1 localhost sandbox
      hosts
      root:x:0:0::/:/usr/sbin/nologin
      agent:x:1000:1000::/tmp:/bin/bash
      passwd
      root:x:0:
      agent:x:1000:
      group
      exec "$0" --args 9 -- "$@"
      """;

  private final Path program;
  private final List<String> hardening;
  private final CommandLimits limits;
  private final SystemFiles system;

  private Bubblewrap(
      Path program, List<String> hardening, CommandLimits limits, SystemFiles system) {
    this.program = program;
    this.hardening = hardening;
    this.limits = limits;
    this.system = system;
  }

  /// Whether bubblewrap can be used here.
  public sealed interface Search {
    /// It ran a command.
    record Usable(Bubblewrap sandbox) implements Search {}

    /// It is absent or did not run a command.
    ///
    /// @param reason what was tried, what came, and what to do
    record Unusable(String reason) implements Search {}
  }

  /// The bubblewrap of this machine, if it runs a command.
  public static Optional<Bubblewrap> find() throws InterruptedException {
    return switch (search()) {
      case Search.Usable(Bubblewrap sandbox) -> Optional.of(sandbox);
      case Search.Unusable _ -> Optional.empty();
    };
  }

  /// Looks for `bwrap` in the folders of the PATH and makes a trial run.
  public static Search search() throws InterruptedException {
    return search(Optional.ofNullable(System.getenv("PATH")).orElse("/usr/bin:/bin"));
  }

  /// Looks for `bwrap` in `folders`, separated by colons, and makes a trial run.
  static Search search(String folders) throws InterruptedException {
    Optional<Path> found = onPath(folders);
    if (found.isEmpty()) {
      return new Search.Unusable(
          "expected bwrap in a folder of the PATH, found none; install the package bubblewrap");
    }
    Path program = found.get();
    // Releases before 0.8 do not know --disable-userns.
    var newest =
        new Bubblewrap(
            program, List.of("--disable-userns"), CommandLimits.AMPLE, SystemFiles.own());
    if (newest.trial().isEmpty()) {
      return new Search.Usable(newest);
    }
    var older = new Bubblewrap(program, List.of(), CommandLimits.AMPLE, SystemFiles.own());
    Optional<String> trouble = older.trial();
    if (trouble.isEmpty()) {
      return new Search.Usable(older);
    }
    return new Search.Unusable(
        "%s did not run a trial command: %s; user namespaces may be forbidden here"
            .formatted(program, trouble.get()));
  }

  private static Optional<Path> onPath(String folders) {
    for (String folder : folders.split(File.pathSeparator, -1)) {
      Path candidate = Path.of(folder).resolve("bwrap");
      if (candidate.isAbsolute() && Files.isExecutable(candidate)) {
        return Optional.of(candidate);
      }
    }
    return Optional.empty();
  }

  /// Runs a command that does nothing, and returns what went wrong.
  private Optional<String> trial() throws InterruptedException {
    try {
      Finished finished = run(new Command(List.of("true"), "/tmp", Map.of(), List.of(), TRIAL));
      return finished.exitCode() == 0
          ? Optional.empty()
          : Optional.of("exit code %d: %s".formatted(finished.exitCode(), finished.output()));
    } catch (UncheckedIOException e) {
      return Optional.of(String.valueOf(e.getCause() == null ? e : e.getCause().getMessage()));
    }
  }

  /// The same sandbox with other limits.
  public Bubblewrap with(CommandLimits other) {
    return new Bubblewrap(program, hardening, other, system);
  }

  /// The same sandbox in which commands see the programs of the system unpacked in `root` instead
  /// of this machine's: its `/usr`, `/opt` and `/etc`, read-only.
  ///
  /// @throws IllegalArgumentException if no system is there
  public Bubblewrap over(Path root) {
    return new Bubblewrap(program, hardening, limits, SystemFiles.in(root));
  }

  @Override
  public boolean confines() {
    return true;
  }

  @Override
  public Finished run(Command command) throws InterruptedException {
    Optional<ProcessGroup> group =
        ProcessGroup.superuser() ? ProcessGroup.make(limits.processes()) : Optional.empty();
    try {
      return run(command, group.map(made -> made.joining().toString()).orElse(""));
    } finally {
      group.ifPresent(ProcessGroup::close);
    }
  }

  /// Whether the kernel itself refuses more processes than the limit. If not, a storm of them can
  /// outrun the watch and take this machine's last process.
  public boolean bindsProcesses() {
    if (!ProcessGroup.superuser()) {
      return true;
    }
    Optional<ProcessGroup> made = ProcessGroup.make(limits.processes());
    made.ifPresent(ProcessGroup::close);
    return made.isPresent();
  }

  /// @param group the file into which the command's process writes its id to be counted, or empty
  private Finished run(Command command, String group) throws InterruptedException {
    var words = new ArrayList<>(List.of("/bin/sh", "-c", LAUNCH, program.toString(), group));
    words.addAll(Shell.limited(limits.fileBytes(), limits.processes(), command.words()));
    var builder = new ProcessBuilder(words).directory(new File("/"));
    // A process can read the variables that its process 1 was started with.
    builder.environment().clear();
    var labels = Labels.of(command.mounts());
    var execution =
        new Execution(
            builder,
            joined(options(command)),
            Bubblewrap::kill,
            new Watch(limits, command.writable()));
    Finished finished = execution.run(command.limit());
    return new Finished(
        finished.exitCode(),
        labels.inside(started(finished)),
        finished.timedOut(),
        finished.took());
  }

  /// The command's own output: without the mark that the shell before it wrote.
  ///
  /// @throws UncheckedIOException if there is no mark: bubblewrap ended before the command began,
  ///   and its exit code must not be taken for the command's
  private static String started(Finished finished) {
    String output = finished.output();
    if (output.startsWith(Shell.STARTED)) {
      return output.substring(Shell.STARTED.length());
    }
    if (finished.timedOut()) {
      return "";
    }
    throw new UncheckedIOException(
        new IOException(
            "bubblewrap started no command, it ended with exit code %d: %s"
                .formatted(finished.exitCode(), output.strip())));
  }

  /// Kills process 1 of the namespace, and with it all others, or bubblewrap while there is none.
  private static void kill(Process bubblewrap) {
    while (bubblewrap.isAlive()) {
      List<ProcessHandle> first = bubblewrap.children().toList();
      if (first.isEmpty()) {
        bubblewrap.toHandle().destroyForcibly();
      } else {
        first.forEach(ProcessHandle::destroyForcibly);
      }
      bubblewrap.onExit().completeOnTimeout(bubblewrap, 1, TimeUnit.SECONDS).join();
    }
  }

  private List<String> options(Command command) {
    var options =
        new ArrayList<>(
            List.of("--unshare-all", "--unshare-user", "--die-with-parent", "--new-session"));
    // The shell around the command is process 1: the kernel lets bubblewrap see its end only when
    // every other process of the namespace is gone.
    options.add("--as-pid-1");
    options.addAll(List.of("--uid", "1000", "--gid", "1000", "--hostname", "sandbox"));
    options.addAll(List.of("--cap-drop", "ALL"));
    options.addAll(hardening);
    options.addAll(system.options());
    options.addAll(List.of("--ro-bind-data", "6", "/etc/hosts"));
    options.addAll(List.of("--ro-bind-data", "7", "/etc/passwd"));
    options.addAll(List.of("--ro-bind-data", "8", "/etc/group"));
    String size = Long.toString(limits.temporaryBytes());
    options.addAll(List.of("--proc", "/proc", "--dev", "/dev"));
    options.addAll(List.of("--size", size, "--tmpfs", "/dev/shm"));
    options.addAll(List.of("--perms", "1777", "--size", size, "--tmpfs", "/tmp"));
    for (Command.Mount mount : command.mounts()) {
      options.add(mount.writable() ? "--bind" : "--ro-bind");
      options.add(mount.outside().toAbsolutePath().toString());
      options.add(mount.inside());
    }
    // Read-only /proc too: the kernel lets whoever is the superuser outside set /proc/sys, without
    // any capability.
    for (String top : List.of("/", "/dev", "/proc")) {
      options.addAll(List.of("--remount-ro", top));
    }
    options.add("--clearenv");
    var variables = new TreeMap<>(Shell.ENVIRONMENT);
    variables.putAll(command.environment());
    variables.forEach((name, value) -> options.addAll(List.of("--setenv", name, value)));
    options.addAll(List.of("--chdir", command.folder()));
    return options;
  }

  private static byte[] joined(List<String> options) {
    var bytes = new ByteArrayOutputStream();
    for (String option : options) {
      bytes.writeBytes(option.getBytes(StandardCharsets.UTF_8));
      bytes.write(0);
    }
    return bytes.toByteArray();
  }
}
