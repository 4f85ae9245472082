package dev.breakeven.importer;

/// What an importer keeps of the contents it reads.
public enum Contents {
  /// The texts themselves.
  KEPT,
  /// Only how long they are, which is several times faster and takes a small part of the memory.
  MEASURED
}
