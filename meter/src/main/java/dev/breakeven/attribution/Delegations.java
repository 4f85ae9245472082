package dev.breakeven.attribution;

import dev.breakeven.pricing.Bill;
import dev.breakeven.trace.Agent;
import dev.breakeven.trace.Block;
import dev.breakeven.trace.Origin;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Adds up what every delegation of a trace cost.
final class Delegations {
  private final Roll roll;
  private final Causes causes;
  private final Books books;
  private final Map<Integer, List<Integer>> executorsOf = new HashMap<>();
  private final Map<String, List<Integer>> childrenOf = new HashMap<>();
  private final Map<Integer, Parts> parts = new HashMap<>();

  /// What the parent holds of one delegation.
  private static final class Parts {
    Bill instruction = Bill.NONE;
    Bill report = Bill.NONE;
  }

  Delegations(Roll roll, Causes causes, Books books) {
    this.roll = roll;
    this.causes = causes;
    this.books = books;
    for (int index = 0; index < roll.agents(); index++) {
      Agent agent = roll.agent(index);
      if (agent.instruction() != null) {
        executorsOf.computeIfAbsent(agent.instruction(), key -> new ArrayList<>()).add(index);
      }
      if (agent.parent() != null) {
        childrenOf.computeIfAbsent(agent.parent(), key -> new ArrayList<>()).add(index);
      }
    }
    collect();
  }

  private void collect() {
    Shares shares = books.shares();
    for (int share = 0; share < shares.count(); share++) {
      int place = shares.block[share];
      Integer instruction = place < 0 ? null : causes.instruction(place);
      if (instruction == null || !isParent(instruction, shares.payer[share])) {
        continue;
      }
      Parts of = parts.computeIfAbsent(instruction, key -> new Parts());
      if (roll.block(place).origin() == Origin.INSTRUCTION) {
        of.instruction = of.instruction.plus(shares.charge(share));
      } else {
        of.report = of.report.plus(shares.charge(share));
      }
    }
  }

  private boolean isParent(int instruction, int payer) {
    Block block = roll.block(roll.blockIndex(instruction));
    return roll.agent(payer).id().equals(block.agent());
  }

  /// All delegations, agent by agent in the order they were written.
  List<Delegation> all() {
    var all = new ArrayList<Delegation>();
    for (int agent = 0; agent < roll.agents(); agent++) {
      for (int index : roll.callsOf(agent)) {
        for (int place : roll.answered(index)) {
          if (roll.block(place).origin() == Origin.INSTRUCTION) {
            all.add(delegation(roll.block(place).id(), agent));
          }
        }
      }
    }
    return List.copyOf(all);
  }

  private Delegation delegation(int id, int parent) {
    Parts of = parts.getOrDefault(id, new Parts());
    List<Integer> executors = executorsOf.getOrDefault(id, List.of());
    Bill own = Bill.NONE;
    for (int executor : executors) {
      own = own.plus(bill(executor));
    }
    return new Delegation(
        id,
        roll.agent(parent).id(),
        executors.stream().map(executor -> roll.agent(executor).id()).toList(),
        new Delegation.Spent(of.instruction, of.report, own));
  }

  private Bill bill(int agent) {
    Bill sum = books.bill(agent);
    for (int child : childrenOf.getOrDefault(roll.agent(agent).id(), List.of())) {
      sum = sum.plus(bill(child));
    }
    return sum;
  }
}
