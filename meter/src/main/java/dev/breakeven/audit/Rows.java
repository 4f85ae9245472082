package dev.breakeven.audit;

import dev.breakeven.pricing.Bill;
import dev.breakeven.pricing.BillSum;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;

/// The rows of one view while they are added up.
final class Rows {
  private final Map<String, BillSum> sums = new HashMap<>();

  /// The sum of the row `name`.
  BillSum row(String name) {
    BillSum sum = sums.get(name);
    if (sum == null) {
      sum = new BillSum();
      sums.put(name, sum);
    }
    return sum;
  }

  /// The sums of the rows `names`.
  BillSum[] all(String[] names) {
    return Arrays.stream(names).map(this::row).toArray(BillSum[]::new);
  }

  /// All rows that hold anything.
  Map<String, Bill> bills() {
    var bills = new TreeMap<String, Bill>();
    sums.forEach((name, sum) -> {
      Bill bill = sum.bill();
      if (!bill.equals(Bill.NONE)) {
        bills.put(name, bill);
      }
    });
    return bills;
  }
}
