package dev.breakeven.cli;

import com.github.luben.zstd.ZstdInputStream;
import java.io.BufferedInputStream;
import java.io.FileInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.zip.GZIPInputStream;

/// Logs that a tool compressed: Codex does so with rollouts that were left alone for a week.
final class Compressed {
  private static final String ZSTD = ".zst";
  private static final String GZIP = ".gz";

  /// The most bytes that come out of one file: far more than any log has.
  private static final long MOST = 64L << 30;

  private Compressed() {}

  /// The name of `file`, without what only says that it is compressed.
  static String name(Path file) {
    String name = file.toString().replace('\\', '/');
    for (String ending : new String[] {ZSTD, GZIP}) {
      if (name.endsWith(ending)) {
        return name.substring(0, name.length() - ending.length());
      }
    }
    return name;
  }

  /// The content of `file`, compressed or not.
  ///
  /// @throws IOException if it cannot be read, or is compressed in another way than its name says
  static InputStream open(Path file) throws IOException {
    // A stream of Files takes 50 ms of CPU more for each GiB.
    var bytes = new FileInputStream(file.toFile());
    String name = file.toString();
    try {
      if (name.endsWith(ZSTD)) {
        return new Bounded(new BufferedInputStream(new ZstdInputStream(bytes)));
      }
      return name.endsWith(GZIP) ? new Bounded(new GZIPInputStream(bytes)) : bytes;
    } catch (IOException e) {
      bytes.close();
      throw e;
    }
  }

  /// Ends with an error where more comes out than any log has.
  private static final class Bounded extends FilterInputStream {
    private long left = MOST;

    private Bounded(InputStream in) {
      super(in);
    }

    private void count(long bytes) throws IOException {
      left -= Math.max(0, bytes);
      if (left < 0) {
        throw new IOException("expected at most " + MOST + " bytes in a compressed log, got more");
      }
    }

    @Override
    public int read() throws IOException {
      int one = super.read();
      count(one < 0 ? 0 : 1);
      return one;
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
      int number = super.read(bytes, offset, length);
      count(number);
      return number;
    }
  }
}
