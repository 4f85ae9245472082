package dev.breakeven.task;

import java.util.List;

/// What an agent may change, and how many tests must run.
///
/// @param allowed globs of the files an agent may add, change or delete
/// @param ignored globs of files the judge neither copies nor minds, such as build output
/// @param tests how many tests run on the untouched repository, 0 if not counted
/// @param skipped how many tests are skipped on the untouched repository
public record Rules(List<String> allowed, List<String> ignored, long tests, long skipped) {
  /// Takes immutable copies.
  public Rules {
    allowed = List.copyOf(allowed);
    ignored = List.copyOf(ignored);
  }
}
