package dev.breakeven.audit;

import dev.breakeven.attribution.BillColumns;
import dev.breakeven.trace.Agent;
import dev.breakeven.trace.Origin;
import dev.breakeven.trace.TokenClass;
import dev.breakeven.unit.Usd;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/// A session's bill by [Family], while it is added up.
final class Families {
  private final boolean[] assists;
  private long read;
  private long answered;
  private long entered;
  private long lost;
  private long delegated;
  private final Map<Origin, Long> frame = new EnumMap<>(Origin.class);

  /// @param agents the session's, by their place
  Families(List<Agent> agents) {
    assists = new boolean[agents.size()];
    for (int place = 0; place < assists.length; place++) {
      assists[place] = agents.get(place).role().assists();
    }
  }

  /// Adds what was billed for a block, without what was paid for losses above the price of reading
  /// where the agent is no sub-agent.
  ///
  /// @param origin the block's
  void add(BillColumns bills, int bill, Origin origin) {
    long money = bills.money(bill);
    if (assists[bills.payer(bill)]) {
      delegated = Math.addExact(delegated, money);
      return;
    }
    long extra = bills.extra(bill);
    long reading = bills.money(bill, TokenClass.READ);
    long answering = bills.money(bill, TokenClass.OUTPUT);
    read = Math.addExact(read, reading);
    if (origin == Origin.SYSTEM || origin == Origin.TOOLS || origin == Origin.UNSEEN) {
      frame.merge(origin, reading, Math::addExact);
    }
    answered = Math.addExact(answered, answering);
    lost = Math.addExact(lost, extra);
    entered = Math.addExact(entered, money - extra - reading - answering);
  }

  /// What of [Family#REREAD] is for what stands in every prompt: the system prompt, the tools, and
  /// what the log does not hold, which is both of them and files of instructions.
  Map<Origin, Usd> frame() {
    var parts = new EnumMap<Origin, Usd>(Origin.class);
    frame.forEach((origin, money) -> {
      if (money > 0) {
        parts.put(origin, new Usd(money));
      }
    });
    return parts;
  }

  /// The parts of `total`; what of it was not for tokens is with what is new.
  Map<Family, Usd> parts(Usd total) {
    long tokens =
        Math.addExact(
            Math.addExact(read, answered), Math.addExact(entered, Math.addExact(lost, delegated)));
    var parts = new EnumMap<Family, Usd>(Family.class);
    parts.put(Family.REREAD, new Usd(read));
    parts.put(Family.NEW, new Usd(Math.addExact(entered, total.picodollars() - tokens)));
    parts.put(Family.CACHE_LOST, new Usd(lost));
    parts.put(Family.ANSWERS, new Usd(answered));
    parts.put(Family.SUB_AGENTS, new Usd(delegated));
    return parts;
  }
}
