package dev.breakeven.audit;

import dev.breakeven.pricing.BillSum;
import dev.breakeven.pricing.Quote;
import dev.breakeven.trace.Call;
import dev.breakeven.trace.Day;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// The rows of both views that are by day, for one agent's calls in their order: rows are looked up
/// when the day changes.
final class DayRows {
  private final Rows days;
  private final Rows ofModel;
  private final String suffix;
  private @Nullable Day day;
  private BillSum today = new BillSum();
  private BillSum todayOfModel = new BillSum();

  /// @param days the rows by day
  /// @param ofModel the rows by day and model
  DayRows(Rows days, Rows ofModel, String model) {
    this.days = days;
    this.ofModel = ofModel;
    this.suffix = " " + model;
  }

  /// Adds a call, billed by `quote`.
  void add(Call call, Quote quote) {
    Instant time = call.timing().start();
    if (day == null || !day.holds(time)) {
      day = Day.of(time);
      String date = day.date().toString();
      today = days.row(date);
      todayOfModel = ofModel.row(date + suffix);
    }
    today.add(call.answer(), quote);
    todayOfModel.add(call.answer(), quote);
  }
}
