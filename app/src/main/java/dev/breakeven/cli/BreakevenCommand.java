package dev.breakeven.cli;

import picocli.CommandLine.IVersionProvider;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;

/// The program itself; does nothing without a subcommand.
final class BreakevenCommand implements Runnable {
  private final CommandSpec spec;

  BreakevenCommand() {
    spec = CommandSpec.wrapWithoutInspection(this).name("breakeven");
    spec.usageMessage()
        .description("What LLM agents that work together cost, why, and whether delegating pays.");
    spec.versionProvider(new Version());
    CommandLines.addHelp(spec);
  }

  CommandSpec spec() {
    return spec;
  }

  @Override
  public void run() {
    throw new ParameterException(spec.commandLine(), "expected a command, for example: demo");
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
