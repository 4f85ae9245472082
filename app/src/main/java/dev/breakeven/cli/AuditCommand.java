package dev.breakeven.cli;

import dev.breakeven.audit.DayRange;
import dev.breakeven.audit.Period;
import dev.breakeven.audit.SessionAudit;
import dev.breakeven.audit.SessionRow;
import dev.breakeven.catalog.Catalog;
import dev.breakeven.importer.Contents;
import dev.breakeven.importer.Health;
import dev.breakeven.importer.Health.Count;
import dev.breakeven.importer.logs.Importers;
import dev.breakeven.pricing.Pricing;
import dev.breakeven.report.audit.AuditData;
import dev.breakeven.report.audit.AuditSentences;
import dev.breakeven.report.audit.AuditText;
import dev.breakeven.report.audit.FirstScreen;
import dev.breakeven.report.audit.SessionScreen;
import dev.breakeven.report.explain.HealthText;
import dev.breakeven.trace.Trace;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.TypeConversionException;

/// Says what the sessions on this machine cost, why, and what could have been saved.
///
/// Its options are built, not annotated: reading annotations by reflection takes longer than all
/// else before the first byte of a log is read.
final class AuditCommand implements Callable<Integer> {
  private static final ITypeConverter<String> TEXT = text -> text;
  private static final ITypeConverter<Path> PATH = Path::of;

  /// The exit code where files are there that could be logs, and none could be read.
  static final int NOTHING_READ = 3;

  /// What keeps an audit from being whole.
  private static final List<Count> FAULTS =
      List.of(
          Count.UNREADABLE,
          Count.BROKEN,
          Count.CUT,
          Count.PASSED_OVER,
          Count.NOT_RECOGNISED,
          Count.BEYOND_BOUNDS,
          Count.OTHER_COST);

  private final CommandSpec spec;
  private List<Path> paths = List.of();
  private @Nullable LocalDate since;
  private @Nullable LocalDate until;
  private String project = "";
  private @Nullable String tool;
  private boolean utc;
  private boolean json;
  private boolean csv;
  private boolean all;
  private boolean titled;
  private @Nullable String session;
  private @Nullable Path redact;
  private @Nullable Path html;
  private @Nullable String export;
  private @Nullable Path to;

  AuditCommand() {
    spec = CommandSpec.wrapWithoutInspection(this).name("audit");
    spec.usageMessage()
        .description(
            "Say what your agents' sessions cost, by cause, and what could have been saved.",
            "Finds the sessions that coding agents left in their usual places; in PATH it reads"
                + " logs of every tool that --tool names. Nothing leaves the machine.",
            "Exit code 3 if there are files that could be logs, and none could be read.");
    CommandLines.addHelp(spec);
    spec.addPositional(
        PositionalParamSpec.builder()
            .paramLabel("PATH")
            .arity("0..*")
            .type(List.class)
            .auxiliaryTypes(Path.class)
            .converters(PATH)
            .description("logs or folders of them (default: where the tools keep them)")
            .build());
    option(
        "--since",
        "DATE",
        LocalDate.class,
        AuditCommand::day,
        "count only calls sent on this day or later, as 2026-07-01");
    option(
        "--until",
        "DATE",
        LocalDate.class,
        AuditCommand::day,
        "count only calls sent on this day or earlier");
    flag("--utc", "take days as those of UTC, and not of this machine's time zone");
    option(
        "--project",
        "TEXT",
        String.class,
        TEXT,
        "only sessions whose project's folder contains this text");
    option(
        "--tool",
        "NAME",
        String.class,
        TEXT,
        "only this tool's logs: " + String.join(", ", Importers.tools()));
    flag("--all", "print everything: all findings and causes, and what could not be read");
    option(
        "--session",
        "N|ID",
        String.class,
        TEXT,
        "print one session: by its number in the list, or by how its id begins");
    flag("--no-titles", "leave out what sessions are called and the first thing that was asked");
    flag("--json", "print one JSON object");
    flag("--csv", "print rows of view, name, tokens and USD");
    option(
        "--redact",
        "FOLDER",
        Path.class,
        PATH,
        "also write a copy of each session there, without contents and names, that attributes the"
            + " same; FOLDER must be new or empty");
    option(
        "--html",
        "FILE",
        Path.class,
        PATH,
        "write the report, with pictures, to this file; it needs no other and no network");
    option(
        "--export",
        "FORMAT",
        String.class,
        TEXT,
        "write each session as a file of its own to the folder --to instead: atif (trajectories),"
            + " otel (OpenTelemetry spans), csv (rows of usage) or json (traces of Breakeven)");
    option("--to", "FOLDER", Path.class, PATH, "where --export writes; a new or an empty folder");
  }

