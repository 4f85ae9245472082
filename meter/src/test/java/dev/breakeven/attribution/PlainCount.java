package dev.breakeven.attribution;

import dev.breakeven.pricing.Bill;
import dev.breakeven.pricing.Cost;
import dev.breakeven.pricing.Pricing;
import dev.breakeven.trace.Agent;
import dev.breakeven.trace.Call;
import dev.breakeven.trace.TokenClass;
import dev.breakeven.trace.Trace;
import dev.breakeven.trace.Usage;
import dev.breakeven.unit.Usd;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Attribution of a trace whose block sizes are known, the slow and plain way: every block of every
/// call is laid against every class.
final class PlainCount {
  private static final List<TokenClass> ORDER =
      List.of(TokenClass.READ, TokenClass.WRITE_1H, TokenClass.WRITE_5M, TokenClass.UNCACHED);

  private final Map<String, Bill> charges = new HashMap<>();
  private final Map<String, Integer> calls = new HashMap<>();

  PlainCount(Trace trace, Pricing pricing) {
    var prompts = new HashMap<String, List<Integer>>();
    var models = new HashMap<String, String>();
    for (Agent agent : trace.agents()) {
      models.put(agent.id(), agent.model());
    }
    for (Call call : trace.calls()) {
      Cost cost = pricing.cost(models.getOrDefault(call.agent(), ""), call);
      var prompt = new ArrayList<>(prompts.getOrDefault(call.agent(), List.of()));
      prompt.subList(call.prompt().kept(), prompt.size()).clear();
      prompt.addAll(call.prompt().added());
      prompts.put(call.agent(), prompt);
      long start = 0;
      for (int id : prompt) {
        long end = start + TraceDice.size(trace.blocks().get(id));
        Usage usage = call.answer().usage();
        long low = 0;
        for (TokenClass tokenClass : ORDER) {
          long high = low + usage.count(tokenClass);
          long overlap = Math.min(end, high) - Math.max(start, low);
          if (overlap > 0) {
            add(call, id, tokenClass, overlap, cost);
          }
          low = high;
        }
        calls.merge(key(call.agent(), id), 1, Integer::sum);
        start = end;
      }
      for (int id : call.answer().blocks()) {
        add(call, id, TokenClass.OUTPUT, TraceDice.size(trace.blocks().get(id)), cost);
      }
    }
  }

  private void add(Call call, int id, TokenClass tokenClass, long tokens, Cost cost) {
    var money = new EnumMap<TokenClass, Usd>(TokenClass.class);
    long unpriced = tokens;
    if (cost instanceof Cost.Priced priced) {
      long all = call.answer().usage().count(tokenClass);
      Usd part = priced.parts().getOrDefault(tokenClass, Usd.ZERO);
      money.put(tokenClass, new Usd(part.picodollars() / all * tokens));
      unpriced = 0;
    }
    charges.merge(
        key(call.agent(), id),
        new Bill(
            Map.of(tokenClass, tokens),
            money,
            Usd.ZERO,
            0,
            new Bill.Unpriced(Map.of(), unpriced),
            Map.of()),
        Bill::plus);
  }

  Bill charge(BlockBill bill) {
    return charges.getOrDefault(key(bill.payer().id(), bill.block().id()), Bill.NONE);
  }

  int calls(BlockBill bill) {
    return calls.getOrDefault(key(bill.payer().id(), bill.block().id()), 0);
  }

  private static String key(String agent, int block) {
    return agent + "/" + block;
  }
}
