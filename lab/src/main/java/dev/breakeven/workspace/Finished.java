package dev.breakeven.workspace;

import java.time.Duration;

/// A command that has ended.
///
/// @param exitCode its exit code; 128 + signal number if a signal ended it
/// @param output what it wrote to standard output and error, interleaved, cut in the middle if very
///   long
/// @param timedOut whether it was killed at its limit
/// @param took real time from start to end
public record Finished(int exitCode, String output, boolean timedOut, Duration took) {}