  CommandSpec spec() {
    return spec;
  }

  private <T> void option(
      String name, String label, Class<T> type, ITypeConverter<T> converter, String description) {
    spec.addOption(
        OptionSpec.builder(name)
            .paramLabel(label)
            .type(type)
            .converters(converter)
            .description(description)
            .build());
  }

  private static LocalDate day(String text) {
    try {
      return LocalDate.parse(text);
    } catch (DateTimeParseException e) {
      throw new TypeConversionException("expected a day such as 2026-07-01, got " + text);
    }
  }

  private void flag(String name, String description) {
    spec.addOption(OptionSpec.builder(name).type(boolean.class).description(description).build());
  }

  private void take(ParseResult asked) {
    paths = asked.matchedPositionalValue(0, List.of());
    since = asked.matchedOptionValue("--since", null);
    until = asked.matchedOptionValue("--until", null);
    if (since != null && until != null && since.isAfter(until)) {
      throw new UserError(
          "expected --since not to come after --until, got " + since + " and " + until);
    }
    project = asked.matchedOptionValue("--project", "");
    tool = asked.matchedOptionValue("--tool", null);
    utc = asked.matchedOptionValue("--utc", false);
    json = asked.matchedOptionValue("--json", false);
    csv = asked.matchedOptionValue("--csv", false);
    all = asked.matchedOptionValue("--all", false);
    titled = !asked.matchedOptionValue("--no-titles", false);
    session = asked.matchedOptionValue("--session", null);
    redact = asked.matchedOptionValue("--redact", null);
    html = asked.matchedOptionValue("--html", null);
    export = asked.matchedOptionValue("--export", null);
    to = asked.matchedOptionValue("--to", null);
  }

  @Override
  public Integer call() throws IOException {
    take(spec.commandLine().getParseResult());
    Optional<Export> exports = exports();
    Optional<RedactedCopies> copies = copies();
    if (html != null) {
      PageFile.require("--html", html);
    }
    PrintWriter out = spec.commandLine().getOut();
    List<Path> looked = looked();
    if (to != null) {
      NewFolder.require("--to", to, looked);
    }
    if (redact != null) {
      NewFolder.require("--redact", redact, looked);
    }
    Health health;
    if (exports.isPresent()) {
      Logs logs = Logs.in(looked, Logs.tool(tool), Contents.KEPT);
      health = export(logs, exports.get());
      out.print(exports.get().written() == 0 ? nothing(looked, logs) : exports.get().text());
      health(health, out);
    } else {
      Logs logs = Logs.in(looked, Logs.tool(tool), Contents.MEASURED);
      var audit = new Audit(days(), project, html != null, copies);
      if (session != null) {
        audit.keepingSessions();
      }
      health = audit.read(logs);
      tell(audit, health, () -> nothing(looked, logs), out);
    }
    copies.ifPresent(all -> tell(all, out));
    out.flush();
    return readNothing(health) ? NOTHING_READ : 0;
  }

  /// Whether there was something that could be a log, and no call came of any.
  private static boolean readNothing(Health health) {
    long seen = 0;
    for (Count count :
        List.of(Count.NOT_RECOGNISED, Count.PASSED_OVER, Count.UNREADABLE, Count.BROKEN)) {
      seen += health.count(count);
    }
    return seen > 0 && health.count(Count.CALLS) == 0;
  }

  private void tell(RedactedCopies copies, PrintWriter out) {
    boolean data = json || csv;
    PrintWriter told = data ? spec.commandLine().getErr() : out;
    told.println((data ? "" : "\n") + copies.sentences());
    told.flush();
  }

