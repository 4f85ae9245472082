/// The command line: commands, wiring, exit codes, environment and clock. Nothing here decides
/// anything about cost or success.
@NullMarked
package dev.breakeven.cli;

import org.jspecify.annotations.NullMarked;
