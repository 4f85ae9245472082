package dev.breakeven.workspace;

/// How much a command and all that it starts may use beside time. What no single rule of the kernel
/// bounds is looked at ten times a second by a [Watch], and the command killed.
///
/// @param processes the most processes and threads at once; the kernel refuses more, for the
///   superuser only where a control group can be made (see [Bubblewrap#bindsProcesses])
/// @param memoryBytes the most memory of its processes together, in bytes; killed soon after
/// @param fileBytes the largest file it may write, in bytes; the kernel refuses more
/// @param folderBytes the most that a folder it may write to may hold, in bytes; killed soon after
/// @param temporaryBytes the size of its private temporary folder, in bytes; the kernel refuses
///   more
/// @param outputBytes the most it may print, in bytes; killed soon after
public record CommandLimits(
    int processes,
    long memoryBytes,
    long fileBytes,
    long folderBytes,
    long temporaryBytes,
    long outputBytes) {
  /// Ample for a build with its tests: 2,048 processes and threads, 4 GiB of memory, 1 GiB a file,
  /// 8 GiB a folder, 1 GiB temporary, 128 MiB of output.
  public static final CommandLimits AMPLE =
      new CommandLimits(2048, 4L << 30, 1L << 30, 8L << 30, 1L << 30, 128L << 20);

  /// Checks the numbers.
  ///
  /// @throws IllegalArgumentException if one is not positive
  public CommandLimits {
    if (processes <= 0
        || memoryBytes <= 0
        || fileBytes <= 0
        || folderBytes <= 0
        || temporaryBytes <= 0
        || outputBytes <= 0) {
      throw new IllegalArgumentException(
          ("expected positive limits, got %d processes, %d bytes of memory, %d a file,"
                  + " %d a folder, %d temporary, %d of output")
              .formatted(
                  processes, memoryBytes, fileBytes, folderBytes, temporaryBytes, outputBytes));
    }
  }
}
