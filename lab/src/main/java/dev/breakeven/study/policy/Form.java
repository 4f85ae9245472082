package dev.breakeven.study.policy;

import java.util.List;

/// How a policy stands in a study file.
///
/// @param key the key that no other policy has, by which it is known
/// @param keys its other keys
/// @param reading makes a policy of an arm that has these keys
public record Form(String key, List<String> keys, Reading reading) {
  /// Takes an immutable copy.
  public Form {
    keys = List.copyOf(keys);
  }

  /// Makes a policy.
  @FunctionalInterface
  public interface Reading {
    /// The policy in `arm`.
    ///
    /// @throws IllegalArgumentException if something is wrong with it: says where and what
    Policy read(ArmEntry arm);
  }
}
