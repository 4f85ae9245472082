import dev.breakeven.catalog.Catalog;
import dev.breakeven.whatif.*;
import dev.breakeven.whatif.Situation.*;

/// Asks before an agent delegates whether that pays. With the meter's archive and its libraries on
/// the class path: `java -cp CLASSPATH examples/BreakEvenPoint.java`.
void main() {
  var day = java.time.LocalDate.of(2026, 11, 29);
  var opus = PricedModel.of(Catalog.bundled(), "claude-opus-5-5", day);
  var haiku = PricedModel.of(Catalog.bundled(), "claude-haiku-5-5", day);

  var point =
      BreakEven.of(
          new Situation(
              new Parent(opus, 60_000, 20), // tokens of context, calls still to come
              new Stretch(8, 9_600, 1_440), // calls, tokens that would stay, tokens of answers
              new Handover(400, 500, 1, List.of()), // instruction, report, calls to hand over
              new Executor.Billed(haiku, 6_000))); // the executor's first prompt

  IO.println("alone %s, delegated %s USD".formatted(point.aloneTotal(), point.delegatedTotal()));
  IO.println("gain %s USD".formatted(point.gain()));
  point.crossovers().forEach((variable, pays) -> IO.println(variable.key() + ": " + pays));
}
