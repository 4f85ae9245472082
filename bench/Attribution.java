import dev.breakeven.catalog.Catalog;
import dev.breakeven.pricing.Pricing;
import dev.breakeven.trace.Agent;
import dev.breakeven.trace.Block;
import dev.breakeven.trace.Call;
import dev.breakeven.trace.Known;
import dev.breakeven.trace.Origin;
import dev.breakeven.trace.Prompt;
import dev.breakeven.trace.Role;
import dev.breakeven.trace.Trace;
import dev.breakeven.trace.Usage;

/// How attribution scales with the calls of one session: every call re-reads all before it and adds
/// an answer and a tool result.
///
/// Prints the best of three runs: time on the clock, processor time of the thread, which says more
/// on a busy machine, and its slope in decades. Memory is what stays reachable.
static final int[] SIZES = {1_000, 10_000, 100_000, 1_000_000};

void main(String[] args) throws Exception {
  var pricing = Pricing.of(Catalog.bundled());
  IO.println(
      "%10s %10s %10s %12s %14s %14s %8s"
          .formatted(
              "calls", "seconds", "processor", "µs a call", "trace MB", "attribution MB", "slope"));
  for (int warm = 0; warm < 20; warm++) {
    dev.breakeven.attribution.Attribution.of(session(5_000), pricing);
  }
  var threads = java.lang.management.ManagementFactory.getThreadMXBean();
  double before = 0;
  for (int calls : SIZES) {
    long empty = used();
    Trace trace = session(calls);
    long held = used();
    double seconds = Double.MAX_VALUE;
    double busy = Double.MAX_VALUE;
    dev.breakeven.attribution.Attribution attribution = null;
    for (int again = 0; again < 3; again++) {
      attribution = null;
      long start = System.nanoTime();
      long work = threads.getCurrentThreadCpuTime();
      attribution = dev.breakeven.attribution.Attribution.of(trace, pricing);
      seconds = Math.min(seconds, (System.nanoTime() - start) / 1e9);
      busy = Math.min(busy, (threads.getCurrentThreadCpuTime() - work) / 1e9);
    }
    long full = used();
    if (!attribution.total().total().equals(attribution.bill().total())) {
      throw new IllegalStateException("the parts do not add up");
    }
    IO.println(
        "%10d %10.3f %10.3f %12.2f %14d %14d %8s"
            .formatted(
                calls,
                seconds,
                busy,
                busy * 1e6 / calls,
                held - empty >> 20,
                full - held >> 20,
                before == 0 ? "" : "%.2f".formatted(Math.log10(busy / before))));
    before = busy;
    java.lang.ref.Reference.reachabilityFence(trace);
  }
}

/// One agent's session that only grows: 1,700 tokens at first, then 2 answered and 4 returned by a
/// tool in each call, so few because a million calls would otherwise cost more than the nine
/// million dollars that are counted exactly; every hundredth call comes too late for the cache.
Trace session(int calls) {
  var agent = new Agent("main", Role.SOLO, "claude-opus-4-7", null, null);
  var blocks = new ArrayList<Block>();
  var list = new ArrayList<Call>();
  blocks.add(new Block(0, Origin.TOOLS, "main", null, "tool ".repeat(900), null));
  blocks.add(new Block(1, Origin.SYSTEM, "main", null, "plan ".repeat(500), null));
  blocks.add(new Block(2, Origin.USER, "main", null, "task ".repeat(300), null));
  List<Integer> added = List.of(0, 1, 2);
  var now = java.time.Instant.parse("2026-11-24T06:00:00Z");
  int length = 0;
  long prompt = 1_701;
  for (int turn = 1; turn <= calls; turn++) {
    int answer = blocks.size();
    blocks.add(new Block(answer, Origin.TOOL_CALL, "main", "bash", "{cd}", null));
    int result = blocks.size();
    blocks.add(new Block(result, Origin.TOOL_RESULT, "main", "bash", "31 tests pass", null));
    int last = length + added.size() - 1;
    boolean late = turn % 100 == 0;
    now = now.plusSeconds(late ? 400 : 3);
    long read = turn == 1 || late ? 0 : prompt - 7;
    var usage = Usage.of(1, prompt - 1 - read, 0, read, 2);
    list.add(
        new Call(
            "main#" + turn,
            "main",
            turn,
            new Prompt(length, added, List.of(0, 1, last)),
            new Call.Answer(List.of(answer), "tool_use", usage, Known.BILLED),
            new Call.Timing(
                now, java.time.Duration.ofMillis(700), java.time.Duration.ofSeconds(2))));
    length += added.size();
    added = List.of(answer, result);
    prompt += 6;
  }
  return new Trace(Map.of(), List.of(agent), blocks, list, Map.of());
}

long used() throws InterruptedException {
  for (int i = 0; i < 3; i++) {
    System.gc();
    Thread.sleep(50);
  }
  var runtime = Runtime.getRuntime();
  return runtime.totalMemory() - runtime.freeMemory();
}
