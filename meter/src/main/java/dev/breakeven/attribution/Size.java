package dev.breakeven.attribution;

/// How much room a block takes in a prompt.
///
/// @param tokens its size in the last prompt that held it; 0 if it was only answered
/// @param known how that is known
public record Size(long tokens, Certainty known) {}
