package dev.breakeven.model.rehearsal;

/// Chance without hidden state: every throw is a hash of the seed, the profile, the task and what
/// it decides, so the same question always gets the same answer.
///
/// The hash is FNV-1a over characters, finished by the mixing function of SplitMix64 (Steele, Lea
/// and Flood, 2014).
final class Dice {
  private static final long FNV_START = 0xcbf29ce484222325L;
  private static final long FNV_PRIME = 0x100000001b3L;

  private final long base;

  Dice(long seed, String profile, String task) {
    base = mix(seed) ^ hash(profile) ^ Long.rotateLeft(hash(task), 17);
  }

  /// Whether something of probability `probability` happens.
  boolean chance(double probability, String what, int... at) {
    return uniform(what, at) < probability;
  }

  /// A whole number near `mean`: uniform between half and one and a half times it, rounded up or
  /// down by chance so that the mean is kept.
  int around(double mean, String what, int... at) {
    double drawn = mean * (0.5 + uniform(what + "/size", at));
    double floor = Math.floor(drawn);
    return (int) floor + (uniform(what + "/round", at) < drawn - floor ? 1 : 0);
  }

  /// A number from 0 to `bound` − 1.
  int below(int bound, String what, int... at) {
    return (int) (uniform(what, at) * bound);
  }

  private double uniform(String what, int... at) {
    long h = base ^ hash(what);
    for (int position : at) {
      h = mix(h + position);
    }
    return (mix(h) >>> 11) * 0x1.0p-53;
  }

  static long hash(String text) {
    long h = FNV_START;
    for (int i = 0; i < text.length(); i++) {
      h = (h ^ text.charAt(i)) * FNV_PRIME;
    }
    return mix(h);
  }

  private static long mix(long value) {
    long z = value + 0x9e3779b97f4a7c15L;
    z = (z ^ (z >>> 30)) * 0xbf58476d1ce4e5b9L;
    z = (z ^ (z >>> 27)) * 0x94d049bb133111ebL;
    return z ^ (z >>> 31);
  }
}
