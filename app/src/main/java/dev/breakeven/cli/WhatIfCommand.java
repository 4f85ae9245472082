package dev.breakeven.cli;

import dev.breakeven.catalog.Catalog;
import dev.breakeven.importer.Contents;
import dev.breakeven.importer.Health;
import dev.breakeven.report.explain.HealthText;
import dev.breakeven.report.point.WhatIfJson;
import dev.breakeven.report.point.WhatIfText;
import dev.breakeven.whatif.Habits;
import dev.breakeven.whatif.SessionWhatIf;
import dev.breakeven.whatif.WhatIf;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// Asks recorded sessions and runs what would have cost less.
@Command(
    name = "whatif",
    description = {
      "Ask recorded sessions what would have cost less.",
      "Replayed: their calls under another rule, one at a time, contents and answers as they were."
          + " Modelled: their stretches of looking done by an executor, their delegations undone."
    },
    mixinStandardHelpOptions = true)
final class WhatIfCommand implements Callable<Integer> {
  private final InstantSource clock;

  @Parameters(
      paramLabel = "LOG|RUN",
      arity = "1..*",
      description = "logs of any tool that audit reads, folders of them, or a run's folder")
  private List<Path> paths = List.of();

  @ArgGroup(exclusive = false, heading = "%nThe rules, each replayed by itself:%n")
  private RuleOptions rules = new RuleOptions();

  @ArgGroup(exclusive = false, heading = "%nWhat handing over would be:%n")
  private HandoverOptions handover = new HandoverOptions();

  @Option(names = "--json", description = "print one JSON object")
  private boolean json;

  @Option(
      names = "--rows",
      paramLabel = "N",
      defaultValue = "8",
      description = "the most rows of a table (default: ${DEFAULT-VALUE})")
  private int rows = 8;

  @Spec private @Nullable CommandSpec spec;

  WhatIfCommand(InstantSource clock) {
    this.clock = clock;
  }

  @Override
  public Integer call() throws IOException {
    var catalog = Catalog.bundled();
    var today = LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
    var executor = handover.executor(Habits.ASSUMED, handover.day(today));
    var passed = handover.handover(Habits.ASSUMED);
    var whatIf = new WhatIf(catalog, rules.rules(catalog), executor, passed);
    var sessions = new ArrayList<SessionWhatIf>();
    Health health;
    try {
      health =
          Logs.in(places(paths), Optional.empty(), Contents.MEASURED)
              .read(whatIf::ask, sessions::add);
    } catch (ArithmeticException e) {
      throw new UserError("a session's amounts are beyond 9 million USD; audit names it", e);
    }
    sessions.removeIf(session -> session.replayed().calls() + session.replayed().leftOut() == 0);
    if (sessions.isEmpty()) {
      throw new UserError("expected logs with calls in " + paths + ", found none");
    }
    var out = Objects.requireNonNull(spec).commandLine().getOut();
    if (json) {
      out.print(new WhatIfJson(sessions).text());
    } else {
      out.print(
          new WhatIfText(sessions, executor, passed, rows, TerminalWidth.of(System.getenv()))
              .text());
      if (!health.counts().isEmpty()) {
        out.print("\n" + new HealthText(health).text());
      }
    }
    out.flush();
    return 0;
  }

  /// Where the logs are: of a run, in the folder of its traces.
  ///
  /// @throws UserError if one of `paths` is not there
  static List<Path> places(List<Path> paths) {
    var places = new ArrayList<Path>();
    for (Path path : paths) {
      if (!Files.exists(path)) {
        throw new UserError("there is no " + path);
      }
      Path traces = path.resolve("traces");
      places.add(Files.isDirectory(traces) ? traces : path);
    }
    return places;
  }
}
