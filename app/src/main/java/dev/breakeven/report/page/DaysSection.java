package dev.breakeven.report.page;

import dev.breakeven.audit.View;
import dev.breakeven.pricing.Bill;
import dev.breakeven.report.chart.Axis;
import dev.breakeven.report.chart.Bars;
import dev.breakeven.report.chart.Columns;
import dev.breakeven.report.page.Section.Colour;
import dev.breakeven.report.page.Section.Figure;
import dev.breakeven.report.page.Section.Panel;
import dev.breakeven.report.page.SpendingBars.Row;
import dev.breakeven.unit.Usd;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.time.temporal.TemporalAdjusters;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// When it was spent, and on which models.
record DaysSection(SpendingBars spending) {
  /// The day at which calls stand whose log does not say when they were.
  private static final String NONE = LocalDate.EPOCH.toString();

  private static final String LAST = "2100-01-01";
  private static final int MODELS = 7;
  private static final String OTHERS = "other models";
  private static final int MOST_DAYS = 62;
  private static final int MOST_WEEKS = 62 * 7;
  private static final double ROOM = 1.02;

  /// How much time a column stands for.
  private enum Step {
    DAY("day"),
    WEEK("week, from Monday,"),
    MONTH("month");

    private final String words;

    Step(String words) {
      this.words = words;
    }

    static Step over(LocalDate first, LocalDate last) {
      long days = ChronoUnit.DAYS.between(first, last);
      return days < MOST_DAYS ? DAY : days < MOST_WEEKS ? WEEK : MONTH;
    }

    LocalDate begin(LocalDate day) {
      return switch (this) {
        case DAY -> day;
        case WEEK -> day.with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY));
        case MONTH -> day.withDayOfMonth(1);
      };
    }

    LocalDate next(LocalDate begin) {
      return switch (this) {
        case DAY -> begin.plusDays(1);
        case WEEK -> begin.plusWeeks(1);
        case MONTH -> begin.plusMonths(1);
      };
    }
  }

  /// Whether `day` is one on which a model can have been asked, and no slip of a log.
  static boolean isDated(String day) {
    return day.length() == NONE.length() && day.compareTo(NONE) > 0 && day.compareTo(LAST) < 0;
  }

  Optional<Section> section() {
    List<LocalDate> days =
        spending.period().by(View.DAY).keySet().stream()
            .filter(DaysSection::isDated)
            .map(LocalDate::parse)
            .sorted()
            .toList();
    if (days.isEmpty() || spending.total().picodollars() == 0) {
      return Optional.empty();
    }
    var step = Step.over(days.getFirst(), days.getLast());
    var models = spending.rows(View.MODEL).stream().map(Row::name).toList();
    var shown = models.size() <= MODELS + 1 ? models : models.subList(0, MODELS);
    var names = new ArrayList<>(shown);
    if (shown.size() < models.size()) {
      names.add(OTHERS);
    }
    var columns = columns(step, days, shown);
    double most =
        columns.values().stream()
            .mapToDouble(column -> column.values().stream().mapToDouble(DaysSection::dollars).sum())
            .max()
            .orElse(0);
    var chart =
        new Columns(
            "USD a " + step.words.replace(", from Monday,", ""),
            new Axis("USD", 0, Math.max(most * ROOM, 1e-6), PageNumbers::axis));
    var svg =
        chart.svg(
            columns.entrySet().stream()
                .map(entry -> column(step, entry.getKey(), entry.getValue(), names))
                .toList());
    return Optional.of(
        new Section(
            "days",
            "When",
            words(days, step),
            List.of(
                new Figure(
                    "USD at list prices, a column a " + step.words + " by model. Days are of UTC.",
                    legend(names),
                    List.of(new Panel(svg, List.of())),
                    List.of(table()))),
            List.of()));
  }

  private List<String> words(List<LocalDate> days, Step step) {
    var words = new ArrayList<String>();
    Row dearest =
        spending.rows(View.DAY).stream()
            .filter(row -> isDated(row.name()))
            .findFirst()
            .orElseThrow();
    words.add(
        "On %s of %s to %s something was asked; the dearest was %s with %s USD (%s)."
            .formatted(
                days.size() == 1 ? "1 day" : PageNumbers.count(days.size()) + " days",
                days.getFirst(),
                days.getLast(),
                dearest.name(),
                spending.usd(dearest.amount().total()),
                spending.share(dearest.amount().total())));
    Bill undated =
        spending.rows(View.DAY).stream()
            .filter(row -> !isDated(row.name()))
            .map(Row::amount)
            .reduce(Bill.NONE, Bill::plus);
    if (undated.allTokens() > 0) {
      words.add(
          "%s tokens are of calls whose log does not say when they were; they are not drawn."
              .formatted(PageNumbers.count(undated.allTokens())));
    }
    if (step != Step.DAY) {
      words.add("The table below the picture has the single days.");
    }
    return words;
  }

  /// What each model cost in each step, all steps from the first to the last.
  private Map<LocalDate, Map<String, Usd>> columns(
      Step step, List<LocalDate> days, List<String> shown) {
    var columns = new TreeMap<LocalDate, Map<String, Usd>>();
    LocalDate last = step.begin(days.getLast());
    for (var at = step.begin(days.getFirst()); !at.isAfter(last); at = step.next(at)) {
      columns.put(at, new LinkedHashMap<>());
    }
    spending
        .period()
        .by(View.DAY_MODEL)
        .forEach((name, amount) -> {
          int space = name.indexOf(' ');
          String day = name.substring(0, space);
          String model = name.substring(space + 1);
          var column = isDated(day) ? columns.get(step.begin(LocalDate.parse(day))) : null;
          if (column != null) {
            column.merge(shown.contains(model) ? model : OTHERS, amount.total(), Usd::plus);
          }
        });
    return columns;
  }

  private Columns.Column column(
      Step step, LocalDate begin, Map<String, Usd> costs, List<String> names) {
    var parts = new ArrayList<Bars.Part>();
    for (String model : names) {
      Usd cost = costs.getOrDefault(model, Usd.ZERO);
      if (cost.picodollars() > 0) {
        parts.add(
            new Bars.Part(
                dollars(cost),
                mark(names, model),
                "%s, %s: %s USD".formatted(begin, model, spending.usd(cost))));
      }
    }
    return new Columns.Column(
        step == Step.MONTH ? begin.toString().substring(0, 7) : begin.toString(), parts);
  }

  private static List<Colour> legend(List<String> names) {
    return names.stream().map(name -> new Colour(mark(names, name), name)).toList();
  }

  private static String mark(List<String> names, String name) {
    return "c" + (names.indexOf(name) % 8 + 1);
  }

  private static double dollars(Usd usd) {
    return usd.dollars().doubleValue();
  }

  private Table table() {
    var rows =
        spending.period().by(View.DAY).entrySet().stream()
            .map(entry ->
                new Row(entry.getKey().equals(NONE) ? "no date" : entry.getKey(), entry.getValue()))
            .toList()
            .reversed();
    return spending.table("By day, the latest first. At list prices.", "day", rows);
  }
}
