package dev.breakeven.cli;

import dev.breakeven.catalog.Catalog;

/// Where the program starts.
public final class Main {
  private Main() {}

  /// Runs the command that `arguments` name and exits with its code.
  public static void main(String[] arguments) {
    // Almost every command asks for the catalog, which takes as long to read as the arguments.
    Thread.ofPlatform().daemon().start(Catalog::bundled);
    System.exit(CommandLines.named(arguments).execute(arguments));
  }
}
