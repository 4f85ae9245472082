package dev.breakeven.workspace;

/// How much a command may use beside time.
///
/// @param processes the most processes and threads at once; the kernel does not enforce it for the
///   superuser
/// @param fileBytes the largest file it may write, in bytes
/// @param temporaryBytes the size of its private temporary folder, in bytes
public record Limits(int processes, long fileBytes, long temporaryBytes) {
  /// Ample for a build with its tests: 2,048 processes and threads, 1 GiB a file, 1 GiB temporary.
  public static final Limits AMPLE = new Limits(2048, 1L << 30, 1L << 30);

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
