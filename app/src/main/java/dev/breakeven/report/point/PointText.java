package dev.breakeven.report.point;

import dev.breakeven.unit.Usd;
import dev.breakeven.whatif.BreakEven;
import dev.breakeven.whatif.BreakEven.Part;
import dev.breakeven.whatif.Crossover;
import dev.breakeven.whatif.PricedModel;
import dev.breakeven.whatif.Situation;
import dev.breakeven.whatif.Situation.Executor;
import dev.breakeven.whatif.Variable;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/// The break-even point of one situation as text.
public final class PointText {
  private static final DateTimeFormatter DAY =
      DateTimeFormatter.ofPattern("d MMM yyyy", Locale.ENGLISH);
  private static final List<Variable> ORDER =
      List.of(
          Variable.CALLS,
          Variable.GROWTH,
          Variable.OUTPUT,
          Variable.CALLS_LEFT,
          Variable.CONTEXT,
          Variable.INSTRUCTION,
          Variable.REPORT,
          Variable.EXTRA_CALLS,
          Variable.EXECUTOR_USD,
          Variable.EXECUTOR_PREFIX,
          Variable.SECONDS);

  private final BreakEven point;
  private final Map<Variable, Crossover> crossovers;
  private final List<String> notes;
  private final int width;

  /// The text of `point`.
  ///
  /// @param notes where its numbers come from, as sentences
  /// @param width the most columns of a line
  public PointText(BreakEven point, List<String> notes, int width) {
    this.point = point;
    this.crossovers = point.crossovers();
    this.notes = List.copyOf(notes);
    this.width = width;
  }

  /// The gain, then from where on it pays, what the two courses cost, and what was assumed.
  public String text() {
    var lines = new Lines(width);
    lines.say(verdict(point)).gap();
    boolean pays = pays(point);
    List<Lines.Row> rows = rows();
    if (!rows.isEmpty()) {
      lines.say(pays ? "It pays while" : "It would pay if one of these were so").rows(rows);
    }
    sentence("whatever", Crossover.Always.class).ifPresent(lines::say);
    sentence("at no value of", Crossover.Never.class)
        .ifPresent(
            never -> lines.say(never.replace("It pays", "It does not pay").replace("no", "any")));
    lines.gap().rows(courses()).gap();
    notes.forEach(lines::say);
    lines.say(
        "Hand over the looking, not the typing: an edit you already know costs as much to dictate"
            + " as to make.");
    return lines.text();
  }

  /// Whether handing over costs no more.
  static boolean pays(BreakEven point) {
    return point.gain().picodollars() >= 0;
  }

  /// The gain in one sentence.
  static String verdict(BreakEven point) {
    Usd gain = point.gain();
    String more = gain.picodollars() < 0 ? " more" : " less";
    return "Handing this over costs "
        + Amounts.usd(point.delegatedTotal())
        + " instead of "
        + Amounts.usd(point.aloneTotal())
        + ": "
        + Amounts.usd(new Usd(Math.abs(gain.picodollars())))
        + more
        + " (modelled, "
        + prices(point.situation())
        + ").";
  }

  private static String prices(Situation situation) {
    LocalDate day = situation.parent().model().day();
    return "prices of " + DAY.format(day);
  }

  private List<Lines.Row> rows() {
    var rows = new ArrayList<Lines.Row>();
    for (Variable variable : ORDER) {
      Crossover crossover = crossovers.get(variable);
      if (crossover != null) {
        row(variable, crossover).ifPresent(rows::add);
      }
    }
    return rows;
  }

  private Optional<Lines.Row> row(Variable variable, Crossover crossover) {
    return switch (crossover) {
      case Crossover.Always _, Crossover.Never _ -> Optional.empty();
      case Crossover.From(long least) ->
          row(variable, words(variable) + " at least", Amounts.least(variable, least));
      case Crossover.UpTo(long most) ->
          row(variable, words(variable) + upTo(variable), Amounts.most(variable, most));
      case Crossover.Between(long least, long most) ->
          row(
              variable,
              words(variable) + " between",
              Amounts.least(variable, least) + " and " + Amounts.most(variable, most));
    };
  }

  private static String upTo(Variable variable) {
    return variable == Variable.SECONDS ? " within" : " up to";
  }

  private Optional<Lines.Row> row(Variable variable, String words, String amount) {
    return Optional.of(new Lines.Row(words, amount, remark(variable)));
  }

  private String remark(Variable variable) {
    Situation situation = point.situation();
    String now = "(now " + Amounts.bare(variable, variable.of(situation)) + ")";
    return switch (variable) {
      case EXECUTOR_USD ->
          crossovers.get(Variable.EXECUTOR_PRICE) instanceof Crossover.UpTo(long most)
              ? "(now "
                  + Amounts.value(variable, variable.of(situation))
                  + "); "
                  + Amounts.most(Variable.EXECUTOR_PRICE, most)
              : now;
      case SECONDS -> late();
      case CALLS, CALLS_LEFT, CONTEXT, GROWTH, OUTPUT, INSTRUCTION, REPORT, EXTRA_CALLS -> now;
      case EXECUTOR_PREFIX, EXECUTOR_PRICE -> now;
    };
  }

  /// What happens when the executor comes back too late.
  private String late() {
    Usd gain = point.gain().plus(part(Part.EXPIRY)).minus(point.expiry());
    return "later the cache is gone: "
        + Amounts.usd(new Usd(Math.abs(gain.picodollars())))
        + (gain.picodollars() < 0 ? " more than alone" : " less than alone");
  }