  private Optional<RedactedCopies> copies() {
    if (redact == null) {
      return Optional.empty();
    }
    if (export != null) {
      throw new UserError("expected one of --redact and --export, got both");
    }
    return Optional.of(new RedactedCopies(redact, Pricing.of(Catalog.bundled())));
  }

  private void tell(Audit audit, Health health, Supplier<String> nothing, PrintWriter out)
      throws IOException {
    Period period = audit.period();
    if (json || csv) {
      var data = new AuditData(period, health, days().zone(), titled);
      out.print(json ? data.json() : data.csv());
      return;
    }
    if (period.sessions() == 0) {
      out.print(nothing.get());
      health(health, out);
      return;
    }
    if (html != null) {
      audit.write(html, health);
      out.println(new AuditSentences(period).first());
      out.println("The report, with pictures: " + html);
      health(health, out);
      return;
    }
    long rehearsed = health.count(Count.REHEARSED);
    if (rehearsed > 0) {
      out.println(AuditSentences.rehearsed(rehearsed));
    }
    Function<SessionRow, String> titles = titled ? new SessionTitles()::of : SessionTitles::none;
    ZoneId zone = days().zone();
    int width = TerminalWidth.of(System.getenv());
    if (session != null) {
      SessionAudit one = audit.session(session);
      var only = new Period();
      only.add(one);
      out.print(new SessionScreen(one.row(), only, titles, zone, width).text());
    } else if (all) {
      out.print(new AuditText(period, titles, zone).text());
      health(health, out);
    } else {
      out.print(new FirstScreen(period, titles, zone, width).text(remark(health)));
    }
  }

  /// How well the logs could be read, and what could not be.
  private static void health(Health health, PrintWriter out) {
    if (!health.counts().isEmpty()) {
      out.print("\n" + new HealthText(health).text());
    }
  }

  /// That not all could be read, in one sentence; empty where all was.
  private static String remark(Health health) {
    String faults =
        FAULTS.stream()
            .filter(count -> health.count(count) > 0)
            .map(count ->
                "%,d %s"
                    .formatted(
                        health.count(count),
                        count.name().toLowerCase(Locale.ROOT).replace('_', ' ')))
            .collect(Collectors.joining(", "));
    return faults.isEmpty() ? "" : "Not all could be read: " + faults + " (--all names them).";
  }

  private static String nothing(List<Path> looked, Logs logs) {
    String found = logs.isEmpty() ? "none.\n" : "no call of that period and project.\n";
    return looked.size() == 1
        ? "Looked for sessions in " + looked.getFirst() + " and found " + found
        : looked.stream()
            .map(place -> "  " + place + "\n")
            .collect(
                Collectors.joining(
                    "", "Looked for sessions in these places and found " + found, ""));
  }

  /// Where and how to export, empty if that is not wanted.
  private Optional<Export> exports() {
    int ways = 0;
    for (boolean way : new boolean[] {json, csv, html != null, export != null}) {
      ways += way ? 1 : 0;
    }
    if ((ways > 0 && (all || session != null)) || (all && session != null)) {
      throw new UserError(
          "expected --all or --session alone, without --json, --csv, --html and --export");
    }
    if (ways > 1) {
      throw new UserError("expected one of --json, --csv, --html and --export, got " + ways);
    }
    if ((export == null) != (to == null)) {
      throw new UserError("expected --export FORMAT and --to FOLDER together, got one of them");
    }
    return export == null || to == null ? Optional.empty() : Optional.of(Export.of(export, to));
  }

  private Health export(Logs logs, Export exports) throws IOException {
    try {
      return logs.read(trace -> export(trace, exports));
    } catch (UncheckedIOException e) {
      throw Objects.requireNonNull(e.getCause());
    }
  }

  private void export(Trace trace, Export exports) {
    Audit.wanted(trace, days(), project).ifPresent(exports::add);
  }

  private List<Path> looked() {
    for (Path path : paths) {
      if (!Files.exists(path)) {
        throw new UserError("there is no " + path);
      }
    }
    return paths.isEmpty()
        ? LogPlaces.standard(System.getenv(), LogPlaces.home(System.getenv()))
        : paths;
  }

  private DayRange days() {
    return new DayRange(since, until, utc ? ZoneOffset.UTC : ZoneId.systemDefault());
  }
}
