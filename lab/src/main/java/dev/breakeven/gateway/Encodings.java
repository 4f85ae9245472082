package dev.breakeven.gateway;

import com.github.luben.zstd.ZstdInputStream;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.zip.GZIPInputStream;
import java.util.zip.Inflater;
import java.util.zip.InflaterInputStream;
import org.brotli.dec.BrotliInputStream;

/// Undoes the codings of a copied body: gzip, deflate, br and zstd. What comes out is bounded, as a
/// few bytes can stand for gigabytes.
final class Encodings {
  private static final int PIECE = 16 << 10;

  private static final int MOST_CODINGS = 2;

  private Encodings() {}

  /// `body` without its codings. A body that breaks off comes out as far as it goes.
  ///
  /// @param coding the value of the header `Content-Encoding`, empty for none
  /// @param most the most bytes that may come out
  /// @throws IOException if the coding is not known or damaged from its start, or more comes out
  static byte[] decode(byte[] body, String coding, int most) throws IOException {
    List<String> codings =
        Arrays.stream(coding.toLowerCase(Locale.ROOT).split(",", -1))
            .map(String::strip)
            .filter(one -> !one.isEmpty() && !one.equals("identity"))
            .toList();
    if (codings.size() > MOST_CODINGS) {
      throw new IOException("expected at most two codings of a body, got " + coding);
    }
    byte[] plain = body;
    for (String one : codings.reversed()) {
      plain = read(plain, one, most);
    }
    return plain;
  }

  private static byte[] read(byte[] body, String coding, int most) throws IOException {
    var out = new ByteArrayOutputStream(Math.min(most, Math.max(PIECE, body.length * 2)));
    try (InputStream in = open(body, coding)) {
      byte[] piece = new byte[PIECE];
      for (int read = in.read(piece); read >= 0; read = in.read(piece)) {
        if (out.size() + read > most) {
          throw new TooLarge("expected at most " + most + " bytes in a body, got more");
        }
        out.write(piece, 0, read);
      }
    } catch (TooLarge e) {
      throw e;
    } catch (IOException e) {
      if (out.size() == 0 && !(e instanceof EOFException)) {
        throw e;
      }
    }
    return out.toByteArray();
  }

  private static InputStream open(byte[] body, String coding) throws IOException {
    var in = new ByteArrayInputStream(body);
    return switch (coding) {
      case "gzip", "x-gzip" -> new GZIPInputStream(in);
      case "deflate" -> new InflaterInputStream(in, new Inflater(!zlib(body)));
      case "br" -> new BrotliInputStream(in);
      case "zstd" -> new ZstdInputStream(in);
      default ->
          throw new IOException("expected gzip, deflate, br or zstd as a coding, got " + coding);
    };
  }

  /// Whether `body` has the head that deflate should have and some servers leave out.
  private static boolean zlib(byte[] body) {
    return body.length > 1
        && (body[0] & 0x0f) == 8
        && (((body[0] & 0xff) << 8) | (body[1] & 0xff)) % 31 == 0;
  }

  private static final class TooLarge extends IOException {
    private static final long serialVersionUID = 1;

    private TooLarge(String message) {
      super(message);
    }
  }
}
