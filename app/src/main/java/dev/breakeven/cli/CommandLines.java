package dev.breakeven.cli;

import dev.breakeven.study.FullDisk;
import java.io.PrintWriter;
import java.nio.file.FileSystemException;
import java.time.InstantSource;
import java.util.Optional;
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
    return standard(InstantSource.system());
  }

  static CommandLine standard(InstantSource clock) {
    return new CommandLine(new BreakevenCommand())
        .addSubcommand(new DemoCommand())
        .addSubcommand(new RunCommand())
        .addSubcommand(new ResultsCommand())
        .addSubcommand(new ReportCommand())
        .addSubcommand(new AuditCommand())
        .addSubcommand(new ExplainCommand())
        .addSubcommand(new CompareCommand())
        .addSubcommand(new RepriceCommand())
        .addSubcommand(
            new CommandLine(new StudyCommand())
                .addSubcommand(new StudyImportCommand(clock))
                .addSubcommand(new StudyCheckCommand()))
        .addSubcommand(new WarmUpCommand())
        .addSubcommand(
            new CommandLine(new TaskCommand())
                .addSubcommand(new TaskCheckCommand())
                .addSubcommand(new TaskGenerateCommand()))
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
    var message = message(failure);
    if (message.isPresent()) {
      err.println("breakeven: " + message.get());
      return USER;
    }
    err.println("breakeven: a fault of its own; please report it with this trace:");
    failure.printStackTrace(err);
    return OURS;
  }

  /// What to tell the user of a failure that is not ours.
  private static Optional<String> message(Throwable failure) {
    if (FullDisk.caused(failure)) {
      return Optional.of(
          "the disk is full; what was recorded stands, free some space and run again");
    }
    for (var cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof UserError) {
        return Optional.of(String.valueOf(cause.getMessage()));
      }
      if (cause instanceof FileSystemException file) {
        return Optional.of(describe(file));
      }
    }
    return Optional.empty();
  }

  private static String describe(FileSystemException e) {
    var reason = e.getReason() == null ? e.getClass().getSimpleName() : e.getReason();
    return "cannot use " + e.getFile() + ": " + reason;
  }
}
