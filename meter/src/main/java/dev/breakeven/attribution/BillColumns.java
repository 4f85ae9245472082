package dev.breakeven.attribution;

import dev.breakeven.pricing.BillSum;
import dev.breakeven.trace.Block;
import dev.breakeven.trace.Origin;
import dev.breakeven.trace.TokenClass;

/// All bills of an [Attribution] by number, from 0 and in the order of [Attribution#bills]: the
/// same figures, and nothing is made for a bill. Money is in picodollars.
public final class BillColumns {
  private static final TokenClass[] CLASSES = TokenClass.values();

  private final Attribution attribution;
  private final Roll roll;
  private final Shares shares;
  private final long[] tokens;
  private final long[] money;

  /// @throws ArithmeticException if the sum of a bill is out of range
  BillColumns(Attribution attribution, Roll roll, Shares shares) {
    this.attribution = attribution;
    this.roll = roll;
    this.shares = shares;
    tokens = shares.allTokens();
    money = shares.allMoney();
  }

  /// How many there are.
  public int count() {
    return shares.count();
  }

  /// The block that was billed.
  public Block block(int bill) {
    return attribution.blockAt(bill);
  }

  /// Where that came from.
  public Origin origin(int bill) {
    int place = shares.block[bill];
    return place < 0 ? Origin.UNSEEN : roll.block(place).origin();
  }

  /// The number of its tool, as [Roll#tool], -1 for none.
  public int tool(int bill) {
    int place = shares.block[bill];
    return place < 0 ? -1 : roll.tool(place);
  }

  /// The place among the trace's agents of the one that paid.
  public int payer(int bill) {
    return shares.payer[bill];
  }

  /// The id of the call that first held or answered the block.
  public String first(int bill) {
    return roll.call(shares.first[bill]).id();
  }

  /// How much room the block takes in a prompt, in tokens.
  public long size(int bill) {
    return shares.sizeTokens(bill);
  }

  /// All billed tokens.
  public long tokens(int bill) {
    return tokens[bill];
  }

  /// What all of them cost.
  public long money(int bill) {
    return money[bill];
  }

  /// The billed tokens in `tokenClass`.
  public long tokens(int bill, TokenClass tokenClass) {
    return shares.tokens(bill, tokenClass);
  }

  /// What the tokens in `tokenClass` cost.
  public long money(int bill, TokenClass tokenClass) {
    return shares.money(bill, tokenClass);
  }

  /// How many of the tokens belong to calls without a known price.
  public long unpriced(int bill) {
    return shares.unpriced(bill);
  }

  /// Adds the bill to `sum`.
  public void addTo(BillSum sum, int bill) {
    for (TokenClass tokenClass : CLASSES) {
      sum.add(tokenClass, tokens(bill, tokenClass), money(bill, tokenClass));
    }
    sum.unpriced(unpriced(bill));
  }

  /// What it cost to put back what the cache had lost, above reading it.
  public long extra(int bill) {
    return shares.extra(bill);
  }

  /// How many billed prompts the block was in.
  public long calls(int bill) {
    return shares.calls(bill);
  }

  /// How many of them read it whole from the cache.
  public long reads(int bill) {
    return shares.reads(bill);
  }

  /// In how many of them some of it was lost from the cache.
  public long losses(int bill) {
    return shares.losses(bill);
  }
}
