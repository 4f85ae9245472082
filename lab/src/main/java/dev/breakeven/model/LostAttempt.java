package dev.breakeven.model;

import java.time.Instant;

/// An attempt that brought no answer.
///
/// @param model the exact id of the model that was asked
/// @param number which attempt at this request it was, counted from 1
/// @param kind what went wrong
/// @param reason the same in words; no key stands in it
/// @param charge what it costs
/// @param at when it had failed
public record LostAttempt(
    String model,
    int number,
    ModelFailure.Kind kind,
    String reason,
    AttemptCharge charge,
    Instant at) {}
