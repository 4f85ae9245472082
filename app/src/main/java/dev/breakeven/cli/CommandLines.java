package dev.breakeven.cli;

import dev.breakeven.study.FullDisk;
import java.io.PrintWriter;
import java.nio.file.FileSystemException;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import picocli.CommandLine;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.TypeConversionException;

/// The program's commands, put together, and what becomes of their failures.
final class CommandLines {
  /// A user's mistake.
  static final int USER = 2;

  /// A fault of ours.
  static final int OURS = 70;

  /// Before and behind these, no model that anybody pays for.
  private static final int FIRST_YEAR = 2020;

  private static final int LAST_YEAR = 2100;

  private CommandLines() {}

  /// All commands.
  static CommandLine standard() {
    return standard(InstantSource.system());
  }

  static CommandLine standard(InstantSource clock) {
    return of(List.copyOf(commands(clock).values()));
  }

  /// The command that `arguments` name, which starts faster than all; all if they name none.
  static CommandLine named(String... arguments) {
    var commands = commands(InstantSource.system());
    var one = arguments.length == 0 ? null : commands.get(arguments[0]);
    return of(one == null ? List.copyOf(commands.values()) : List.of(one));
  }

  /// Runs the command that `arguments` name, which prints to `output`.
  ///
  /// @return its exit code; that of a mistake where not all could be printed
  static int execute(Output output, String... arguments) {
    var out = output.writer();
    var program = named(arguments).setOut(out);
    int code = program.execute(arguments);
    out.flush();
    var failure = output.failure();
    if (failure.isEmpty() || output.isUnwanted()) {
      return code;
    }
    program.getErr().println("breakeven: cannot print: " + failure.get().getMessage());
    return code == 0 ? USER : code;
  }

  /// The commands by name, in the order of the help.
  private static Map<String, Supplier<CommandLine>> commands(InstantSource clock) {
    var commands = new LinkedHashMap<String, Supplier<CommandLine>>();
    commands.put("demo", () -> new CommandLine(new DemoCommand()));
    commands.put("run", () -> new CommandLine(new RunCommand()));
    commands.put("results", () -> new CommandLine(new ResultsCommand()));
    commands.put("report", () -> new CommandLine(new ReportCommand()));
    commands.put("audit", () -> new CommandLine(new AuditCommand().spec()));
    commands.put("gateway", () -> new CommandLine(new GatewayCommand()));
    commands.put("explain", () -> new CommandLine(new ExplainCommand()));
    commands.put("compare", () -> new CommandLine(new CompareCommand()));
    commands.put("point", () -> new CommandLine(new PointCommand(clock)));
    commands.put("whatif", () -> new CommandLine(new WhatIfCommand(clock)));
    commands.put("reprice", () -> new CommandLine(new RepriceCommand()));
    commands.put(
        "study",
        () ->
            new CommandLine(new StudyCommand())
                .addSubcommand(new StudyImportCommand(clock))
                .addSubcommand(new StudyCheckCommand()));
    commands.put("warm-up", () -> new CommandLine(new WarmUpCommand()));
    commands.put("picture", () -> new CommandLine(new PictureCommand()));
    commands.put("sample-sessions", () -> new CommandLine(new SampleSessionsCommand()));
    commands.put(
        "task",
        () ->
            new CommandLine(new TaskCommand())
                .addSubcommand(new TaskCheckCommand())
                .addSubcommand(new TaskGenerateCommand()));
    return commands;
  }

  private static CommandLine of(List<Supplier<CommandLine>> commands) {
    var program = new CommandLine(new BreakevenCommand().spec());
    commands.forEach(command -> program.addSubcommand(command.get()));
    return program
        .registerConverter(LocalDate.class, CommandLines::day)
        .setCaseInsensitiveEnumValuesAllowed(true)
        .setUsageHelpAutoWidth(false)
        .setParameterExceptionHandler(CommandLines::misused)
        .setExecutionExceptionHandler(failed());
  }

  /// A day that somebody may mean.
  static LocalDate day(String text) {
    try {
      var day = LocalDate.parse(text);
      if (day.getYear() >= FIRST_YEAR && day.getYear() < LAST_YEAR) {
        return day;
      }
    } catch (DateTimeParseException e) {
      // Said below.
    }
    throw new TypeConversionException(
        "expected a day such as 2026-07-01, from %d on, got %s".formatted(FIRST_YEAR, text));
  }

  /// Adds `--help` and `--version`.
  static void addHelp(CommandSpec spec) {
    spec.addOption(
        OptionSpec.builder("-h", "--help")
            .usageHelp(true)
            .type(boolean.class)
            .description("Show this help message and exit.")
            .build());
    spec.addOption(
        OptionSpec.builder("-V", "--version")
            .versionHelp(true)
            .type(boolean.class)
            .description("Print version information and exit.")
            .build());
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
