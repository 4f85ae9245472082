package dev.breakeven.catalog;

import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Where a fact comes from.
///
/// @param sources addresses or names of what was read, at least one
/// @param checked the day it was read
/// @param sureness how well it is established
/// @param note what else a reader should know
public record Evidence(
    List<String> sources, LocalDate checked, Sureness sureness, @Nullable String note) {
  /// Takes an immutable copy.
  public Evidence {
    sources = List.copyOf(sources);
  }
}
