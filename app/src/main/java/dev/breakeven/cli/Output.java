package dev.breakeven.cli;

import java.io.BufferedWriter;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.PrintWriter;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// What the program prints. The first failure to print is remembered: a writer for people keeps
/// silent about it.
final class Output extends OutputStream {
  private final OutputStream to;
  private @Nullable IOException failure;

  Output(OutputStream to) {
    this.to = to;
  }

  /// The program's own output.
  static Output standard() {
    return new Output(new FileOutputStream(FileDescriptor.out));
  }

  /// A writer in the terminal's encoding. Whoever prints flushes.
  PrintWriter writer() {
    return writer(Charset.forName(System.getProperty("stdout.encoding")));
  }

  /// A writer in that encoding; where it has no signs for rules and bars, they are plain ones.
  PrintWriter writer(Charset charset) {
    return charset.equals(StandardCharsets.UTF_8) || !PlainSigns.isNeeded(charset)
        ? new PrintWriter(this, false, charset)
        : new PrintWriter(
            new PlainSigns(new BufferedWriter(new OutputStreamWriter(this, charset)), charset));
  }

  /// Why not all was printed.
  Optional<IOException> failure() {
    return Optional.ofNullable(failure);
  }

  /// Whether who read it, such as `head`, has had enough.
  boolean isUnwanted() {
    return failure != null && String.valueOf(failure.getMessage()).contains("Broken pipe");
  }

  @Override
  public void write(int b) throws IOException {
    write(new byte[] {(byte) b}, 0, 1);
  }

  @Override
  public void write(byte[] bytes, int from, int length) throws IOException {
    try {
      to.write(bytes, from, length);
    } catch (IOException e) {
      failure = failure == null ? e : failure;
      throw e;
    }
  }
}
