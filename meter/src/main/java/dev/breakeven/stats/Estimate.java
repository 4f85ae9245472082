package dev.breakeven.stats;

/// A figure computed from a sample, and how sure it is.
///
/// `value` is positive infinity only for a cost per success where nothing succeeded.
public record Estimate(double value, Confidence confidence) {}
