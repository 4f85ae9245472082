package dev.breakeven.cli;

import dev.breakeven.catalog.Catalog;
import dev.breakeven.importer.Contents;
import dev.breakeven.pricing.Pricing;
import dev.breakeven.report.point.DelegationRules;
import dev.breakeven.report.point.HabitWords;
import dev.breakeven.report.point.PairsText;
import dev.breakeven.report.point.PointJson;
import dev.breakeven.report.point.PointText;
import dev.breakeven.report.point.SurfacePage;
import dev.breakeven.report.point.SurfaceText;
import dev.breakeven.whatif.BreakEven;
import dev.breakeven.whatif.HabitSurvey;
import dev.breakeven.whatif.Habits;
import dev.breakeven.whatif.Situation;
import dev.breakeven.whatif.Surface;
import dev.breakeven.whatif.Surface.Axis;
import dev.breakeven.whatif.Surface.Dimension;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/// Says before a stretch of work is handed over whether that pays, and from where on.
@Command(
    name = "point",
    description = {
      "Say whether handing a stretch of work over to an executor pays, and from where on.",
      "Computed from prices and cache rules of one day. Nothing is asked of a model."
    },
    mixinStandardHelpOptions = true)
final class PointCommand implements Callable<Integer> {
  private static final int GRID = 100;

  private final InstantSource clock;

  @ArgGroup(exclusive = false, heading = "%nThe situation:%n")
  private SituationOptions options = new SituationOptions();

  @ArgGroup(exclusive = false, heading = "%nHanding it over:%n")
  private HandoverOptions handover = new HandoverOptions();

  @Option(
      names = "--from",
      paramLabel = "LOG|RUN",
      arity = "1..*",
      description = "take what is not given from these sessions or runs, as medians")
  private List<Path> from = List.of();

  @Option(
      names = "--surface",
      paramLabel = "NAME",
      arity = "2",
      description =
          "draw the break-even line over two of calls, calls-left, context, growth, instruction,"
              + " report, extra-calls, executor-prefix, price-ratio and seconds")
  private List<String> surface = List.of();

  @Option(
      names = "--html",
      paramLabel = "FILE",
      description = "with --surface: write it as a page to this file")
  private @Nullable Path html;

  @Option(names = "--pairs", description = "print a table of common pairs of models instead")
  private boolean pairs;

  @Option(
      names = "--rules",
      description = "print rules for CLAUDE.md or AGENTS.md, each with the numbers behind it")
  private boolean rules;

  @Option(names = "--json", description = "print one JSON object")
  private boolean json;

  @Spec private @Nullable CommandSpec spec;

  PointCommand(InstantSource clock) {
    this.clock = clock;
  }

  @Override
  public Integer call() throws IOException {
    requireOneWay();
    var today = LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
    var survey = survey();
    Habits habits = survey.habits();
    var out = Objects.requireNonNull(spec).commandLine().getOut();
    try {
      out.print(text(habits, survey.sessions(), today));
    } catch (ArithmeticException e) {
      throw new UserError("expected a situation whose amounts are below 9 million USD", e);
    }
    out.flush();
    return 0;
  }

  private String text(Habits habits, long sessions, LocalDate today) throws IOException {
    int width = TerminalWidth.of(System.getenv());
    if (pairs) {
      return new PairsText(Catalog.bundled(), handover.day(today), habits, width).text();
    }
    Situation situation = options.situation(habits, handover, today);
    if (!surface.isEmpty()) {
      return surface(situation, width);
    }
    var point = BreakEven.of(situation);
    if (rules) {
      return new DelegationRules(point, habits, sessions, width).text();
    }
    var notes = new ArrayList<>(PointText.assumptions(situation));
    notes.add(HabitWords.of(habits, sessions));
    return json ? new PointJson(point, notes).text() : new PointText(point, notes, width).text();
  }

  private String surface(Situation situation, int width) throws IOException {
    Dimension across = dimension(surface.getFirst());
    Dimension up = dimension(surface.getLast());
    try {
      if (html == null) {
        var grid =
            Surface.of(situation, Axis.of(across, SurfaceText.columns(width)), Axis.of(up, 21));
        return new SurfaceText(grid, situation, width).text();
      }
      PageFile.require("--html", html);
      var grid = Surface.of(situation, Axis.of(across, GRID), Axis.of(up, GRID));
      Files.writeString(html, new SurfacePage(grid, situation).text(), StandardCharsets.UTF_8);
      return "The break-even line: " + html + "\n";
    } catch (IllegalArgumentException e) {
      throw new UserError(String.valueOf(e.getMessage()), e);
    }
  }

  private static Dimension dimension(String name) {
    String key = name.toLowerCase(Locale.ROOT).replace('_', '-');
    for (Dimension dimension : Dimension.values()) {
      if (dimension.key().equals(key)) {
        return dimension;
      }
    }
    throw new UserError(
        "expected --surface with two of "
            + Arrays.stream(Dimension.values())
                .map(Dimension::key)
                .collect(Collectors.joining(", "))
            + ", got "
            + name);
  }

  private void requireOneWay() {
    int ways = 0;
    for (boolean way : new boolean[] {json, pairs, rules, !surface.isEmpty()}) {
      ways += way ? 1 : 0;
    }
    if (ways > 1) {
      throw new UserError("expected one of --json, --pairs, --rules and --surface, got " + ways);
    }
    if (html != null && surface.isEmpty()) {
      throw new UserError("expected --html together with --surface, got it alone");
    }
  }

  private HabitSurvey survey() throws IOException {
    var survey = new HabitSurvey(Pricing.of(Catalog.bundled()));
    if (!from.isEmpty()) {
      Logs.in(WhatIfCommand.places(from), Optional.empty(), Contents.MEASURED)
          .read(survey::look, survey::add);
      if (survey.sessions() == 0) {
        throw new UserError("expected logs with calls in " + from + ", found none");
      }
    }
    return survey;
  }
}
