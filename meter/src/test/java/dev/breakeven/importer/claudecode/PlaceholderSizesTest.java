package dev.breakeven.importer.claudecode;

import static org.assertj.core.api.Assertions.assertThat;

import dev.breakeven.attribution.Attribution;
import dev.breakeven.attribution.BlockBill;
import dev.breakeven.attribution.Hints;
import dev.breakeven.catalog.Catalog;
import dev.breakeven.pricing.Pricing;
import dev.breakeven.trace.Call;
import dev.breakeven.trace.Known;
import dev.breakeven.trace.Origin;
import dev.breakeven.trace.Trace;
import dev.breakeven.trace.Usage;
import java.io.IOException;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

/// How far sizes of blocks are off where outputs are not final: finished sessions are taken, their
/// outputs are made the counts that answers begin with, and the sizes are compared with those of
/// before. Needs the sessions beside the project.
final class PlaceholderSizesTest {
  private static final Pricing PRICING = Pricing.of(Catalog.bundled());
  private static final Set<Origin> ASKED = EnumSet.of(Origin.TOOL_RESULT, Origin.REPORT);

  /// Smaller ones are off by whole multiples for a token or two.
  private static final long LEAST = 50;

  private static List<Trace> finished() throws IOException {
    Shared.require(Shared.TRACES);
    return ClaudeCode.read(Shared.under(Shared.TRACES)).traces().stream()
        .filter(trace ->
            trace.calls().size() > 5
                && trace.calls().stream().allMatch(call -> call.answer().known() == Known.BILLED))
        .toList();
  }

  /// `trace` with outputs of 1 to 8 tokens that are known as `known`.
  private static Trace begun(Trace trace, Known known) {
    var random = new Random(1);
    var calls = new ArrayList<Call>();
    for (Call call : trace.calls()) {
      Usage usage = call.answer().usage();
      var answer =
          new Call.Answer(
              call.answer().blocks(),
              null,
              new Usage(
                  usage.uncached(),
                  usage.write5m(),
                  usage.write1h(),
                  usage.read(),
                  1 + random.nextInt(8)),
              known);
      calls.add(
          new Call(call.id(), call.agent(), call.turn(), call.prompt(), answer, call.timing()));
    }
    return new Trace(trace.labels(), trace.agents(), trace.blocks(), calls, trace.outcome());
  }

  private static Map<String, Long> sizes(Trace trace) {
    var sizes = new HashMap<String, Long>();
    for (BlockBill bill : Attribution.of(trace, PRICING, Hints.NONE).bills()) {
      if (ASKED.contains(bill.block().origin())) {
        sizes.put(bill.block().id() + " " + bill.payer().id(), bill.size().tokens());
      }
    }
    return sizes;
  }

  /// The errors of all sizes, as parts of the true ones, the smallest first.
  private static List<Double> errors(List<Trace> traces, Known known) {
    var errors = new ArrayList<Double>();
    for (Trace trace : traces) {
      Map<String, Long> begun = sizes(begun(trace, known));
      sizes(trace)
          .forEach((block, size) -> {
            if (size >= LEAST) {
              errors.add(Math.abs(begun.getOrDefault(block, 0L) - size) / (double) size);
            }
          });
    }
    return errors.stream().sorted().toList();
  }

  private static double at(List<Double> errors, double part) {
    return errors.get((int) Math.floor(part * (errors.size() - 1)));
  }

  @Test
  void sizesAreNearThoseOfFinishedSessions() throws IOException {
    List<Trace> traces = finished();
    List<Double> taken = errors(traces, Known.BILLED);
    List<Double> estimated = errors(traces, Known.AT_LEAST);
    System.out.printf(
        "%d sessions, %d results and reports. Taken for final: median %.4f, p95 %.4f."
            + " As counted at least: median %.4f, p95 %.4f.%n",
        traces.size(),
        taken.size(),
        at(taken, 0.5),
        at(taken, 0.95),
        at(estimated, 0.5),
        at(estimated, 0.95));
    assertThat(traces).hasSizeGreaterThan(3);
    assertThat(at(estimated, 0.5)).isLessThan(at(taken, 0.5) / 2).isLessThan(0.3);
    assertThat(at(estimated, 0.95)).isLessThan(at(taken, 0.95) / 2);
  }
}
