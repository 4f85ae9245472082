package dev.breakeven.cli;

import picocli.CommandLine;

/// The program's commands, put together.
final class CommandLines {
  private CommandLines() {}

  static CommandLine standard() {
    return new CommandLine(new BreakevenCommand());
  }
}
