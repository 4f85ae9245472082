package dev.breakeven.stats;

/// How sure a figure is: an interval, or the reason why there is none.
public sealed interface Confidence permits Interval, NoInterval {}
