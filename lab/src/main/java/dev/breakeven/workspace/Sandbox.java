package dev.breakeven.workspace;

/// Where commands run: what they can see and reach.
public interface Sandbox {
  /// Runs `command` to its end, or kills it and every descendant at its limit.
  ///
  /// @throws InterruptedException if this thread is interrupted; the command is killed first
  /// @throws java.io.UncheckedIOException if the command cannot be started
  Finished run(Command command) throws InterruptedException;

  /// Whether commands are kept from the network and from files they were not given.
  boolean confines();
}
