package dev.breakeven.workspace;

/// How much a command may use beside time.
///
/// @param processes the most processes at once; where we are not the superuser, the kernel counts
///   threads too and refuses to start more; else the command is killed soon after
/// @param fileBytes the largest file it may write, in bytes
/// @param temporaryBytes the size of its private temporary folder, in bytes
public record Limits(int processes, long fileBytes, long temporaryBytes) {
  /// Ample for a build with its tests: 4,096 processes and threads, 1 GiB a file, 1 GiB temporary.
  public static final Limits AMPLE = new Limits(4096, 1L << 30, 1L << 30);

  /// Checks the numbers.
  ///
  /// @throws IllegalArgumentException if one is not positive
  public Limits {
    if (processes <= 0 || fileBytes <= 0 || temporaryBytes <= 0) {
      throw new IllegalArgumentException(
          "expected positive limits, got %d processes, %d bytes a file, %d bytes temporary"
              .formatted(processes, fileBytes, temporaryBytes));
    }
  }
}
