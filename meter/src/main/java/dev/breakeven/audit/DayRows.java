package dev.breakeven.audit;

import dev.breakeven.pricing.BillSum;
import dev.breakeven.pricing.Quote;
import dev.breakeven.trace.Call;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;

/// The rows of both views that are by day, for one agent's calls in their order: rows are looked up
/// when the day changes. Calls without a time have a row of their own.
final class DayRows {
  /// The row of calls without a time.
  static final String UNTIMED = "untimed";

  private final Rows days;
  private final Rows ofModel;
  private final String suffix;
  private final ZoneId zone;

  /// The seconds since 1970 at which the day at hand begins and at which the next one does.
  private long begin;

  private long end;
  private BillSum today = new BillSum();
  private BillSum todayOfModel = new BillSum();

  /// @param days the rows by day
  /// @param ofModel the rows by day and model
  /// @param zone the time zone whose days they are
  DayRows(Rows days, Rows ofModel, String model, ZoneId zone) {
    this.days = days;
    this.ofModel = ofModel;
    this.suffix = " " + model;
    this.zone = zone;
  }

  /// Adds a call, billed by `quote`.
  void add(Call call, Quote quote) {
    Instant time = call.timing().start();
    long second = time.getEpochSecond();
    if (second < begin || second >= end) {
      move(time);
    }
    today.add(call.answer(), quote);
    todayOfModel.add(call.answer(), quote);
  }

  private void move(Instant time) {
    String name = UNTIMED;
    begin = 0;
    end = 1;
    if (!time.equals(Instant.EPOCH)) {
      LocalDate date = LocalDate.ofInstant(time, zone);
      begin = date.atStartOfDay(zone).toEpochSecond();
      end = date.plusDays(1).atStartOfDay(zone).toEpochSecond();
      name = date.toString();
    }
    today = days.row(name);
    todayOfModel = ofModel.row(name + suffix);
  }
}
