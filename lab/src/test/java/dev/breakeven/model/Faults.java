package dev.breakeven.model;

import dev.breakeven.model.ModelAnswer.Stop;
import dev.breakeven.model.StandIn.Served;
import dev.breakeven.trace.Usage;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;

/// A provider's bad day: half of its answers fail, each in a way drawn from a seed. It keeps its
/// own books of what it billed.
final class Faults {
  static final Content CONTENT = new Content.Text("Mended. ".repeat(40));

  private final SplittableRandom dice;
  private final ModelClientContract wire;
  private Usage billed = Usage.NONE;
  private int untold;
  private int free;

  Faults(long seed, ModelClientContract wire) {
    this.dice = new SplittableRandom(seed);
    this.wire = wire;
  }

  /// Plans the attempts at one question: faults first, the good answer last.
  void plan(StandIn provider) {
    while (dice.nextBoolean()) {
      provider.then(fault(dice.nextInt(7)));
    }
    billed = billed.plus(wire.usage());
    provider.then(wire.whole(good()));
  }

  private String good() {
    return wire.answer(List.of(CONTENT), Stop.END_TURN);
  }

  private Served fault(int kind) {
    return switch (kind) {
      case 0 -> refused(429, Map.of("retry-after", "3"));
      case 1 -> refused(500, Map.of());
      case 2 -> refused(529, Map.of());
      case 3 -> {
        untold++;
        yield new Served.Gone();
      }
      case 4 -> {
        switch (wire.chargeOfHalf()) {
          case AttemptCharge.Nothing _ -> free++;
          case AttemptCharge.Unknown _ -> untold++;
          case AttemptCharge.Reported(var usage) -> billed = billed.plus(usage);
          case AttemptCharge.AtLeast(var usage) -> billed = billed.plus(usage);
        }
        var body = good();
        yield new Served.Cut(wire.headers(), body, body.length() / 2);
      }
      case 5 -> told(wire.invalid());
      default -> told(wire.empty());
    };
  }

  private Served refused(int status, Map<String, String> headers) {
    free++;
    return new Served.Whole(status, headers, wire.error("not now"));
  }

  private Served told(String body) {
    billed = billed.plus(wire.usage());
    return wire.whole(body);
  }

  /// What was billed and said so.
  Usage billed() {
    return billed;
  }

  /// Requests that were read and whose bill could not be told.
  int untold() {
    return untold;
  }

  /// Requests that were turned away.
  int free() {
    return free;
  }
}
