package dev.breakeven.attribution;

import dev.breakeven.attribution.Arrival.Kind;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// How the exact growth of a prompt is shared among the blocks that are new in it.
///
/// Blocks counted before keep their count, and the others share the rest in proportion to their
/// estimates; blocks without content take what is left when the estimates are met. Where that
/// contradicts the total, all share it in proportion. Sizes are never negative, and with the unseen
/// rest they add up to the growth.
///
/// @param sizes one an arrival
/// @param unseen what is left for content that the trace does not hold
record Fit(List<Size> sizes, long unseen) {
  /// Counted blocks alone may differ from the growth by this much without there being something
  /// unseen: providers count a few tokens around a message.
  private static final long SLACK = 16;

  /// Shares `room` tokens, 0 or more, among `arrivals`, deciding whether thinking was dropped.
  ///
  /// It was if that fits the estimates twice as well, and if it makes enough of a difference to be
  /// told from an error of the estimates.
  static Fit of(long room, List<Arrival> arrivals) {
    if (arrivals.isEmpty()) {
      return new Fit(List.of(), room);
    }
    if (sum(arrivals, Kind.ANCHORED) == visible(arrivals)) {
      return share(room, arrivals);
    }
    List<Arrival> dropped = arrivals.stream().map(Arrival::dropped).toList();
    long expected = sum(arrivals, Kind.WEIGHED);
    long anchored = sum(arrivals, Kind.ANCHORED);
    long difference = anchored - sum(dropped, Kind.ANCHORED);
    long misfit = Math.abs(room - anchored - expected);
    boolean tells =
        difference > Math.max(SLACK, Math.max(anchored / 3, expected / 4))
            && arrivals.stream().noneMatch(arrival -> arrival.kind() == Kind.BLIND);
    return tells && Math.abs(room - anchored + difference - expected) < misfit / 2
        ? share(room, dropped)
        : share(room, arrivals);
  }

  private static Fit share(long room, List<Arrival> arrivals) {
    long anchored = sum(arrivals, Kind.ANCHORED);
    long weighed = sum(arrivals, Kind.WEIGHED);
    int blind = 0;
    for (Arrival arrival : arrivals) {
      blind += arrival.kind() == Kind.BLIND ? 1 : 0;
    }
    if (blind > 0 && room >= anchored + weighed) {
      return keep(room, arrivals, Kind.BLIND);
    }
    if (weighed > 0 && room - anchored >= weighed / 4) {
      return keep(room, arrivals, Kind.WEIGHED);
    }
    if (weighed == 0 && blind == 0 && room > anchored + Math.max(SLACK, anchored / 50)) {
      return keep(room, arrivals, null);
    }
    return proportional(room, arrivals);
  }

  /// Lets those of kind `sharing` share what the others leave; nobody if it is null.
  private static Fit keep(long room, List<Arrival> arrivals, @Nullable Kind sharing) {
    var weights = new double[arrivals.size()];
    long left = room;
    int sharers = 0;
    boolean guessed = false;
    for (int i = 0; i < weights.length; i++) {
      Arrival arrival = arrivals.get(i);
      if (arrival.kind() == sharing) {
        weights[i] = sharing == Kind.BLIND ? 1 : (double) arrival.tokens();
        sharers++;
      } else {
        left -= arrival.tokens();
        guessed |= arrival.known() == Certainty.ESTIMATED;
      }
    }
    if (left < 0) {
      return proportional(room, arrivals);
    }
    Certainty shared = guessed ? Certainty.ESTIMATED : together(sharers);
    long[] parts = sharers == 0 ? new long[weights.length] : Split.of(left, weights);
    var sizes = new ArrayList<Size>(weights.length);
    for (int i = 0; i < weights.length; i++) {
      Arrival arrival = arrivals.get(i);
      sizes.add(
          arrival.kind() == sharing
              ? new Size(parts[i], shared)
              : new Size(arrival.tokens(), arrival.known()));
    }
    return new Fit(sizes, sharers == 0 ? left : 0);
  }

  private static Fit proportional(long room, List<Arrival> arrivals) {
    double[] weights = arrivals.stream().mapToDouble(a -> (double) a.tokens()).toArray();
    var sizes = new ArrayList<Size>(weights.length);
    for (long part : Split.of(room, weights)) {
      sizes.add(new Size(part, together(weights.length)));
    }
    return new Fit(sizes, 0);
  }

  private static Certainty together(int blocks) {
    return blocks == 1 ? Certainty.BILLED : Certainty.APPORTIONED;
  }

  private static long sum(List<Arrival> arrivals, Kind kind) {
    long sum = 0;
    for (Arrival arrival : arrivals) {
      sum += arrival.kind() == kind ? arrival.tokens() : 0;
    }
    return sum;
  }

  private static long visible(List<Arrival> arrivals) {
    long sum = 0;
    for (Arrival arrival : arrivals) {
      sum += arrival.kind() == Kind.ANCHORED ? arrival.visible() : 0;
    }
    return sum;
  }
}
