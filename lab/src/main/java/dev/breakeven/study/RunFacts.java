package dev.breakeven.study;

import dev.breakeven.trace.Known;
import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;

/// Everything that decides what a run yields, so that it can be repeated.
///
/// @param study the study's name
/// @param how whether models were asked or rehearsed
/// @param text the study file as it was read
/// @param versions versions or hashes by name: program, catalog, pack, each profile
public record RunFacts(String study, Known how, String text, SortedMap<String, String> versions) {
  /// Takes an immutable copy.
  public RunFacts {
    versions = Collections.unmodifiableSortedMap(new TreeMap<>(versions));
  }
}
