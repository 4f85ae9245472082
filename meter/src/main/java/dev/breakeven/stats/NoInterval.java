package dev.breakeven.stats;

/// No interval can be given, with the reason as a phrase for people.
public record NoInterval(String reason) implements Confidence {}
