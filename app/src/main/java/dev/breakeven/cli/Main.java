package dev.breakeven.cli;

/// Where the program starts.
public final class Main {
  private Main() {}

  /// Runs the command that `arguments` name and exits with its code.
  public static void main(String[] arguments) {
    System.exit(CommandLines.named(arguments).execute(arguments));
  }
}
