package dev.breakeven.tool;

/// What an executor may do in the repository, as its orchestrator and it are told.
public enum ExecutorTools {
  /// Use the editor and the shell, like its orchestrator.
  ALL(
      "with the same editor and shell",
      "You have a file editor and a shell, both at the root of the repository."),
  /// Read, write, edit and find files, but run nothing, like the published study's local executor.
  FILES(
      "that can read, write, edit and find files but run nothing",
      "You can read, write, edit and find files; paths begin at the root of the repository."
          + " You can run nothing."),
  /// Whatever it brings: it is a program of its own.
  OWN("with tools of its own", "");

  private final String theirs;
  private final String yours;

  ExecutorTools(String theirs, String yours) {
    this.theirs = theirs;
    this.yours = yours;
  }

  /// What to tell others of it: `with the same editor and shell`.
  public String theirs() {
    return theirs;
  }

  /// What to tell itself, in sentences; empty for a program.
  public String yours() {
    return yours;
  }
}
