package dev.breakeven.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.file.FileSystemException;
import picocli.CommandLine;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.ParameterException;

/// The program's commands, put together, and what becomes of their failures.
final class CommandLines {
  /// A user's mistake.
  static final int USER = 2;

  /// A fault of ours.
  static final int OURS = 70;

  private CommandLines() {}

  static CommandLine standard() {
    return new CommandLine(new BreakevenCommand())
        .addSubcommand(new DemoCommand())
        .addSubcommand(new RunCommand())
        .addSubcommand(new ResultsCommand())
        .addSubcommand(new CommandLine(new TaskCommand()).addSubcommand(new TaskCheckCommand()))
        .setCaseInsensitiveEnumValuesAllowed(true)
        .setUsageHelpAutoWidth(false)
        .setParameterExceptionHandler(CommandLines::misused)
        .setExecutionExceptionHandler(failed());
  }

  private static int misused(ParameterException e, String[] arguments) {
    var command = e.getCommandLine();
    command
        .getErr()
        .printf(
            "breakeven: %s%nSee: %s --help%n",
            e.getMessage(), command.getCommandSpec().qualifiedName());
    return USER;
  }

  private static IExecutionExceptionHandler failed() {
    return (failure, command, _) -> report(failure, command.getErr());
  }

  private static int report(Exception failure, PrintWriter err) {
    switch (failure) {
      case UserError mistake -> {
        err.println("breakeven: " + mistake.getMessage());
        return USER;
      }
      case UncheckedIOException io when io.getCause() instanceof FileSystemException file -> {
        err.println("breakeven: " + describe(file));
        return USER;
      }
      case FileSystemException file -> {
        err.println("breakeven: " + describe(file));
        return USER;
      }
      case UncheckedIOException io when noSpace(io.getCause()) -> {
        err.println(
            "breakeven: the disk is full; what was recorded stands, free some space and run again");
        return USER;
      }
      default -> {
        err.println("breakeven: a fault of its own; please report it with this trace:");
        failure.printStackTrace(err);
        return OURS;
      }
    }
  }

  private static boolean noSpace(IOException e) {
    return String.valueOf(e.getMessage()).contains("No space left");
  }

  private static String describe(FileSystemException e) {
    var reason = e.getReason() == null ? e.getClass().getSimpleName() : e.getReason();
    return "cannot use " + e.getFile() + ": " + reason;
  }
}
