package dev.breakeven.audit;

import dev.breakeven.attribution.BillColumns;
import java.util.ArrayList;
import java.util.List;

/// A session's dearest bills, the dearest first, of equal ones the earlier.
final class Dearest {
  private final int[] bills = new int[Period.DEAREST];
  private final long[] costs = new long[Period.DEAREST];
  private int count;

  /// Looks at one more.
  void add(BillColumns columns, int bill) {
    long cost = columns.money(bill);
    if (cost == 0) {
      return; // not priced, or not billed
    }
    if (count == bills.length && costs[count - 1] >= cost) {
      return;
    }
    int place = count < bills.length ? count++ : count - 1;
    for (; place > 0 && costs[place - 1] < cost; place--) {
      bills[place] = bills[place - 1];
      costs[place] = costs[place - 1];
    }
    bills[place] = bill;
    costs[place] = cost;
  }

  /// What is told of them.
  List<DearBlock> blocks(BillColumns columns, String session) {
    var blocks = new ArrayList<DearBlock>();
    for (int i = 0; i < count; i++) {
      blocks.add(DearBlock.of(columns, bills[i], session));
    }
    return blocks;
  }
}
