package dev.breakeven.report.page;

import dev.breakeven.attribution.BlockBill;
import dev.breakeven.pricing.Bill;
import dev.breakeven.report.page.ReportData.Kept;
import dev.breakeven.trace.Agent;
import dev.breakeven.trace.Call;
import dev.breakeven.trace.TokenClass;
import dev.breakeven.trace.Trace;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// The context of a trace's first agent, call by call.
///
/// The heights of a call add up to the prompt that was billed: what its blocks do not make up is
/// [Stream#UNSEEN].
///
/// @param heights tokens in each call's prompt, by stream, without streams that never held any
/// @param read tokens of each call's prompt that were read from the cache
/// @param charges what the agent was billed for, by stream
record Flow(Map<Stream, List<Long>> heights, List<Long> read, Map<Stream, Bill> charges) {

  /// The flow of what was kept of a trial.
  static Flow of(Kept kept) {
    var trace = kept.trace();
    var agent = trace.agents().getFirst();
    var bills =
        kept.attribution().bills().stream()
            .filter(bill -> bill.payer().id().equals(agent.id()))
            .toList();
    var charges = new EnumMap<Stream, Bill>(Stream.class);
    for (var bill : bills) {
      charges.merge(Stream.of(bill.block().origin()), bill.charge(), Bill::plus);
    }
    return new Walk(calls(trace, agent), bills).flow(charges);
  }

  private static List<Call> calls(Trace trace, Agent agent) {
    return trace.calls().stream().filter(call -> call.agent().equals(agent.id())).toList();
  }

  int turns() {
    return read.size();
  }

  /// The tokens of one call's prompt.
  long height(int turn) {
    return heights.values().stream().mapToLong(layer -> layer.get(turn)).sum();
  }

  /// The largest prompt, in tokens.
  long highest() {
    long most = 0;
    for (int turn = 0; turn < turns(); turn++) {
      most = Math.max(most, height(turn));
    }
    return most;
  }

  /// All that was billed to the agent.
  Bill total() {
    return charges.values().stream().reduce(Bill.NONE, Bill::plus);
  }

  Bill charge(Stream stream) {
    return charges.getOrDefault(stream, Bill.NONE);
  }

  /// Goes over the calls, holding the blocks of the prompt that stands.
  private static final class Walk {
    private final List<Call> calls;
    private final Map<Integer, Size> sizes = new HashMap<>();
    private final List<Integer> prompt = new ArrayList<>();
    private final Map<Stream, Long> sums = new EnumMap<>(Stream.class);

    private record Size(Stream stream, long tokens) {}

    Walk(List<Call> calls, List<BlockBill> bills) {
      this.calls = calls;
      for (var bill : bills) {
        sizes.put(
            bill.block().id(), new Size(Stream.of(bill.block().origin()), bill.size().tokens()));
      }
    }

    Flow flow(Map<Stream, Bill> charges) {
      var all = new EnumMap<Stream, List<Long>>(Stream.class);
      var read = new ArrayList<Long>();
      for (var call : calls) {
        stand(call);
        var usage = call.answer().usage();
        read.add(usage.count(TokenClass.READ));
        long unseen =
            Math.max(0, usage.prompt() - sums.values().stream().mapToLong(Long::longValue).sum());
        for (var stream : Stream.values()) {
          long height = sums.getOrDefault(stream, 0L) + (stream == Stream.UNSEEN ? unseen : 0);
          all.computeIfAbsent(stream, key -> new ArrayList<>()).add(height);
        }
      }
      all.values().removeIf(layer -> layer.stream().allMatch(height -> height == 0));
      return new Flow(all, read, charges);
    }

    private void stand(Call call) {
      while (prompt.size() > call.prompt().kept()) {
        count(prompt.removeLast(), -1);
      }
      for (int block : call.prompt().added()) {
        prompt.add(block);
        count(block, 1);
      }
    }

    private void count(int block, int sign) {
      var size = sizes.get(block);
      if (size != null) {
        sums.merge(size.stream(), sign * size.tokens(), Long::sum);
      }
    }
  }
}
