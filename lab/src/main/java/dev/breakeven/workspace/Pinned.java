package dev.breakeven.workspace;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.VarHandle;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Arrays;
import java.util.Optional;

/// A file, folder or link held by a descriptor of this process: whatever is put in its place
/// meanwhile, this is still it.
///
/// It is opened with `O_PATH` and `O_NOFOLLOW` (openat(2)), so that opening follows no link, waits
/// for no other end of a pipe and wakes no device. What it holds is reached through
/// `/proc/self/fd`, which leads to what was opened and to nothing else.
///
/// Where there is no Linux, and so no sandbox that confines, it holds the path alone, as whoever
/// works there is trusted anyway.
public final class Pinned implements AutoCloseable {
  private static final boolean LINUX =
      System.getProperty("os.name").equals("Linux") && Files.isDirectory(Path.of("/proc/self/fd"));
  private static final int PATH_AND_CLOSE_ON_EXEC = 0x200000 | 0x80000;

  private final int descriptor;
  private final Path path;

  private Pinned(int descriptor, Path path) {
    this.descriptor = descriptor;
    this.path = path;
  }

  /// Takes hold of what is at `path`, itself and not what a link there leads to.
  ///
  /// @throws IOException if nothing is there or it may not be reached
  public static Pinned open(Path path) throws IOException {
    if (!LINUX) {
      var _ = Files.readAttributes(path, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
      return new Pinned(-1, path);
    }
    int descriptor = Calls.open(bytes(path), PATH_AND_CLOSE_ON_EXEC | Calls.NO_FOLLOW);
    return switch (-descriptor) {
      case 1, 13 -> throw new AccessDeniedException(path.toString());
      case 2, 20 -> throw new NoSuchFileException(path.toString());
      case 36 -> throw new FileSystemException(path.toString(), null, "File name too long");
      default -> {
        if (descriptor < 0) {
          throw new FileSystemException(path.toString(), null, "error " + -descriptor + " of open");
        }
        yield new Pinned(descriptor, Path.of("/proc/self/fd/" + descriptor));
      }
    };
  }

  /// Takes hold of what this folder has under one name.
  ///
  /// @param name one path element
  /// @throws IOException if this is no folder, nothing has that name, or it may not be reached
  public Pinned child(Path name) throws IOException {
    return open(path.resolve(name));
  }

  /// A path of this machine that leads to what is held as long as it is held. Beneath it, only the
  /// next name is looked up anew.
  public Path path() {
    return path;
  }

  /// What it is.
  ///
  /// @throws IOException if the system does not say
  public BasicFileAttributes attributes() throws IOException {
    return LINUX
        ? Files.readAttributes(path, BasicFileAttributes.class)
        : Files.readAttributes(path, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
  }

  /// The text of one path element; empty if its bytes are no UTF-8, whatever the locale.
  static Optional<String> text(Path name) {
    String text = name.toString();
    if (text.chars().allMatch(letter -> letter < 0x80)) {
      return Optional.of(text);
    }
    try {
      return Optional.of(
          StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes(name))).toString());
    } catch (CharacterCodingException e) {
      return Optional.empty();
    }
  }

  /// The bytes of a path as the kernel has them. Its text would not do: a name need be no text.
  private static byte[] bytes(Path path) {
    String text = path.toString();
    if (text.chars().allMatch(letter -> letter < 0x80)) {
      return text.getBytes(StandardCharsets.US_ASCII);
    }
    String encoded = Path.of("/").resolve(path).toUri().getRawPath();
    byte[] bytes = new byte[encoded.length()];
    int count = 0;
    for (int at = path.isAbsolute() ? 0 : 1; at < encoded.length(); count++) {
      boolean escaped = encoded.charAt(at) == '%';
      bytes[count] =
          escaped
              ? (byte) Integer.parseInt(encoded.substring(at + 1, at + 3), 16)
              : (byte) encoded.charAt(at);
      at += escaped ? 3 : 1;
    }
    // The form of a folder ends with a stroke that its path has not.
    int length = count > 1 && bytes[count - 1] == '/' ? count - 1 : count;
    return Arrays.copyOf(bytes, length);
  }

  @Override
  public void close() {
    if (descriptor >= 0) {
      Calls.close(descriptor);
    }
  }

  /// The three functions of the C library that Java has no other way to.
  static final class Calls {
    /// Numbers of asm-generic/fcntl.h, and those that differ on ARM and POWER.
    private static final int NO_FOLLOW =
        switch (System.getProperty("os.arch")) {
          case "aarch64", "arm", "ppc64", "ppc64le" -> 0x8000;
          default -> 0x20000;
        };

    private static final MemoryLayout STATE = Linker.Option.captureStateLayout();
    private static final VarHandle ERRNO =
        STATE.varHandle(MemoryLayout.PathElement.groupElement("errno"));
    private static final MethodHandle OPEN =
        function(
            "open",
            FunctionDescriptor.of(ValueLayout.JAVA_INT, ValueLayout.ADDRESS, ValueLayout.JAVA_INT),
            Linker.Option.firstVariadicArg(2),
            Linker.Option.captureCallState("errno"));
    private static final MethodHandle CLOSE =
        function("close", FunctionDescriptor.of(ValueLayout.JAVA_INT, ValueLayout.JAVA_INT));
    private static final MethodHandle KILL =
        function(
            "kill",
            FunctionDescriptor.of(
                ValueLayout.JAVA_INT, ValueLayout.JAVA_INT, ValueLayout.JAVA_INT));

    private Calls() {}

    @SuppressWarnings("restricted") // The launcher allows it; the three functions exist as said.
    private static MethodHandle function(
        String name, FunctionDescriptor type, Linker.Option... options) {
      Linker linker = Linker.nativeLinker();
      return linker.downcallHandle(linker.defaultLookup().find(name).orElseThrow(), type, options);
    }

    /// @return a descriptor, or the negative number of the error
    static int open(byte[] path, int flags) {
      try (Arena arena = Arena.ofConfined()) {
        MemorySegment state = arena.allocate(STATE);
        MemorySegment text = arena.allocate(path.length + 1L);
        MemorySegment.copy(path, 0, text, ValueLayout.JAVA_BYTE, 0, path.length);
        int descriptor = (int) OPEN.invokeExact(state, text, flags);
        return descriptor >= 0 ? descriptor : -(int) ERRNO.get(state, 0L);
      } catch (Throwable e) {
        throw new IllegalStateException("open cannot be called", e);
      }
    }

    private static void close(int descriptor) {
      try {
        int _ = (int) CLOSE.invokeExact(descriptor);
      } catch (Throwable e) {
        throw new IllegalStateException("close cannot be called", e);
      }
    }

    /// Sends a signal; a process that is gone or another's gets none.
    static void kill(long process, int signal) {
      try {
        int _ = (int) KILL.invokeExact((int) process, signal);
      } catch (Throwable e) {
        throw new IllegalStateException("kill cannot be called", e);
      }
    }
  }
}
