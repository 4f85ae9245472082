package dev.breakeven.cli;

import java.util.Objects;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.IVersionProvider;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/// The program itself; does nothing without a subcommand.
@Command(
    name = "breakeven",
    description = "What LLM agents that work together cost, why, and whether delegating pays.",
    mixinStandardHelpOptions = true,
    versionProvider = BreakevenCommand.Version.class)
final class BreakevenCommand implements Runnable {
  @Spec private @Nullable CommandSpec spec;

  @Override
  public void run() {
    throw new ParameterException(
        Objects.requireNonNull(spec).commandLine(), "expected a command, for example: demo");
  }

  /// The version in the program's own manifest.
  static final class Version implements IVersionProvider {
    @Override
    public String[] getVersion() {
      return new String[] {"breakeven " + number()};
    }

    static String number() {
      var version = BreakevenCommand.class.getPackage().getImplementationVersion();
      return version == null ? "(unpackaged)" : version;
    }
  }
}
