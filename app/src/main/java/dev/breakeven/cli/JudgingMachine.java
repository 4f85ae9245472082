package dev.breakeven.cli;

import dev.breakeven.judge.JudgeTools;
import dev.breakeven.task.Environment;
import dev.breakeven.task.Pack;
import dev.breakeven.task.PackReader;
import dev.breakeven.task.PreparedPack;
import dev.breakeven.task.Setup;
import dev.breakeven.workspace.Bubblewrap;
import dev.breakeven.workspace.Sandbox;
import dev.breakeven.workspace.Unconfined;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/// This machine as packs are prepared and judged on it: the sandbox, the jars that the build
/// fetched, a cache folder, and the judge's workers.
final class JudgingMachine implements AutoCloseable {
  private final Sandbox sandbox;
  private final Optional<String> warning;
  private final JudgeTools judge;

  private JudgingMachine(Sandbox sandbox, Optional<String> warning, JudgeTools judge) {
    this.sandbox = sandbox;
    this.warning = warning;
    this.judge = judge;
  }

  /// Opens it with the best sandbox there is, for the commands of packs.
  ///
  /// @param workers how many judgements may run at once
  static JudgingMachine open(int workers) throws InterruptedException {
    return switch (Bubblewrap.search()) {
      case Bubblewrap.Search.Usable(var bubblewrap) -> confined(bubblewrap, workers);
      case Bubblewrap.Search.Unusable(var reason) ->
          unconfined("No sandbox: commands run unconfined (" + reason + ").", workers);
    };
  }

  /// Opens it for the commands of agents, which run unconfined only where the user says so.
  ///
  /// @param workers how many judgements may run at once
  static JudgingMachine open(int workers, SandboxKind kind) throws InterruptedException {
    return switch (kind) {
      case NONE ->
          unconfined(
              "No sandbox, as --sandbox none was typed: commands could do all that you can.",
              workers);
      case BUBBLEWRAP ->
          switch (Bubblewrap.search()) {
            case Bubblewrap.Search.Usable(var bubblewrap) -> confined(bubblewrap, workers);
            case Bubblewrap.Search.Unusable(var reason) ->
                throw new UserError(
                    ("commands of agents run in a sandbox, and there is none: %s; or add"
                            + " --sandbox none: then they can do all that you can")
                        .formatted(reason));
          };
    };
  }

  private static JudgingMachine confined(Bubblewrap sandbox, int workers) {
    Optional<String> warning =
        sandbox.bindsProcesses()
            ? Optional.empty()
            : Optional.of(
                "Run by the superuser, for whom no control group can be made here: a storm of"
                    + " processes could outrun the sandbox. Better run it as another user.");
    return new JudgingMachine(sandbox, warning, new JudgeTools(jars(), cache(), sandbox, workers));
  }

  private static JudgingMachine unconfined(String warning, int workers) {
    var sandbox = new Unconfined();
    return new JudgingMachine(
        sandbox, Optional.of(warning), new JudgeTools(jars(), cache(), sandbox, workers));
  }

  /// Which sandbox it is.
  SandboxKind kind() {
    return sandbox.confines() ? SandboxKind.BUBBLEWRAP : SandboxKind.NONE;
  }

  Sandbox sandbox() {
    return sandbox;
  }

  JudgeTools judge() {
    return judge;
  }

  /// What a user should know, if anything.
  Optional<String> warning() {
    return warning;
  }

  /// Reads and prepares the pack that `name` names: a path, or the name of one that comes with the
  /// program.
  ///
  /// @param place where its tools are, if not where it says
  PreparedPack prepare(String name, Optional<Environment.Place> place) throws InterruptedException {
    var pack = read(name);
    return new Setup(jars(), cache()).prepare(place.map(pack::at).orElse(pack));
  }

  private static Pack read(String name) {
    var own = Path.of(name);
    if (Files.exists(own.resolve("pack.yaml"))) {
      return PackReader.read(own);
    }
    var bundled = Home.folder().resolve("packs").resolve(name);
    if (Files.exists(bundled.resolve("pack.yaml"))) {
      return PackReader.read(bundled);
    }
    throw new UserError(
        "there is no pack %s: neither %s nor %s exists"
            .formatted(name, own.resolve("pack.yaml"), Path.of("packs", name, "pack.yaml")));
  }

  static Path jars() {
    return Home.folder().resolve("target/packs/commons-cli/jars");
  }

  private static Path cache() {
    var base = System.getenv("XDG_CACHE_HOME");
    var folder =
        base == null || base.isBlank()
            ? Path.of(System.getProperty("user.home"), ".cache")
            : Path.of(base);
    return folder.resolve("breakeven");
  }

  @Override
  public void close() {
    judge.close();
  }
}
