package dev.breakeven.attribution;

import java.util.Arrays;

/// The blocks that are new in a prompt or an answer, what is thought of their sizes before the
/// total is looked at, and how the exact total is then shared among them. Used again for each call.
///
/// Blocks counted before keep their count, and the others share the rest in proportion to their
/// estimates; blocks without content take what is left when the estimates are met. Where that
/// contradicts the total, all share it in proportion. Sizes are never negative, and with the unseen
/// rest they add up to the total.
final class Arrivals {
  /// Counted blocks alone may differ from the growth by this much without there being something
  /// unseen: providers count a few tokens around a message.
  private static final long SLACK = 16;

  /// What the thought of a size rests on.
  private enum Thought {
    /// Counted before: it was answered, or stood in an earlier prompt.
    ANCHORED,
    /// Estimated from its content.
    WEIGHED,
    /// Its content is not in the trace.
    BLIND
  }

  private int count;

  /// The tokens that those of a kind should have together, and how many blind ones there are.
  private long anchored;

  private long weighed;
  private int blind;

  /// How many of the anchored tokens return if thinking is dropped.
  private long returning;

  private int[] shares = new int[16];
  private Thought[] thoughts = new Thought[16];

  /// How many tokens each should have; 0 for a blind one.
  private long[] expected = new long[16];

  /// How many each has if the provider drops the answer's thinking from later prompts; the same for
  /// all but answers.
  private long[] visible = new long[16];

  /// How sure `expected` is; then how sure the size is.
  private Certainty[] known = new Certainty[16];

  private long[] sizes = new long[16];
  private long unseen;

  void clear() {
    count = 0;
    anchored = 0;
    weighed = 0;
    blind = 0;
    returning = 0;
  }

  /// Adds a block that was counted before.
  void anchored(int share, long tokens, long ifDropped, Certainty certainty) {
    add(share, Thought.ANCHORED, tokens, ifDropped, certainty);
    anchored += tokens;
    returning += ifDropped;
  }

  /// Adds a block whose content is known, with its estimate.
  void weighed(int share, long estimate) {
    add(share, Thought.WEIGHED, estimate, estimate, Certainty.ESTIMATED);
    weighed += estimate;
  }

  /// Adds a block of which nothing is known.
  void blind(int share) {
    add(share, Thought.BLIND, 0, 0, Certainty.ESTIMATED);
    blind++;
  }

  private void add(int share, Thought thought, long tokens, long ifDropped, Certainty certainty) {
    if (count == shares.length) {
      shares = Arrays.copyOf(shares, 2 * count);
      thoughts = Arrays.copyOf(thoughts, 2 * count);
      expected = Arrays.copyOf(expected, 2 * count);
      visible = Arrays.copyOf(visible, 2 * count);
      known = Arrays.copyOf(known, 2 * count);
      sizes = Arrays.copyOf(sizes, 2 * count);
    }
    shares[count] = share;
    thoughts[count] = thought;
    expected[count] = tokens;
    visible[count] = ifDropped;
    known[count] = certainty;
    count++;
  }

  int count() {
    return count;
  }

  /// Whose account the block at `place` is.
  int share(int place) {
    return shares[place];
  }

  /// What [#fit] gave the block at `place`, in tokens.
  long size(int place) {
    return sizes[place];
  }

  /// How that is known.
  Certainty known(int place) {
    return known[place];
  }

  /// What [#fit] left for content that the trace does not hold.
  long unseen() {
    return unseen;
  }

  /// The tokens that all should have together.
  long expected() {
    return anchored + weighed;
  }

  /// Shares `room` tokens, 0 or more, deciding whether thinking was dropped.
  ///
  /// It was if that fits the estimates twice as well, and if it makes enough of a difference to be
  /// told from an error of the estimates.
  void fit(long room) {
    unseen = count == 0 ? room : 0;
    if (count == 0) {
      return;
    }
    long difference = anchored - returning;
    if (difference != 0 && isDropped(room, difference)) {
      drop();
    }
    share(room);
  }

  private boolean isDropped(long room, long difference) {
    boolean tells = difference > Math.max(SLACK, Math.max(anchored / 3, weighed / 4)) && blind == 0;
    long misfit = Math.abs(room - anchored - weighed);
    return tells && Math.abs(room - anchored + difference - weighed) < misfit / 2;
  }

  private void drop() {
    for (int i = 0; i < count; i++) {
      if (expected[i] != visible[i]) {
        expected[i] = visible[i];
        known[i] = Certainty.ESTIMATED;
      }
    }
    anchored = returning;
  }

  private void share(long room) {
    if (blind > 0 && room >= anchored + weighed) {
      keep(room, Thought.BLIND);
    } else if (weighed > 0 && room - anchored >= weighed / 4) {
      keep(room, Thought.WEIGHED);
    } else if (weighed == 0 && blind == 0 && room > anchored + Math.max(SLACK, anchored / 50)) {
      unseen = room - anchored;
      System.arraycopy(expected, 0, sizes, 0, count);
    } else {
      split(room);
    }
  }

  /// Lets those of kind `sharing` share what the others leave.
  private void keep(long room, Thought sharing) {
    long left = room;
    int sharers = 0;
    boolean guessed = false;
    for (int i = 0; i < count; i++) {
      if (thoughts[i] == sharing) {
        sharers++;
      } else {
        left -= expected[i];
        guessed |= known[i] == Certainty.ESTIMATED;
      }
    }
    if (left < 0) {
      split(room);
      return;
    }
    Certainty shared = guessed ? Certainty.ESTIMATED : together(sharers);
    if (sharers == 1) {
      give(left, sharing, shared);
      return;
    }
    var weights = new double[sharers];
    int next = 0;
    for (int i = 0; i < count; i++) {
      if (thoughts[i] == sharing) {
        weights[next++] = sharing == Thought.BLIND ? 1 : (double) expected[i];
        known[i] = shared;
      }
    }
    long[] parts = Split.of(left, weights);
    next = 0;
    for (int i = 0; i < count; i++) {
      sizes[i] = thoughts[i] == sharing ? parts[next++] : expected[i];
    }
  }

  /// Gives `left` to the only one of kind `sharing`, and the others what is expected of them.
  private void give(long left, Thought sharing, Certainty certainty) {
    for (int i = 0; i < count; i++) {
      if (thoughts[i] == sharing) {
        sizes[i] = left;
        known[i] = certainty;
      } else {
        sizes[i] = expected[i];
      }
    }
  }

  private void split(long room) {
    var weights = new double[count];
    for (int i = 0; i < count; i++) {
      weights[i] = (double) expected[i];
      known[i] = together(count);
    }
    System.arraycopy(Split.of(room, weights), 0, sizes, 0, count);
  }

  private static Certainty together(int blocks) {
    return blocks == 1 ? Certainty.BILLED : Certainty.APPORTIONED;
  }
}
