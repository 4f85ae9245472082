package dev.breakeven.stats;

import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;

/// Where random numbers come from: a generator by name, so that a seed means the same everywhere.
final class Randomness {
  private Randomness() {}

  static RandomGenerator of(long seed) {
    return RandomGeneratorFactory.of("L64X128MixRandom").create(seed);
  }
}