  private Usd part(Part part) {
    return point.delegated().getOrDefault(part, Usd.ZERO);
  }

  private static String words(Variable variable) {
    return switch (variable) {
      case CALLS -> "the stretch takes";
      case CALLS_LEFT -> "calls still to come are";
      case CONTEXT -> "the context has";
      case GROWTH -> "the stretch would leave behind";
      case OUTPUT -> "its answers have";
      case INSTRUCTION -> "the instruction has";
      case REPORT -> "the report has";
      case EXTRA_CALLS -> "handing over takes";
      case EXECUTOR_PREFIX -> "the executor starts with";
      case EXECUTOR_USD, EXECUTOR_PRICE -> "the executor costs";
      case SECONDS -> "it is back";
    };
  }

  private Optional<String> sentence(String words, Class<? extends Crossover> kind) {
    List<String> names =
        ORDER.stream()
            .filter(variable -> kind.isInstance(crossovers.get(variable)))
            .map(PointText::noun)
            .toList();
    return names.isEmpty()
        ? Optional.empty()
        : Optional.of("It pays " + words + " " + joined(names) + ".");
  }

  private static String joined(List<String> names) {
    return names.size() == 1
        ? names.getFirst()
        : String.join(", ", names.subList(0, names.size() - 1)) + " or " + names.getLast();
  }

  private static String noun(Variable variable) {
    return switch (variable) {
      case CALLS -> "the number of calls";
      case CALLS_LEFT -> "the calls still to come";
      case CONTEXT -> "the context";
      case GROWTH -> "what would stay";
      case OUTPUT -> "the answers' length";
      case INSTRUCTION -> "the instruction's length";
      case REPORT -> "the report's length";
      case EXTRA_CALLS -> "the calls it takes to hand over";
      case EXECUTOR_PREFIX -> "the executor's first prompt";
      case EXECUTOR_USD, EXECUTOR_PRICE -> "the executor's price";
      case SECONDS -> "the executor's time";
    };
  }

  private List<Lines.Row> courses() {
    return List.of(
        new Lines.Row("alone", Amounts.usd(point.aloneTotal()), parts(point.alone())),
        new Lines.Row("delegated", Amounts.usd(point.delegatedTotal()), parts(point.delegated())));
  }

  private static String parts(Map<Part, Usd> parts) {
    return parts.entrySet().stream()
        .filter(part -> part.getValue().picodollars() != 0)
        .map(part -> name(part.getKey()) + " " + Amounts.usd(part.getValue()))
        .collect(Collectors.joining(", "));
  }

  private static String name(Part part) {
    return switch (part) {
      case CONTEXT -> "reading the context";
      case GROWTH -> "what stays";
      case OUTPUT -> "answers";
      case INSTRUCTION -> "instruction";
      case REPORT -> "report";
      case HANDING_OVER -> "reading the context to hand over";
      case EXECUTOR -> "executor";
      case EXPIRY -> "writing the context again";
      case PRICE_STEP -> "other prices for calls to come";
    };
  }

  /// What the numbers of `situation` are, in two sentences.
  public static List<String> assumptions(Situation situation) {
    var parent = situation.parent();
    var stretch = situation.stretch();
    var handover = situation.handover();
    var notes = new ArrayList<String>();
    notes.add(
        "%s with %s of context and %s to come. The stretch: %s, %s that stay, %s of answers."
            .formatted(
                parent.model().id(),
                Amounts.counted(parent.context(), "token"),
                Amounts.counted(parent.callsLeft(), "call"),
                Amounts.counted(stretch.calls(), "call"),
                Amounts.counted(stretch.growth(), "token"),
                Amounts.counted(stretch.output(), "token")));
    notes.add(
        "%s, told %s, reports %s; %s to hand over."
            .formatted(
                executor(situation.executor()),
                Amounts.counted(handover.instruction(), "token"),
                Amounts.counted(handover.report(), "token"),
                Amounts.counted(handover.calls(), "call")));
    notes.addAll(unknown(parent.model()));
    if (situation.executor() instanceof Executor.Billed(PricedModel model, long prefix)) {
      if (prefix < 4096) {
        notes.addAll(unknown(model));
      }
      String own = model.rate().traits().tokenizer();
      String other = parent.model().rate().traits().tokenizer();
      if (own != null && other != null && !own.equals(other)) {
        notes.add(
            "The two count tokens differently (by up to 35 %); the executor's bill is computed with"
                + " the delegating model's counts.");
      }
    }
    return notes;
  }

  private static List<String> unknown(PricedModel model) {
    var notes = new ArrayList<String>();
    if (model.minimum().isEmpty() && model.rate().base().read() != null) {
      notes.add(
          "The shortest prompt that "
              + model.id()
              + " caches is not known; taken as cached from the first token.");
    }
    if (model.life() == null) {
      notes.add(
          "How long the cache of "
              + model.id()
              + " lives is not known: nothing is computed for an executor that comes back late;"
              + " --life says it.");
    }
    return notes;
  }

  private static String executor(Executor executor) {
    return switch (executor) {
      case Executor.Given(Usd usd) -> "An executor for " + Amounts.usd(usd);
      case Executor.Billed(PricedModel model, long prefix) ->
          model.id() + " starts with " + Amounts.counted(prefix, "token");
    };
  }
}
