package dev.breakeven.attribution;

import dev.breakeven.pricing.Bill;
import dev.breakeven.pricing.BillSum;
import dev.breakeven.pricing.Pricing;
import dev.breakeven.pricing.Quote;
import dev.breakeven.trace.Agent;
import dev.breakeven.trace.Block;
import dev.breakeven.trace.Call;
import dev.breakeven.trace.Origin;
import dev.breakeven.trace.Trace;
import java.util.AbstractList;
import java.util.List;
import java.util.Objects;
import java.util.RandomAccess;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/// A trace's bill, split among the blocks of content that caused it.
///
/// Every billed token is in exactly one [BlockBill] and one price class, so the tokens of all bills
/// add up to the provider's counts in each class, and their money to the priced part of the bill,
/// to the picodollar. Only the electricity of local models, which is billed by time, is not split.
/// Immutable once made, and made in time linear in the trace.
public final class Attribution {
  private final Roll roll;
  private final Causes causes;
  private final Books books;

  /// Made when first asked for; two threads that ask at once make equal lists.
  private volatile @Nullable List<Delegation> delegations;

  private Attribution(Roll roll, Books books) {
    this.roll = roll;
    this.causes = new Causes(roll);
    this.books = books;
  }

  /// The attribution of `trace` at the prices of `pricing`.
  ///
  /// @throws IllegalArgumentException if the trace names agents or blocks that it does not hold
  public static Attribution of(Trace trace, Pricing pricing) {
    return of(trace, pricing, Hints.NONE);
  }

  /// The attribution of `trace` at the prices of `pricing`, cache misses explained by `hints` too.
  ///
  /// @throws IllegalArgumentException if the trace names agents or blocks that it does not hold
  public static Attribution of(Trace trace, Pricing pricing, Hints hints) {
    var roll = new Roll(trace);
    var desk = new Desk(roll, pricing, hints, Estimator.calibrated(roll), new Books(roll));
    for (int agent = 0; agent < roll.agents(); agent++) {
      new Walk(desk, agent).run();
    }
    return new Attribution(roll, desk.books());
  }

  /// The bill of each block with each agent: agents in the order of the trace, blocks in the order
  /// they came up. Made on demand, so a long list costs nothing until it is read.
  public List<BlockBill> bills() {
    return new Bills();
  }

  /// The trace by number, as it was gone over.
  public Roll roll() {
    return roll;
  }

  /// The same bills as columns, for sums over many.
  public BillColumns columns() {
    return new BillColumns(this, roll, books.shares());
  }

  /// What the call at `place` among the trace's calls was billed by.
  public Quote quote(int place) {
    return books.quote(place);
  }

  /// The bills of the block `id`, one for each agent that paid for it.
  public List<BlockBill> bills(int id) {
    return matching(share -> books.shares().block[share] >= 0 && blockAt(share).id() == id);
  }

  private List<BlockBill> matching(IntPredicate wanted) {
    return IntStream.range(0, books.shares().count())
        .filter(wanted)
        .mapToObj(this::billOf)
        .toList();
  }

  /// All bills summed by `key`, such as a [BlockKey].
  public SortedMap<String, Bill> by(Function<BlockBill, String> key) {
    var sums = new TreeMap<String, Bill>();
    for (BlockBill bill : bills()) {
      sums.merge(key.apply(bill), bill.charge(), Bill::plus);
    }
    return sums;
  }

  /// All bills together: its tokens by class are the provider's counts.
  public Bill total() {
    return books.shares().total();
  }

  /// What was billed, electricity and unpriced calls included; equal to [Pricing#bill].
  public Bill bill() {
    var sum = new BillSum();
    for (int agent = 0; agent < roll.agents(); agent++) {
      sum.add(books.bill(agent));
    }
    return sum.bill();
  }

  /// What the calls of the agent at `place` cost.
  public Bill bill(int place) {
    return books.bill(place);
  }

  /// What the calls of the agent `id` cost.
  ///
  /// @throws IllegalArgumentException if the trace has no such agent
  public Bill bill(String id) {
    return books.bill(roll.agentIndex(id, "a bill"));
  }

  /// How many calls its agents made that no other agent called in.
  public long turns() {
    long turns = 0;
    for (int agent = 0; agent < roll.agents(); agent++) {
      turns += roll.agent(agent).role().assists() ? 0 : roll.callsOf(agent).length;
    }
    return turns;
  }

  /// Every call that read less from the cache than had been put there, in the order of agents and
  /// their calls.
  public List<CacheMiss> misses() {
    return List.copyOf(books.misses());
  }

  /// Every delegation with what it cost, agent by agent in the order of their instructions.
  public List<Delegation> delegations() {
    List<Delegation> made = delegations;
    if (made == null) {
      made = causes.delegated() ? new Delegations(roll, causes, books).all() : List.of();
      delegations = made;
    }
    return made;
  }

  private BlockBill billOf(int share) {
    Shares shares = books.shares();
    Agent payer = roll.agent(shares.payer[share]);
    Call first = roll.call(shares.first[share]);
    return new BlockBill(
        blockAt(share),
        payer,
        shares.size(share),
        causes.of(shares.block[share], payer, first.turn()),
        shares.charge(share),
        shares.life(share, first.id()));
  }

  Block blockAt(int share) {
    int place = books.shares().block[share];
    if (place >= 0) {
      return roll.block(place);
    }
    int payer = books.shares().payer[share];
    return new Block(-1 - payer, Origin.UNSEEN, roll.agent(payer).id(), null, null, null);
  }

  /// All bills, each made when it is asked for.
  private final class Bills extends AbstractList<BlockBill> implements RandomAccess {
    @Override
    public BlockBill get(int index) {
      return billOf(Objects.checkIndex(index, size()));
    }

    @Override
    public int size() {
      return books.shares().count();
    }
  }
}
