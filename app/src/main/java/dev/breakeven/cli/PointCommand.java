package dev.breakeven.cli;

import dev.breakeven.report.point.PointJson;
import dev.breakeven.report.point.PointText;
import dev.breakeven.whatif.BreakEven;
import dev.breakeven.whatif.Habits;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Objects;
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
final class PointCommand implements Runnable {
  private final InstantSource clock;

  @ArgGroup(exclusive = false, heading = "%nThe situation:%n")
  private SituationOptions options = new SituationOptions();

  @ArgGroup(exclusive = false, heading = "%nHanding it over:%n")
  private HandoverOptions handover = new HandoverOptions();

  @Option(names = "--json", description = "print one JSON object")
  private boolean json;

  @Spec private @Nullable CommandSpec spec;

  PointCommand(InstantSource clock) {
    this.clock = clock;
  }

  @Override
  public void run() {
    var today = LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
    var situation = options.situation(Habits.ASSUMED, handover, today);
    var out = Objects.requireNonNull(spec).commandLine().getOut();
    try {
      var point = BreakEven.of(situation);
      var notes = new ArrayList<>(PointText.assumptions(situation));
      out.print(
          json
              ? new PointJson(point, notes).text()
              : new PointText(point, notes, TerminalWidth.of(System.getenv())).text());
    } catch (ArithmeticException e) {
      throw new UserError("expected a situation whose amounts are below 9 million USD", e);
    }
    out.flush();
  }
}
