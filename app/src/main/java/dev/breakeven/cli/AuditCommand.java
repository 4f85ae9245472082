package dev.breakeven.cli;

import dev.breakeven.attribution.Hints;
import dev.breakeven.audit.Period;
import dev.breakeven.audit.SessionAudit;
import dev.breakeven.audit.SessionAuditor;
import dev.breakeven.cache.CacheRules;
import dev.breakeven.catalog.Catalog;
import dev.breakeven.importer.Health;
import dev.breakeven.pricing.Pricing;
import dev.breakeven.report.audit.AuditData;
import dev.breakeven.report.audit.AuditText;
import dev.breakeven.report.explain.HealthText;
import dev.breakeven.trace.Trace;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// Says what the sessions on this machine cost, why, and what could have been saved.
@Command(
    name = "audit",
    description = {
      "Say what your agents' sessions cost, by cause, and what could have been saved.",
      "Finds the sessions of Claude Code, Codex and opencode by itself. In PATH it reads those, and"
          + " logs of aider, ATIF, Inspect, mini-swe-agent, OpenHands, OpenTelemetry and SWE-agent,"
          + " and tables of usage. Nothing leaves the machine."
    },
    mixinStandardHelpOptions = true)
final class AuditCommand implements Callable<Integer> {
  @Parameters(
      paramLabel = "PATH",
      arity = "0..*",
      description = "logs or folders of them (default: where the tools keep them)")
  private List<Path> paths = List.of();

  @Option(
      names = "--since",
      paramLabel = "DATE",
      description = "leave out sessions that began before this day (UTC), as 2026-07-01")
  private @Nullable LocalDate since;

  @Option(
      names = "--until",
      paramLabel = "DATE",
      description = "leave out sessions that began after this day (UTC)")
  private @Nullable LocalDate until;

  @Option(
      names = "--project",
      paramLabel = "TEXT",
      defaultValue = "",
      description = "only sessions whose project's folder contains this text")
  private String project = "";

  @Option(
      names = "--tool",
      paramLabel = "NAME",
      description =
          "only this tool's: claude-code, codex, opencode, otel, atif, inspect, openhands, aider,"
              + " swe-agent or usage")
  private @Nullable String tool;

  @Option(names = "--json", description = "print one JSON object")
  private boolean json;

  @Option(names = "--csv", description = "print rows of view, name, tokens and USD")
  private boolean csv;

  @Option(
      names = "--redact",
      paramLabel = "FOLDER",
      description =
          "also write a copy of each session there, without contents and names, that attributes the"
              + " same; FOLDER must be new or empty")
  private @Nullable Path redact;

  @Spec private @Nullable CommandSpec spec;

  @Override
  public Integer call() throws IOException {
    if (json && csv) {
      throw new UserError("expected one of --json and --csv, got both");
    }
    PrintWriter out = Objects.requireNonNull(spec).commandLine().getOut();
    List<Path> looked = looked();
    List<Path> there = looked.stream().filter(Files::exists).toList();
    var unreadable = new ArrayList<String>();
    var inputs = Places.inputs(there, unreadable);
    var period = new Period();
    var logs = ToolLogs.of(inputs, tool());
    var copies = copies();
    Health health = read(logs, period, copies);
    if (json || csv) {
      var data = new AuditData(period, health);
      out.print(json ? data.json() : data.csv());
    } else if (period.sessions() == 0) {
      out.println(
          "Looked for sessions in "
              + looked.stream().map(Path::toString).collect(Collectors.joining(" and "))
              + " and found "
              + (inputs.isEmpty() ? "none." : "no call of that period and project."));
    } else {
      out.print(new AuditText(period).text());
    }
    if (!json && !csv && !inputs.isEmpty()) {
      out.print("\n" + new HealthText(health).text());
      unreadable.forEach(name -> out.println("Unreadable: " + name));
      logs.strange().forEach(name -> out.println("No log of a tool that is known: " + name));
    }
    if (copies.isPresent()) {
      PrintWriter told = json || csv ? spec.commandLine().getErr() : out;
      told.println((told == out ? "\n" : "") + copies.get().sentences());
      told.flush();
    }
    out.flush();
    return 0;
  }

  private Optional<RedactedCopies> copies() throws IOException {
    return redact == null
        ? Optional.empty()
        : Optional.of(new RedactedCopies(redact, Pricing.of(Catalog.bundled())));
  }

  /// A session, and its trace where that is still needed.
  private record Audited(SessionAudit session, Optional<Trace> trace) {}

  private Health read(ToolLogs logs, Period period, Optional<RedactedCopies> copies) {
    Catalog catalog = Catalog.bundled();
    var auditor =
        new SessionAuditor(
            Pricing.of(catalog), new Hints(CacheRules.of(catalog, "anthropic"), Map.of()));
    Function<Trace, Audited> audit =
        trace -> new Audited(auditor.audit(trace), copies.map(_ -> trace));
    Consumer<Audited> add =
        audited -> {
          if (wanted(audited.session())) {
            period.add(audited.session());
            copies.ifPresent(all -> audited.trace().ifPresent(all::write));
          }
        };
    var health = ToolLogs.CLAUDE_CODE.read(logs.claudeCode(), audit, add);
    for (var other : logs.others().entrySet()) {
      health =
          health.plus(
              other.getKey().read(other.getValue(), trace -> add.accept(audit.apply(trace))));
    }
    return health;
  }

  private Optional<String> tool() {
    if (tool != null && !ToolLogs.tools().contains(tool)) {
      throw new UserError("expected --tool to be one of " + ToolLogs.tools() + ", got " + tool);
    }
    return Optional.ofNullable(tool);
  }

  private List<Path> looked() {
    for (Path path : paths) {
      if (!Files.exists(path)) {
        throw new UserError("there is no " + path);
      }
    }
    return paths.isEmpty()
        ? Places.standard(System.getenv(), Path.of(System.getProperty("user.home")))
        : paths;
  }

  private boolean wanted(SessionAudit session) {
    LocalDate day = LocalDate.ofInstant(session.begun(), ZoneOffset.UTC);
    return (since == null || !day.isBefore(since))
        && (until == null || !day.isAfter(until))
        && session.project().contains(project);
  }
}
